// The reprompt composer. It is collapsed to one line until it is used. A draft editor holds the content.
import { h } from "../dom.js";
import { nodeOf } from "../draft-id.js";
import { icon } from "../icons.js";
import { at, say, sayAround, t, tCount } from "../i18n.js";
import { showAnswer } from "../status.js";
import { send } from "../store.js";
import { DraftEditor } from "../draft-editor.js";

import { currentThread } from "./current-thread.js";
import { highlightLayer, hintList } from "./hints.js";
import { onEscape } from "./keyboard.js";
import { messagePreview } from "./message-preview.js";
import { modelPicker } from "./models.js";
import { moveDraft } from "./move-draft.js";
import { picture } from "./picture.js";
import { postOptions } from "./post-options.js";
import { sourceSelect } from "./quote-source.js";
import { openReview, openThreadForReview } from "./review.js";
import { tryReply } from "./try-reply.js";
import { focusSoon, repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { goTab, goThread, ui } from "./navigation.js";

/** @import { Children } from "../dom.js" */
/** @import { NextStep } from "./review.js" */
/** @import { DraftCheck, Blocker, Button, Choice, Composer, LocalizedMessage, Output, Phase, ThreadPage } from "../../pkg/views" */

/** Drafts that this page is posting. @type {Set<string>} */
const posting = new Set();

/** @type {Partial<Record<Phase, string>>} */
const LOCKED_MESSAGES = { queued: "lockedQueued", preloading: "lockedSending", sending: "lockedSending", unknown: "lockedUnknown" };

/** @param {ThreadPage} page */
export function composerSection(page) {
  const composer = /** @type {Composer} */ (page.composer);
  const editor = DraftEditor.forComposer(composer, repaint);
  const lockedMessage = posting.has(editor.draft) ? "lockedSending" : LOCKED_MESSAGES[composer.phase];
  const isOpen = ui.composing;
  return h("section.composer", { key: "composer", class: isOpen ? "" : "collapsed", "aria-label": t("doReprompt") },
    isOpen ? composerHeading(composer, editor) : null,
    messageField(editor, composer, isOpen, lockedMessage !== undefined),
    isOpen ? null : h("button.btn.primary", { key: "expand", type: "button", on: { click: expand } },
      icon("reprompt"), t("doReprompt")),
    isOpen && lockedMessage ? lockedFooter(lockedMessage) : null,
    isOpen && !lockedMessage ? [moveDraft(editor), ...adviceSection(editor, page), messagePreview(editor.content.text), outputOptions(editor, composer), postOptions(editor, false), sourceSelect(editor), tryReply(editor, page), postFooter(editor, t("postReprompt"))] : null);
}

function expand() {
  ui.composing = true;
  focusSoon("#draft-text");
}

function collapse() {
  ui.composing = false;
  focusSoon(".thread-nodes .current");
}

/** @param {Composer} composer @param {DraftEditor} editor */
function composerHeading(composer, editor) {
  return h("div.composer-heading", { key: "heading" }, h("p", null, boldSubject(composer.to)), savedLine(editor),
    h("button.action.icon-only", { type: "button", "aria-label": t("collapseComposer"), on: { click: collapse } }, icon("down")));
}

/** A line with its subject in bold. @param {LocalizedMessage} line */
export function boldSubject(line) {
  const [before, about, after] = sayAround(line);
  return [before, about ? h("b", null, about) : null, after];
}

/** @param {DraftEditor} editor */
export function savedLine(editor) {
  const text = editor.saveFailed ? t("notSaved") : editor.savedAt ? t("savedAt", at(editor.savedAt)) : "";
  return h("span.align-end.tabular", { class: editor.saveFailed ? "refuse" : "" }, text);
}

/** @param {DraftEditor} editor @param {Composer} composer @param {boolean} isOpen @param {boolean} locked */
function messageField(editor, composer, isOpen, locked) {
  return h("div.text-editor", { key: "text-editor", class: locked ? "locked" : "" },
    highlightLayer(editor.content.text, isOpen && !locked ? editor.currentAdvice.hints : [], 0),
    h("textarea", {
      key: editor.draft, id: "draft-text", rows: 1, "aria-label": t("yourMessage"), placeholder: say(composer.invite), dir: "auto", spellcheck: "true",
      "aria-describedby": isOpen ? "hints post-summary" : null, readonly: locked, set: { value: editor.content.text },
      created: (/** @type {HTMLTextAreaElement} */ element) => {
        editor.field = element;
        if (ui.composing) queueMicrotask(() => element.focus());
      },
      on: {
        focus: () => ui.composing || ((ui.composing = true), repaint()),
        input: (/** @type {Event} */ event) => editor.update({ text: /** @type {HTMLTextAreaElement} */ (event.target).value }),
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
          event.preventDefault();
          void post(editor, event);
        },
      },
    }));
}

