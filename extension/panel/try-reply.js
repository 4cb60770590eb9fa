// Try in a thread: a model of the person's own answers the draft as the thread's would, from the system prompt, the messages above and the draft.
// Nothing is posted or spent.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t, tCount } from "../i18n.js";
import { openOptions } from "../platform.js";
import { showAlert } from "../status.js";
import { send, views } from "../store.js";
import { repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { conversation, missingParts } from "./conversation.js";
import { currentModel, endTrial, isFramed, isRunning, modelSetUp, onHiddenWords, permitModel, startTrial, stopTrial, trialAnswer } from "./trial.js";

/** @import { Child } from "../dom.js" */
/** @import { DraftEditor } from "../draft-editor.js" */
/** @import { OwnModel } from "../own-model.js" */
/** @import { ThreadSource } from "./thread-text.js" */
/** @import { Trial } from "./trial.js" */
/** @import { ThreadPage } from "../../pkg/views" */

/** The last one, with the words of the draft that it answers. @type {{draft: string, text: string, trial: Trial} | null} */
let tried = null;

/** Whether the words of the thread are being read. */
let isReading = false;

function forget() {
  endTrial(tried?.trial);
  tried = null;
}

onHiddenWords(forget);

/** @param {DraftEditor} editor @param {ThreadPage} page @returns {Child} */
export function tryReply(editor, page) {
  const model = currentModel();
  // In a page no model is asked.
  if (isFramed || model === undefined) return null;
  if (tried && tried.draft !== editor.draft) forget();
  return h("details.try.try-reply", { key: "try-reply" },
    h("summary", null, icon("flask", "small"), " ", t(model ? "tryReply" : "tryReplyHow")),
    model ? trialOf(editor, page, model) : [h("p.help", { key: "none" }, t("tryReplyNone")), modelSetUp(false)]);
}

/** @param {DraftEditor} editor @param {ThreadPage} page @param {OwnModel} model */
function trialOf(editor, page, model) {
  const { text } = editor.content;
  const trial = tried?.trial;
  const isAsking = isRunning(trial);
  const canAsk = text.trim() !== "" && !isAsking;
  const missing = missingLine(page);
  return h("div.field", { key: "trial" },
    h("p.help", { key: "note", id: "try-reply-note" }, t("tryReplyNote", model.model, model.url.host), " ",
      h("button.link", { type: "button", on: { click: openOptions } }, t("tryChange"))),
    missing ? h("p.help", { key: "missing", id: "try-reply-missing" }, icon("terms", "small"), " ", missing) : null,
    text.trim() ? null : h("p.help", { key: "empty" }, t("tryReplyEmpty")),
    h("div.row", { key: "run" },
      h("button.btn", {
        key: "run", type: "button", "aria-disabled": canAsk ? null : "true", "aria-describedby": "try-reply-note try-reply-missing",
        on: { click: (/** @type {Event} */ event) => void (isUserAction(event) && canAsk && ask(model, editor, page.node)) },
      }, t(trial ? "tryAgain" : "tryRun")),
      isAsking ? h("button.btn", { key: "stop", type: "button", on: { click: () => stopTrial(trial) } }, icon("cross", "small"), t("tryStop")) : null),
    trial ? trialAnswer(trial, t("tryAnswer"), tried?.text !== text) : null);
}

/** What the model is not told, in one sentence. @param {ThreadPage} page */
function missingLine(page) {
  const { systemPrompt, messages, answers } = missingParts(page);
  const parts = [
    systemPrompt ? t("tryMissingPrompt") : "",
    messages ? tCount("tryMissingMessages", messages) : "",
    answers ? tCount("tryMissingAnswers", answers) : "",
  ].filter(Boolean);
  return parts.length ? t("tryMissing", new Intl.ListFormat(t("languageTag")).format(parts)) : null;
}

/** @param {OwnModel} model @param {DraftEditor} editor @param {string} node */
async function ask(model, editor, node) {
  if (isReading) return;
  isReading = true;
  const permission = permitModel(model);
  const { draft, content: { text } } = editor;
  const account = views.header?.account;
  // The words as they were written: a page has answers as a tree, and hidden characters as chips.
  const source = /** @type {Partial<ThreadSource>} */ (await send({ do: "threadSource", node }, account));
  isReading = false;
  if (views.header?.locked || views.header?.account !== account) return;
  if (!source.nodes?.length) {
    // A restarted worker has not read the thread again. It does so now.
    void send({ do: "openThread", node, resumes: true });
    return showAlert("alertNotRead");
  }
  tried = { draft, text, trial: startTrial(model, { systemPrompt: source.systemPrompt ?? "", ...conversation(source.nodes, text) }, permission) };
  repaint();
}
