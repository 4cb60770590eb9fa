// How a draft names the source of its quote: title, address, or nothing.
import { h } from "../dom.js";
import { sourceOf, withSource } from "../quote.js";
import { t } from "../i18n.js";
import { loadQuoteSource, quoteSources } from "../store.js";

/** @import { Source } from "../quote.js" */
/** @import { DraftEditor } from "../draft-editor.js" */

/** Drafts whose quote was requested. @type {Set<string>} */
const requested = new Set();

/** @type {[Source, string][]} */
const SOURCE_OPTIONS = [["title", "sourceTitle"], ["address", "sourceAddress"], ["none", "sourceNone"]];

/** How much the draft says about its quote's source, while the quote is in it unchanged. @param {DraftEditor} editor */
export function sourceSelect(editor) {
  if (!requested.has(editor.draft)) {
    requested.add(editor.draft);
    void loadQuoteSource(editor.draft);
  }
  const quote = quoteSources.get(editor.draft);
  const current = quote && sourceOf(editor.content.text, quote);
  if (!quote || !current) return null;
  return h("label.row.choices", { key: "source" }, h("span.help", null, t("sourceLabel")),
    h("select.input", {
      on: { change: (/** @type {Event} */ event) => {
        const source = /** @type {Source} */ (/** @type {HTMLSelectElement} */ (event.target).value);
        editor.update({ text: withSource(editor.content.text, quote, source) });
      } },
    }, SOURCE_OPTIONS.map(([value, name]) => h("option", { key: value, value, set: { selected: value === current } }, t(name)))));
}
