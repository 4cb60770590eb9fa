// Writing hints, shown as footnotes: a number in the text and the same number in the list. They never block and never take the focus.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { send } from "../store.js";
import { showStatus } from "../status.js";
import { repaint } from "../render.js";
import { onUserAction } from "../user-action.js";

/** @import { Hint } from "../../pkg/views" */
/** @import { DraftEditor } from "../draft-editor.js" */

/** The first number of the highlighted footnote, or -1. */
let highlighted = -1;

/**
 * The layer under the textarea: the same text with the same layout, invisible except for the marks.
 * @param {string} text @param {Hint[]} hints @param {number} offset the number of hints listed before these
 */
export function highlightLayer(text, hints, offset) {
  /** @type {import("../dom.js").Child[]} */
  const parts = [];
  const isHighlighted = markedBy(hints, offset);
  let at = 0;
  hints.forEach((hint, index) => {
    if (hint.start < at || hint.end <= hint.start || hint.end > text.length) return;
    parts.push(text.slice(at, hint.start),
      h("mark", { class: isHighlighted(hint) ? "on" : "" }, text.slice(hint.start, hint.end)),
      h("sup", null, count(offset + index + 1)));
    at = hint.end;
  });
  // A textarea gives an empty last line its height; this layer needs a character for that.
  return h("div.highlight-layer", { key: "highlight-layer", "aria-hidden": "true", dir: "auto" }, ...parts, `${text.slice(at)}\u200B`);
}

/** Whether the highlighted footnote speaks of a hint. @param {Hint[]} hints @param {number} offset @returns {(hint: Hint) => boolean} */
function markedBy(hints, offset) {
  const first = hints[highlighted - offset];
  return hint => first !== undefined && saysSame(hint, first);
}

/** @param {Hint} one @param {Hint} other */
const saysSame = (one, other) => one.code === other.code && say(one.evidence) === say(other.evidence);

/**
 * The hints of one text, those that say the same together. Each keeps the number that its mark has in the text.
 * @param {Hint[]} hints @param {number} offset @returns {{hint: Hint, numbers: number[]}[]}
 */
function footnotes(hints, offset) {
  /** @type {{hint: Hint, numbers: number[]}[]} */
  const notes = [];
  hints.forEach((hint, index) => {
    const same = notes.find(note => saysSame(note.hint, hint));
    if (same) same.numbers.push(offset + index);
    else notes.push({ hint, numbers: [offset + index] });
  });
  return notes;
}

/**
 * @param {DraftEditor} editor @param {Hint[]} systemHints @param {Hint[]} hints
 * @param {boolean} isBlocked whether the draft cannot be posted yet: then the absence of hints says nothing
 */
export function hintList(editor, systemHints, hints, isBlocked) {
  if (!systemHints.length && !hints.length) {
    const emptyText = !isBlocked && `${editor.content.systemPrompt}${editor.content.text}`.trim() ? t("hintsNone") : "";
    return h("p.help.none", { key: "no-hints", id: "hints", "aria-live": "polite" }, emptyText);
  }
  return footnoteList(editor, "hints", t("partHints"), [...footnotes(systemHints, 0), ...footnotes(hints, systemHints.length)]);
}

/**
 * The hints of one of several fields, to stand under it. Without any it is empty, and stays, so that a screen reader hears of the first.
 * @param {DraftEditor} editor @param {string} id @param {string} label @param {Hint[]} hints @param {number} offset the number of hints listed before its own
 */
export function fieldHints(editor, id, label, hints, offset) {
  return hints.length ? footnoteList(editor, id, label, footnotes(hints, offset)) : h("p.help.none", { key: `no-${id}`, id, "aria-live": "polite" });
}

/** @param {DraftEditor} editor @param {string} id @param {string} label @param {{hint: Hint, numbers: number[]}[]} notes */
function footnoteList(editor, id, label, notes) {
  // Firefox makes every scrollable element focusable by Tab; here the buttons of the hints are.
  return h("ol.hints", { key: id, id, tabindex: -1, "aria-label": label, "aria-live": "polite" }, notes.map(({ hint, numbers }) => footnote(editor, hint, numbers)));
}

/** @param {DraftEditor} editor @param {Hint} hint @param {number[]} numbers */
function footnote(editor, hint, numbers) {
  const [first = 0] = numbers;
  const setHighlight = (/** @type {number} */ at) => () => {
    if (highlighted === at) return;
    highlighted = at;
    repaint();
  };
  return h("li", {
    key: `${hint.code}-${first}`, class: highlighted === first ? "on" : "",
    on: { pointerenter: setHighlight(first), pointerleave: setHighlight(-1), focusin: setHighlight(first), focusout: setHighlight(-1) },
  },
    h("span.number.tabular", { "aria-hidden": "true" }, numbers.map(number => count(number + 1)).join(" ")),
    h("p.text", null, h("b", null, t("sentence", say(hint.title))), " ", say(hint.evidence), " ", say(hint.text)),
    h("button.action.icon-only", { type: "button", "aria-label": t("hintSilence"), "aria-description": say(hint.title), on: { click: onUserAction(() => muteHint(editor, hint)) } },
      icon("cross", "small")));
}

/** @param {DraftEditor} editor @param {Hint} hint */
async function muteHint(editor, hint) {
  const answer = await send({ do: "changeSettings", change: { hint: { code: hint.code, on: false } } });
  if (!answer.alert) showStatus("hintSilenced");
  editor.field?.focus();
  await editor.requestAdvice();
}
