// Craft hints are footnotes: a number on the words, the same number in the list. They never block and never take the focus.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { send } from "../store.js";
import { tellSaid } from "../status.js";
import { repaint } from "./ui.js";

/** @import { Hint } from "../../pkg/views" */
/** @import { Pen } from "../words.js" */

/** Which hint is looked at, and which shows its example. */
const eye = { on: -1, example: "" };

/**
 * The layer under the textarea: the same words set the same way, unseen but for the marks.
 * @param {string} text @param {Hint[]} hints @param {number} before how many hints stand in the list before these
 */
export function mirror(text, hints, before) {
  /** @type {import("../dom.js").Kid[]} */
  const parts = [];
  let at = 0;
  hints.forEach((hint, index) => {
    if (hint.start < at || hint.end <= hint.start || hint.end > text.length) return;
    parts.push(text.slice(at, hint.start),
      h("mark", { class: eye.on === before + index ? "on" : "" }, text.slice(hint.start, hint.end)),
      h("sup", null, count(before + index + 1)));
    at = hint.end;
  });
  // A last line that is empty takes room in a textarea; here it needs something to stand on.
  return h("div.mirror", { key: "mirror", "aria-hidden": "true", dir: "auto" }, ...parts, `${text.slice(at)}\u200B`);
}

/** @param {Pen} pen @param {Hint[]} hints */
export function hintList(pen, hints) {
  if (!hints.length) {
    const quiet = `${pen.words.systemPrompt}${pen.words.text}`.trim() ? t("hintsNone") : "";
    return h("p.help.none", { key: "no-hints", id: "hints", "aria-live": "polite" }, quiet);
  }
  // In Firefox all that scrolls is a stop of the Tab key; here the hints themselves are.
  return h("ol.hints", { key: "hints", id: "hints", tabindex: -1, "aria-label": t("partHints"), "aria-live": "polite" },
    hints.map((hint, index) => footnote(pen, hint, index)));
}

/** @param {Pen} pen @param {Hint} hint @param {number} index */
function footnote(pen, hint, index) {
  const name = `${index} ${hint.code} ${hint.start}`;
  const shown = eye.example === name;
  const look = (/** @type {number} */ at) => () => {
    if (eye.on === at) return;
    eye.on = at;
    repaint();
  };
  const toggle = () => ((eye.example = shown ? "" : name), repaint());
  return h("li", {
    key: `${hint.code}-${index}`, class: eye.on === index ? "on" : "",
    on: { pointerenter: look(index), pointerleave: look(-1), focusin: look(index), focusout: look(-1) },
  },
    h("span.number.num", { "aria-hidden": "true" }, count(index + 1)),
    h("button.text", { type: "button", "aria-expanded": String(shown), on: { click: toggle } },
      h("b", null, t("sentence", say(hint.title))), " ", say(hint.text), shown ? h("q", null, say(hint.example)) : null),
    h("button.act.bare", { type: "button", "aria-label": t("hintSilence"), "aria-description": say(hint.title), on: { click: () => void silence(pen, hint) } },
      icon("cross", "small")));
}

/** @param {Pen} pen @param {Hint} hint */
async function silence(pen, hint) {
  const answer = await send({ do: "settings", change: { hint: { code: hint.code, on: false } } });
  if (!answer.alert) tellSaid("hintSilenced");
  pen.field?.focus();
  await pen.ask();
}
