// Keyboard shortcuts of the panel. Single letters work outside of text fields only, and can be switched off.
import { surface } from "../platform.js";
import { views } from "../store.js";
import { focusSoon, isTextField } from "../render.js";
import { clickFor } from "../user-action.js";
import { scroller, TABS, ui } from "./navigation.js";

/** @import { Tab } from "./navigation.js" */

/** Esc handlers; the last one that handles the key wins. @type {(() => boolean)[]} */
const escapeHandlers = [];

/** Registers an Esc handler; it returns whether it closed something. @param {() => boolean} handler */
export function onEscape(handler) {
  escapeHandlers.push(handler);
}

/** The buttons of the current row or thread by letter, and the button that undoes what was done last. @type {Record<string, string>} */
const LETTERS = {
  r: ".primary", l: ".like", b: ".bookmark", h: ".hide", e: "[data-key='e']", u: "[data-key='u']", z: ".status-line .undo, :root:has(.status-line.empty) .gone .undo",
  s: "[data-key='s']", t: "[data-key='t']", x: ".select-row", n: ".next-new",
};

/** The letters that open something and change nothing. A web page can move the focus into its panel, so there no other letters work. */
const PAGE_PANEL_LETTERS = new Set(["r", "n"]);

/** Registers what Esc closes when no other handler closes anything. @param {() => void} handler */
export function onLastEscape(handler) {
  escapeHandlers.unshift(() => (handler(), true));
}

/** The key that acted and is still held down. It acts once, also where it moved the focus. @type {string | null} */
let heldKey = null;

/** @param {(tab: Tab) => void} openTab @param {() => void} openSearch @param {() => void} openHelp shows the list of keys */
export function listenToKeys(openTab, openSearch, openHelp) {
  // While a key is held, the browser repeats it at whatever has the focus now. The first listener keeps the repetitions from everything.
  document.addEventListener("keydown", event => {
    if (!event.repeat) heldKey = null;
    else if (event.code === heldKey) suppress(event);
  }, { capture: true });
  document.addEventListener("keyup", () => (heldKey = null), { capture: true });
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.repeat && event.key === "Enter" && !isTextField(event.target)) return event.preventDefault();
    if (event.key === "Escape") return onEscapeKey(event);
    if (event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return moveFocus(event, event.key === "ArrowDown");
    if (views.header && !views.header.appearance.keys) return;
    const tab = TABS[Number(event.key) - 1];
    if (tab) return goToTab(tab, openTab);
    if (event.key === "j" || event.key === "k") return moveFocus(event, event.key === "j");
    if (event.key === "?") return openHelp();
    if (event.key === "/") return focusSearch(event, openSearch);
    const selector = surface() === "page" && !PAGE_PANEL_LETTERS.has(event.key) ? undefined : LETTERS[event.key];
    const row = event.key === "z" ? document : document.activeElement?.closest("[data-row]") ?? (ui.thread ? document : null);
    const button = selector ? row?.querySelector(selector) : null;
    if (button instanceof HTMLElement) {
      event.preventDefault();
      heldKey = event.code;
      clickFor(button, event);
    }
  });
}

/**
 * Opens a tab and focuses the row that had the focus there before, or else the tab.
 * @param {Tab} tab @param {(tab: Tab) => void} openTab
 */
function goToTab(tab, openTab) {
  openTab(tab);
  const row = ui.positions[tab]?.row;
  focusSoon(() => (row ? document.querySelector(`#tab-panel [data-row="${CSS.escape(row)}"]`) : null) ?? document.getElementById(`tab-${tab}`));
}

/** Moves the focus to the search of Drafts there, and else to the search above the opportunities. @param {Event} event @param {() => void} openSearch */
function focusSearch(event, openSearch) {
  event.preventDefault();
  const box = ui.thread || ui.tab === "opportunities" ? null : document.querySelector("#tab-panel input[type=search]");
  if (box instanceof HTMLElement) box.focus();
  else openSearch();
}

/** @param {Event} event */
function suppress(event) {
  event.preventDefault();
  event.stopPropagation();
}

/** @param {KeyboardEvent} event */
function onEscapeKey(event) {
  // A dialog closes itself.
  if (document.querySelector("dialog[open]")) return;
  for (const close of [...escapeHandlers].reverse()) {
    if (close()) return event.preventDefault();
  }
}

/** @param {KeyboardEvent} event @param {boolean} down */
function moveFocus(event, down) {
  if (ui.thread) return;
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (scroller().querySelectorAll("[data-row]"))];
  const currentRow = document.activeElement?.closest("[data-row]");
  const position = rows.findIndex(row => row === currentRow);
  const next = position < 0 ? rows[0] : rows[position + (down ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
