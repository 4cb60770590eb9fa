// Where this panel stands: which tab, which thread, what is open. Nothing here is stored.

/** @typedef {"opportunities" | "notifications" | "drafts" | "create" | "you"} Tab */

/** @type {Tab[]} */
export const TABS = ["opportunities", "notifications", "drafts", "create", "you"];

export const ui = {
  /** @type {Tab} */
  tab: "opportunities",
  /** Node of the thread that is read, over the tab. @type {string | null} */
  thread: null,
  /** Whether the composer of that thread is open. */
  composing: false,
  /** Scroll position and row of each tab, for the way back. @type {Record<string, {top: number, row: string | null}>} */
  places: {},
};

/** @type {() => void} */
let painter = () => {};
let due = false;

/** @param {() => void} paint */
export function startPainting(paint) {
  painter = paint;
}

/** Paints once, after all that happens in this turn. */
export function repaint() {
  if (due) return;
  due = true;
  queueMicrotask(() => {
    due = false;
    painter();
    if (wanted) take(wanted);
  });
}

/**
 * Resolves when the first picture stands on the screen, and not when it was handed to those who draw it: what else is begun before takes the
 * processor from them, and puts it off by a frame. Soon, too, where nothing is shown because nobody looks.
 * @type {Promise<void>}
 */
export const shown = new Promise(resolve => {
  new PerformanceObserver(seen => void (seen.getEntriesByName("first-contentful-paint").length > 0 && resolve()))
    .observe({ type: "paint", buffered: true });
  setTimeout(resolve, 500);
});

/** @returns {HTMLElement} what scrolls */
export const scroller = () => /** @type {HTMLElement} */ (document.getElementById("room"));

/** What is to have the focus as soon as it is there. @type {string | null} */
let wanted = null;

/** Puts the focus on what a selector finds, as soon as a paint brings it. @param {string} selector */
export function focusSoon(selector) {
  wanted = selector;
  repaint();
}

/** @param {string} selector */
function take(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) return;
  wanted = null;
  found.focus();
}

/** @param {string} tab @returns {tab is Tab} */
const isTab = tab => /** @type {string[]} */ (TABS).includes(tab);

function remember() {
  if (ui.thread) return;
  const row = document.activeElement?.closest("[data-row]")?.getAttribute("data-row") ?? null;
  ui.places[ui.tab] = { top: document.getElementById("room")?.scrollTop ?? 0, row };
}

/** @param {string} tab */
export function goTab(tab) {
  if (!isTab(tab)) return;
  remember();
  wanted = null;
  ui.tab = tab;
  ui.thread = null;
  ui.composing = false;
  restore();
}

/** @param {string} node @param {boolean} [composing] */
export function goThread(node, composing = false) {
  remember();
  wanted = null;
  ui.thread = node;
  ui.composing = composing;
  repaint();
}

/** From a thread back to the list it was opened from, at the same row. */
export function goBack() {
  ui.thread = null;
  ui.composing = false;
  restore();
  const row = ui.places[ui.tab]?.row;
  if (row) focusSoon(`[data-row="${CSS.escape(row)}"]`);
}

function restore() {
  repaint();
  const top = ui.places[ui.tab]?.top ?? 0;
  queueMicrotask(() => (scroller().scrollTop = top));
}

let keyed = false;

/** Presses a button for a key that a person pressed. @param {HTMLElement} button @param {KeyboardEvent} event */
export function pressFor(button, event) {
  keyed = event.isTrusted;
  button.click();
  keyed = false;
}

/** @type {(event: Event) => boolean} */
let guard = () => true;

/** Sets what else must hold before a press counts; it sees to it that the person learns why when it does not. @param {(event: Event) => boolean} check */
export function guardPresses(check) {
  guard = check;
}

/** Whether a person did this, and no script. What spends asks first. @param {Event} event */
export const byHand = event => (event.isTrusted || keyed) && guard(event);
