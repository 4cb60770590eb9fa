// Text with its hidden characters shown as chips and its changes marked.
import { h } from "../dom.js";
import { t } from "../i18n.js";

/** @import { Stretch } from "../../pkg/views" */

/** @param {Stretch[]} text */
export function annotatedText(text) {
  return text.map(part => {
    const shown = part.hidden ? h("span.chip", { role: "img", "aria-label": t("hiddenName", part.text) }, part.text) : part.text;
    return h(part.changed ? "mark.changed" : "span", null, shown);
  });
}
