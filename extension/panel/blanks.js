// Blanks of a template: a short name in square brackets, such as `[topic]`, to be written over. After a template has filled the fields, Tab goes from
// blank to blank, until Escape or the last of them.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t, tCount } from "../i18n.js";
import { focusSoon, repaint } from "../render.js";

/** @import { DraftEditor } from "../draft-editor.js" */
/** @import { DraftContent } from "../../pkg/views" */

/**
 * @typedef {"systemPrompt" | "text" | "title"} Part
 * @typedef {{part: Part, start: number, end: number, name: string}} Blank `name` has its brackets
 * @typedef {Pick<DraftContent, Part>} Fields
 */

/** The fields in the order of the page. @type {Part[]} */
const PARTS = ["systemPrompt", "text", "title"];

/** A name begins with a letter and has 30 characters at most. Links and ticked tasks of Markdown are no blanks. */
const BLANK = /\[(?![xX]\])\p{L}[^[\]\n]{0,29}\](?!\()/gu;

/** The most names in a line. */
const MAX_NAMES = 5;

/** The draft whose blanks Tab goes through. @type {string | null} */
let filling = null;

/** The blank that was selected last. @type {{part: Part, end: number}} */
let last = { part: "systemPrompt", end: 0 };

/** All blanks in the order of the page. @param {Fields} content @returns {Blank[]} */
export const blanksIn = content => PARTS.flatMap(part => [...content[part].matchAll(BLANK)].map(({ 0: name, index }) => ({ part, start: index, end: index + name.length, name })));

/** The next blank after a place. @param {Fields} content @param {Part} part @param {number} at @returns {Blank | undefined} */
export function nextBlank(content, part, at) {
  const order = PARTS.indexOf(part);
  return blanksIn(content).find(blank => PARTS.indexOf(blank.part) > order || (blank.part === part && blank.start >= at));
}

/** How many blanks are left, and which; empty for none. @param {Fields} content */
export function blanksLeft(content) {
  const names = blanksIn(content).map(({ name }) => name);
  const shown = names.slice(0, MAX_NAMES).join(", ");
  return names.length ? tCount("blanksLeft", names.length, names.length, names.length > MAX_NAMES ? `${shown}…` : shown) : "";
}

/** Selects a blank as soon as its field shows it. @param {Blank} blank */
function select({ part, start, end, name }) {
  last = { part, end };
  focusSoon(() => {
    const field = document.getElementById(`seed-${part}`);
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || field.value.slice(start, end) !== name) return null;
    field.setSelectionRange(start, end);
    return field;
  });
}

/** A template has filled the fields: its first blank is selected. @param {DraftEditor} editor */
export function beginBlanks(editor) {
  const [first] = blanksIn(editor.content);
  filling = first ? editor.draft : null;
  if (first) select(first);
}

/** Goes on to the next blank, from the last one to the first. @param {DraftEditor} editor */
function goOn(editor) {
  const next = nextBlank(editor.content, last.part, last.end) ?? blanksIn(editor.content)[0];
  filling = editor.draft;
  if (next) select(next);
}

/** Tab and Escape in a field while blanks are filled. After the last blank, Tab is the browser's own. @param {DraftEditor} editor @param {Part} part @param {KeyboardEvent} event */
export function onBlankKey(editor, part, event) {
  if (filling !== editor.draft || event.isComposing) return;
  if (!blanksIn(editor.content).length) filling = null;
  if (filling && event.key === "Escape") {
    filling = null;
    event.preventDefault();
    return repaint();
  }
  if (event.key !== "Tab" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
  const { selectionEnd } = /** @type {HTMLTextAreaElement | HTMLInputElement} */ (event.target);
  const next = nextBlank(editor.content, part, selectionEnd ?? 0);
  if (!next) return;
  event.preventDefault();
  select(next);
}

/** The blanks that are left, above the fields. @param {DraftEditor} editor */
export function blanksLine(editor) {
  const left = blanksLeft(editor.content);
  return left
    ? h("p.info-bar", { key: "blanks", "aria-live": "polite" }, icon("pen", "small"),
      h("span", { dir: "auto" }, left, filling === editor.draft ? [" ", t("blanksKeys")] : null),
      h("button.link", { type: "button", on: { click: () => goOn(editor) } }, t("blanksNext")))
    : null;
}
