// Keys of the whole panel. Single letters work outside text boxes only, and can be switched off.
import { views } from "../store.js";
import { pressFor, scroller, TABS, ui } from "./ui.js";

/** @import { Tab } from "./ui.js" */

/** The innermost thing that Esc closes comes last. @type {(() => boolean)[]} */
const closers = [];

/** Registers what Esc may close; it returns whether there was something to close. @param {() => boolean} closer */
export function onEscape(closer) {
  closers.push(closer);
}

/** Buttons that a letter presses in the current row. @type {Record<string, string>} */
const LETTERS = {
  r: ".first", l: ".like", b: ".bookmark", e: "[data-key='e']", u: "[data-key='u']",
};

/** What Esc closes when there is nothing else. @param {() => void} closer */
export function onLastEscape(closer) {
  closers.unshift(() => (closer(), true));
}

/** @param {(tab: Tab) => void} enter */
export function listenToKeys(enter) {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape") return escape(event);
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") return walk(event, event.key === "ArrowDown");
    if (views.masthead && !views.masthead.looks.keys) return;
    const tab = TABS[Number(event.key) - 1];
    if (tab) return enter(tab);
    if (event.key === "j" || event.key === "k") return walk(event, event.key === "j");
    const selector = LETTERS[event.key];
    const row = document.activeElement?.closest("[data-row]") ?? (ui.thread ? document : null);
    const button = selector ? row?.querySelector(selector) : null;
    if (button instanceof HTMLElement) {
      event.preventDefault();
      pressFor(button, event);
    }
  });
}

/** @param {KeyboardEvent} event */
function escape(event) {
  // A dialog closes itself.
  if (document.querySelector("dialog[open]")) return;
  for (const close of [...closers].reverse()) {
    if (close()) return event.preventDefault();
  }
}

/** @param {EventTarget | null} target */
function writing(target) {
  return target instanceof HTMLElement && target.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

/** @param {KeyboardEvent} event @param {boolean} down */
function walk(event, down) {
  if (ui.thread) return;
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (scroller().querySelectorAll("[data-row]"))];
  const here = document.activeElement?.closest("[data-row]");
  const at = rows.findIndex(row => row === here);
  const next = at < 0 ? rows[0] : rows[at + (down ? 1 : -1)];
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
