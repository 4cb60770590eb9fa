// Text with its hidden characters shown as chips, its blank runs folded, and its changes marked.
import { h } from "../dom.js";
import { say, t } from "../i18n.js";

/** @import { Stretch } from "../../pkg/views" */

/** @param {Stretch[]} text */
export function annotatedText(text) {
  return text.map(part => h(part.changed ? "mark.changed" : "span", null, stretch(part)));
}

/** @param {Stretch} part */
function stretch(part) {
  switch (part.kind) {
    case "hidden": return h("span.chip", { role: "img", "aria-label": t("hiddenName", part.text) }, part.text);
    case "blank": return h("details.blank-run", null, h("summary.chip", null, say(part.line)), part.text);
    default: return part.text;
  }
}
