// The keyboard shortcuts of the panel, as Options and the panel's own list of keys show them.
import { h } from "./dom.js";
import { t } from "./i18n.js";

/** What the keys do, as message keys, and their names. @type {[key: string, names: string[]][]} */
const SHORTCUTS = [
  ["keyPost", [/Mac/.test(globalThis.navigator?.userAgent ?? "") ? "⌘" : "Ctrl", "Enter"]],
  ["keyRows", ["J", "K"]], ["keyRowActs", ["R", "L", "B"]], ["keyNotForMe", ["H"]], ["keyNotices", ["E", "U"]], ["keySnooze", ["S", "T"]], ["keySelect", ["X"]], ["keyNextNew", ["N"]], ["keySearch", ["/"]], ["keyUndo", ["Z"]],
  ["keyTabs", ["1–5"]], ["keyHelp", ["?"]], ["keyClose", ["Esc"]],
];

/** A row for each shortcut. */
export const shortcutRows = () => SHORTCUTS.map(([key, names]) => shortcutRow(key, names));

/** @param {string} key @param {string[]} names @param {string} [note] @param {import("./dom.js").Child} [link] */
export function shortcutRow(key, names, note, link) {
  return h("tr", { key }, h("th", { scope: "row" }, t(key)),
    h("td.keys", null, names.map((name, index) => h("kbd", { key: index }, name)), note ?? null, link ? [" ", link] : null));
}
