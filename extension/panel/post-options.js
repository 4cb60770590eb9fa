// Who may read a post, and how freely the model writes: chosen seldom, so folded away. The fold says what is not as usual.
import { h } from "../dom.js";
import { count, t } from "../i18n.js";

/** @import { DraftEditor } from "../draft-editor.js" */
/** @import { DraftContent } from "../../pkg/views" */

/** @type {[DraftContent["visibility"], string][]} */
const VISIBILITIES = [["public", "visibilityPublic"], ["unlisted", "visibilityUnlisted"], ["private", "visibilityPrivate"]];

/** The warmest, in tenths. */
const MAX_TEMPERATURE = 20;

/** @param {DraftEditor} editor @param {boolean} isSeed whether a seed is written, which has no temperature */
export function postOptions(editor, isSeed) {
  const { visibility, temperature } = editor.content;
  const warm = isSeed ? null : temperature;
  const unusual = [
    visibility === "public" ? "" : t(visibility === "private" ? "visibilityPrivate" : "visibilityUnlisted"),
    warm === null ? "" : t("temperatureIs", count(warm / 10)),
  ].filter(Boolean);
  return h("details.post-options", { key: "post-options" },
    h("summary", null, t(isSeed ? "postOptionsSeed" : "postOptions"), unusual.length ? h("b", null, ` ${unusual.join(", ")}`) : null),
    h("div.row", null,
      h("label.row", { key: "visibility" }, h("span.help", null, t("visibilityLabel")),
        h("select.input", {
          on: { change: (/** @type {Event} */ event) => editor.update({ visibility: /** @type {DraftContent["visibility"]} */ (/** @type {HTMLSelectElement} */ (event.target).value) }) },
        }, VISIBILITIES.map(([value, key]) => h("option", { key: value, value, set: { selected: value === visibility } }, t(key))))),
      isSeed ? null : h("label.row", { key: "temperature" }, h("span.help", null, t("temperatureLabel")),
        h("select.input", {
          on: { change: (/** @type {Event} */ event) => {
            const { value } = /** @type {HTMLSelectElement} */ (event.target);
            editor.update({ temperature: value === "" ? null : Number(value) });
          } },
        },
          h("option", { key: "own", value: "", set: { selected: warm === null } }, t("temperatureOwn")),
          Array.from({ length: MAX_TEMPERATURE + 1 }, (_, tenths) =>
            h("option", { key: tenths, value: String(tenths), set: { selected: tenths === warm } }, count(tenths / 10)))))),
    h("p.help", null, t(visibility === "public" ? "visibilityPublicHint" : visibility === "private" ? "visibilityPrivateHint" : "visibilityUnlistedHint")));
}