/** @param {string} key */
function lockedFooter(key) {
  return h("div.row.footer", { key: "locked" }, h("p.explanation", { id: "post-summary" }, t(key)),
    key === "lockedSending"
      ? h("button.btn.main", { type: "button", "aria-disabled": "true" }, t("sending"))
      : h("button.btn", { type: "button", on: { click: () => goTab("drafts") } }, t("openDrafts")));
}

/** Hints, blockers, and the images that the post includes. @param {DraftEditor} editor @param {ThreadPage | null} page */
export function adviceSection(editor, page) {
  const { hints, systemHints } = editor.currentAdvice;
  return [hintList(editor, systemHints, hints, shownBlockers(editor).length > 0), ...draftFacts(editor, page)];
}

/** A draft without words needs no explanation. @param {DraftEditor} editor */
const shownBlockers = editor => editor.currentAdvice.blockers.filter(blocker => blocker.code !== "empty");

/** Blockers, and the images that the post includes. @param {DraftEditor} editor @param {ThreadPage | null} page */
export function draftFacts(editor, page) {
  const { size } = editor.currentAdvice;
  return [
    ...shownBlockers(editor).map(blocker => blockerRow(blocker, editor)),
    size ? h("p.help.tabular", { key: "size" }, say(size)) : null,
    editor.content.output === "image" && page?.images.length ? attachedImages(page.images) : null,
  ];
}

/** @param {string[]} images */
function attachedImages(images) {
  const host = (/** @type {string} */ url) => (URL.canParse(url) ? new URL(url).host : "");
  return h("div.attached-images", { key: "attached-images" },
    h("p.help", null, tCount("picturesSent", images.length)),
    h("div.row", null, images.map(url => picture({ url, host: host(url) }))));
}

/** @param {Blocker} blocker @param {DraftEditor} editor */
function blockerRow(blocker, editor) {
  const { button } = blocker;
  return h("div.blocker", { key: blocker.code }, icon("terms", "small"),
    h("p", null, say(blocker.line), " ",
      button ? h("button.link", { type: "button", on: { click: () => runBlockerAction(button, editor) } }, say(button.line)) : null));
}

/** Performs the action of a blocker's button. @param {Button} button @param {DraftEditor} editor */
function runBlockerAction(button, editor) {
  if (button.do === "review") return openReview();
  if (button.do.startsWith("model:")) return editor.update({ model: button.do.slice(6) });
  if (button.do === "output:text") return editor.update({ output: "text" });
  if (button.do === "output:image") return editor.update({ output: "image" });
}

/** Model, and text or image output. @param {DraftEditor} editor @param {Composer} composer */
export function outputOptions(editor, composer) {
  return h("div.row.choices", { key: "choices" },
    modelPicker(editor, composer.models),
    h("fieldset.segmented", null, h("legend.visually-hidden", null, t("outputLabel")),
      outputOption(editor, composer.models, "text", t("outputText")), outputOption(editor, composer.models, "image", t("outputImage"))));
}

/** @param {DraftEditor} editor @param {Choice[]} models @param {Output} output @param {string} name */
function outputOption(editor, models, output, name) {
  const on = editor.content.output === output;
  return h("label", { class: on ? "on" : "" },
    h("input", { type: "radio", name: "output", value: output, set: { checked: on }, on: { change: () => switchOutput(editor, models, output) } }),
    icon(output), name);
}

/**
 * Chooses the output, and with it the model that this draft had for it before. Without one, the current model stays if it makes that
 * output; otherwise the last one used for it is chosen, or any.
 * @param {DraftEditor} editor @param {Choice[]} models @param {Output} output
 */
function switchOutput(editor, models, output) {
  const { content, modelByOutput } = editor;
  modelByOutput[content.output] = content.model;
  const makesOutput = models.filter(choice => choice.makes.includes(output));
  const current = makesOutput.find(choice => choice.id === content.model);
  const model = modelByOutput[output] ?? (current ?? makesOutput.find(choice => choice.last))?.id ?? "";
  editor.update({ output, model });
}

