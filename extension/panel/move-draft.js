// A draft that is moved to another node: while the box is empty, it takes the words of a draft that was written elsewhere. That one is discarded
// when its words are stored here, so that it can be restored for a day.
import { h } from "../dom.js";
import { nodeOf } from "../draft-id.js";
import { say, t } from "../i18n.js";
import { loadStoredDraft } from "../draft-editor.js";
import { showAlert, showAnswer, showStatus } from "../status.js";
import { send, views } from "../store.js";
import { onUserAction } from "../user-action.js";

/** @import { DraftEditor } from "../draft-editor.js" */

/** The most characters of a draft in the list. */
const SHOWN = 40;

/** The newest drafts are offered, as the view lists them. @param {DraftEditor} editor */
export function moveDraft(editor) {
  const others = (views.outbox?.drafts ?? []).filter(item => item.phase === "draft" && item.id !== editor.draft && nodeOf(item.id));
  if (editor.content.text.trim() || !others.length) return null;
  // A select alone would move a draft at the first arrow key.
  return h("div.row.choices", { key: "move-draft" },
    h("label.row", null, h("span.help", null, t("moveDraft")),
      h("select.input", { id: "move-draft" }, others.map(item => h("option", { key: item.id, value: item.id }, `${item.text.slice(0, SHOWN)} (${say(item.place)})`)))),
    h("button.btn", { type: "button", on: { click: onUserAction(() => moveHere(chosen(), editor)) } }, t("moveDraftNow")));
}

/** @returns {string} the id of the chosen draft */
const chosen = () => /** @type {HTMLSelectElement} */ (document.getElementById("move-draft")).value;

/** @param {string} source @param {DraftEditor} editor */
async function moveHere(source, editor) {
  const stored = await loadStoredDraft(source);
  // Something was written here meanwhile: nothing is overwritten.
  if (!stored || editor.content.text.trim()) return;
  editor.update({ text: stored.content.text });
  await editor.save();
  if (editor.saveFailed) return showAlert("alertStorage");
  const answer = await send({ do: "discard", draft: source, revision: stored.revision });
  if (answer.alert) return showAnswer(answer);
  showStatus("saidDraftMoved");
  editor.field?.focus();
}
