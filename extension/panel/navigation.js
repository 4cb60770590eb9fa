// What this panel shows: the tab, the open thread, and whether its composer is open. Nothing here is stored.
import { cancelFocus, focusSoon, repaint } from "../render.js";
import { clearStatus } from "../status.js";

/** @typedef {"opportunities" | "notifications" | "drafts" | "create" | "you"} Tab */

/** @type {Tab[]} */
export const TABS = ["opportunities", "notifications", "drafts", "create", "you"];

export const ui = {
  /** @type {Tab} */
  tab: "opportunities",
  /** Node of the thread that covers the tab. @type {string | null} */
  thread: null,
  /** Whether the composer of that thread is open. */
  composing: false,
  /** Scroll position and focused row of each tab, to return to. @type {Record<string, {top: number, row: string | null}>} */
  positions: {},
};

/** @returns {HTMLElement} the element that scrolls */
export const scroller = () => /** @type {HTMLElement} */ (document.getElementById("tab-panel"));

/** @param {string} tab @returns {tab is Tab} */
const isTab = tab => /** @type {string[]} */ (TABS).includes(tab);

function savePosition() {
  if (ui.thread) return;
  const row = document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? null;
  ui.positions[ui.tab] = { top: document.getElementById("tab-panel")?.scrollTop ?? 0, row };
}

/** Opens a tab; an unknown name does nothing. @param {string} tab */
export function goTab(tab) {
  if (!isTab(tab)) return;
  savePosition();
  clearStatus();
  ui.tab = tab;
  closeThread();
}

/** Closes the open thread, if there is one, and shows the tab below it. */
export function closeThread() {
  cancelFocus();
  ui.thread = null;
  ui.composing = false;
  restorePosition();
}

/** Opens a thread over the tab. @param {string} node @param {boolean} [composing] whether its composer opens too */
export function goThread(node, composing = false) {
  savePosition();
  cancelFocus();
  clearStatus();
  ui.thread = node;
  ui.composing = composing;
  repaint();
}

/** Returns from a thread to the list it was opened from, at the same row. */
export function goBack() {
  clearStatus();
  ui.thread = null;
  ui.composing = false;
  restorePosition();
  const row = ui.positions[ui.tab]?.row;
  if (row) focusSoon(`[data-row="${CSS.escape(row)}"]`);
}

function restorePosition() {
  repaint();
  const top = ui.positions[ui.tab]?.top ?? 0;
  queueMicrotask(() => (scroller().scrollTop = top));
}
