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

/** The highlighted hint, and the one whose example is open. */
const highlight = { on: -1, example: "" };

/**
 * The layer under the textarea: the same text with the same layout, invisible except for the marks.
 * @param {string} text @param {Hint[]} hints @param {number} offset the number of hints listed before these
 */
export function highlightLayer(text, hints, offset) {
  /** @type {import("../dom.js").Child[]} */
  const parts = [];
  let at = 0;
  hints.forEach((hint, index) => {
    if (hint.start < at || hint.end <= hint.start || hint.end > text.length) return;
    parts.push(text.slice(at, hint.start),
      h("mark", { class: highlight.on === offset + index ? "on" : "" }, text.slice(hint.start, hint.end)),
      h("sup", null, count(offset + index + 1)));
    at = hint.end;
  });
  // A textarea gives an empty last line its height; this layer needs a character for that.
  return h("div.highlight-layer", { key: "highlight-layer", "aria-hidden": "true", dir: "auto" }, ...parts, `${text.slice(at)}\u200B`);
}

/** @param {DraftEditor} editor @param {Hint[]} hints */
export function hintList(editor, hints) {
  if (!hints.length) {
    const emptyText = `${editor.content.systemPrompt}${editor.content.text}`.trim() ? t("hintsNone") : "";
    return h("p.help.none", { key: "no-hints", id: "hints", "aria-live": "polite" }, emptyText);
  }
  // Firefox makes every scrollable element focusable by Tab; here the hints themselves are.
  return h("ol.hints", { key: "hints", id: "hints", tabindex: -1, "aria-label": t("partHints"), "aria-live": "polite" },
    hints.map((hint, index) => footnote(editor, hint, index)));
}

/** @param {DraftEditor} editor @param {Hint} hint @param {number} index */
function footnote(editor, hint, index) {
  const name = `${index} ${hint.code} ${hint.start}`;
  const isExampleOpen = highlight.example === name;
  const setHighlight = (/** @type {number} */ at) => () => {
    if (highlight.on === at) return;
    highlight.on = at;
    repaint();
  };
  const toggle = () => ((highlight.example = isExampleOpen ? "" : name), repaint());
  return h("li", {
    key: `${hint.code}-${index}`, class: highlight.on === index ? "on" : "",
    on: { pointerenter: setHighlight(index), pointerleave: setHighlight(-1), focusin: setHighlight(index), focusout: setHighlight(-1) },
  },
    h("span.number.tabular", { "aria-hidden": "true" }, count(index + 1)),
    h("button.text", { type: "button", "aria-expanded": String(isExampleOpen), on: { click: toggle } },
      h("b", null, t("sentence", say(hint.title))), " ", say(hint.evidence), " ", say(hint.text), isExampleOpen ? h("q", null, say(hint.example)) : null),
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