/** The cost, and the post button. @param {DraftEditor} editor @param {string} name @param {Children} [saved] */
export function postFooter(editor, name, saved) {
  const advice = editor.currentAdvice;
  const sending = posting.has(editor.draft);
  return h("div.row.footer", { key: "footer" }, costLine(advice, saved),
    h("button.btn.main", {
      key: "post", id: "post", type: "button", "aria-disabled": advice.canPost && !sending ? null : "true", "aria-describedby": "post-summary",
      on: { click: (/** @type {Event} */ event) => void post(editor, event) },
    }, sending ? t("sending") : name));
}

/** @param {DraftCheck} advice @param {Children} [saved] */
function costLine(advice, saved) {
  // An unreviewed system prompt does not disable the button, because the click opens the review.
  const blocked = advice.blockers.some(blocker => !["empty", "unaffordable", "unreviewed"].includes(blocker.code));
  if (blocked) return h("p.explanation", { id: "post-summary", key: "explanation" }, t("blockedUntil"), saved);
  return h("p.explanation", { id: "post-summary", key: "explanation" },
    advice.wait ? h("span.delay.wait", null, icon("wait", "small"), " ", say(advice.wait)) : null,
    advice.cost ? h("span", null, icon("drop", "small"), " ", boldSubject(advice.cost)) : null,
    advice.cost && advice.after ? " " : null,
    advice.after ? h("span", null, say(advice.after)) : null, saved);
}

/** Posts the draft. It costs ten, so it requires a person's click and runs once at a time. @param {DraftEditor} editor @param {Event} event */
async function post(editor, event) {
  if (isUserAction(event)) await postNow(editor);
}

/** @param {DraftEditor} editor */
async function postNow(editor) {
  if (posting.has(editor.draft)) return;
  posting.add(editor.draft);
  repaint();
  // A click counts even right after the last key or the review, so the advice is brought up to date first.
  await editor.requestAdvice();
  const canPost = editor.advice.canPost && !needsReview(editor);
  const { draft, content, revision, continues } = editor;
  const answer = canPost ? await send({ do: "post", draft, content, revision, continues, shown: shownPrompt(editor) }) : null;
  posting.delete(editor.draft);
  // Opens the new node first, because opening a thread clears the status line.
  if (answer?.node) goThread(answer.node);
  if (!answer) explainBlock(editor);
  else if (answer.code === "workerStopped") {
    showAnswer({ ...answer, alert: { key: "alertWorkerGonePost" } });
    // The next worker finds out what happened to the post and updates the phase, which for a reply is in the view of its thread.
    const node = nodeOf(editor.draft);
    void send(node ? { do: "openThread", node, resumes: false } : { do: "hello" });
  } else showAnswer(answer);
  if (answer?.code === "reviewRequired" && ui.thread && nodeOf(editor.draft) === ui.thread) {
    await openThreadForReview(ui.thread, postAfterReview(editor.draft));
  }
  repaint();
}

/** The digest of the system prompt that this page shows above the draft. The post counts for that text alone. @param {DraftEditor} editor */
function shownPrompt(editor) {
  const page = currentThread();
  return page?.composer?.draft === editor.draft ? page.systemPrompt?.digest ?? null : null;
}

/** What a review does that a press on the button that posts has opened: one press says that it was read, and posts. @param {string} draft @returns {NextStep} */
export function postAfterReview(draft) {
  return {
    label: t(nodeOf(draft) ? "reviewReadPost" : "reviewReadPlant"),
    run: () => {
      const editor = DraftEditor.get(draft);
      return editor ? postNow(editor) : undefined;
    },
  };
}

/** @param {DraftEditor} editor */
const needsReview = editor => editor.advice.blockers.some(blocker => blocker.code === "unreviewed");

/** Explains why nothing is sent, or opens the review when only that is missing. @param {DraftEditor} editor */
function explainBlock(editor) {
  if (needsReview(editor)) return openReview(editor.advice.canPost ? postAfterReview(editor.draft) : null);
  const line = editor.content.text.trim() ? editor.advice.blockers[0]?.line ?? editor.advice.after : { key: "blockEmpty" };
  if (line) showAnswer({ alert: line });
}

onEscape(() => {
  if (!ui.thread || !ui.composing) return false;
  collapse();
  return true;
});
