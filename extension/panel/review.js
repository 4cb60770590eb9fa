// The review of a system prompt: the whole text, with hidden characters made visible and blank runs folded.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t, tCount } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { reloadViews, send, threads } from "../store.js";
import { currentThread } from "./current-thread.js";
import { annotatedText } from "./annotated-text.js";
import { blanksLeft } from "./blanks.js";
import { focusSoon, repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { goThread, ui } from "./navigation.js";
import { DraftEditor } from "../draft-editor.js";
import { ReviewProgress } from "./review-progress.js";

/** @import { Children } from "../dom.js" */
/** @import { Finding, SystemPrompt } from "../../pkg/views" */

/**
 * @typedef {object} NextStep what the press on *I have read it* does after the review
 * @property {string} label the name of the button that does both
 * @property {() => unknown} run
 */

let isOpen = false;
/** @type {NextStep | null} */
let nextStep = null;
/** Whether a press is being recorded. */
let isRecording = false;
/** The progress in the dialog. */
const progress = new ReviewProgress();

export const isReviewOpen = () => isOpen;

/** @param {NextStep | null} [next] */
export function openReview(next = null) {
  isOpen = true;
  nextStep = next;
  progress.forget();
  repaint();
}

/**
 * Opens the thread of a post that was refused because its system prompt has to be reviewed, with the draft in its composer and the review
 * on top.
 * @param {string} node @param {NextStep} next
 */
export async function openThreadForReview(node, next) {
  goThread(node, true);
  // The core has just read it; this page may have an older version.
  await reloadViews([`thread:${node}`]);
  if (ui.thread === node && threads.get(node)?.systemPrompt) openReview(next);
}

/** Closes the dialog. The focus returns to where it was: to the button that posts, which was replaced while the press was examined, or by the browser. */
function close() {
  const isFromPost = nextStep !== null;
  /** @type {HTMLDialogElement | null} */ (document.querySelector("#review"))?.close();
  isOpen = false;
  progress.forget();
  if (isFromPost || document.activeElement === document.body) focusSoon(document.querySelector("#post") ? "#post" : "#tab-panel");
  repaint();
}

/** @param {SystemPrompt} prompt @param {DraftEditor} [seed] the seed that the system prompt belongs to */
export function reviewDialog(prompt, seed) {
  progress.show(prompt);
  const before = prompt.before ?? progress.previous;
  const intro = seed ? "reviewSeedIntro" : "reviewIntro";
  return h("dialog", {
    key: "review", id: "review", "aria-labelledby": "review-title",
    created: (/** @type {HTMLDialogElement} */ dialog) => queueMicrotask(() => dialog.showModal()),
    on: { close, cancel: close },
  },
    h("header", null,
      h("h2", { id: "review-title", tabindex: -1, autofocus: true }, t("reviewSystemPrompt")),
      h("p.help", null, t(prompt.before ? (seed ? "reviewSeedChangedIntro" : "reviewChangedIntro") : intro)),
      changeNotice(progress),
      seed ? h("p.help", { key: "blanks", dir: "auto" }, blanksLeft(seed.content)) : null),
    h("div.review-body", null,
      before ? h("h3", { key: "now" }, t("reviewNow")) : null,
      h("div.reviewed-text", {
        key: "text", tabindex: 0, role: "group", "aria-label": t("systemPrompt"), dir: "auto",
        created: (/** @type {HTMLElement} */ region) => queueMicrotask(() => progress.watch(region)),
      }, annotatedText(prompt.text), progress.endMark()),
      before ? [h("h3", { key: "before-title" }, t("reviewBefore")),
        h("div.reviewed-text.before", { key: "before", tabindex: 0, role: "group", "aria-label": t("reviewBefore"), dir: "auto" }, annotatedText(before))] : null,
      prompt.findings.length ? findings(prompt.findings) : h("p.help", { key: "size" }, say(prompt.size)),
      h("p.help", { key: "again" }, prompt.by ? [say(prompt.by), " "] : null, t("reviewAgain"))),
    h("footer", null,
      heldReason(progress, "review-held"),
      h("button.btn.plain", { key: "close", type: "button", on: { click: close } }, t("doNotNow")),
      readButton(progress, { class: "btn main", label: nextStep?.label ?? t("reviewRead"), heldBy: "review-held" },
        event => void confirm(prompt, event, seed))));
}

/** Says that the text changed while it was shown. @param {ReviewProgress} shown */
export function changeNotice(shown) {
  return shown.isChanged ? h("p.change-notice", { key: "change", role: "alert" }, icon("terms", "small"), " ", t("alertReviewChanged")) : null;
}

/** Why the button is disabled. @param {ReviewProgress} shown @param {string} id */
export function heldReason(shown, id) {
  return h("p.explanation", { id, key: "held" }, shown.isRead ? null : [icon("wait", "small"), " ", t(shown.isEndSeen ? "reviewInAMoment" : "reviewUntilEnd")]);
}

/**
 * The button *I have read it*.
 * @param {ReviewProgress} shown @param {{class: string, label: Children, heldBy: string}} button @param {(event: Event) => void} press
 */
export function readButton(shown, button, press) {
  return h("button", {
    key: "read", type: "button", class: button.class, "aria-disabled": shown.isRead ? null : "true", "aria-describedby": button.heldBy,
    on: { click: (/** @type {Event} */ event) => shown.isRead && press(event) },
  }, button.label);
}

/** @param {Finding[]} items */
function findings(items) {
  return h("section.findings", { key: "findings" },
    h("h3.wait", null, icon("terms", "small"), " ", tCount("hidden", items.length)),
    h("ul", null, items.map((finding, index) => h("li", { key: index },
      h("code", null, finding.chip), h("span", null, say(finding.line)), h("span.tabular", null, t("hiddenAt", count(finding.at)))))));
}

/** The press in the dialog: records the review, and does what the dialog was opened for. @param {SystemPrompt} prompt @param {Event} event @param {DraftEditor} [seed] */
async function confirm(prompt, event, seed) {
  const next = nextStep;
  const outcome = await recordReview(prompt, progress, event, seed);
  if (outcome === "ignored" || outcome === "changed") return;
  // Closes after the core has recorded the review, because posting right afterwards asks the core.
  close();
  if (outcome === "recorded") await next?.run();
}

/**
 * Records that the person has read a system prompt, from the dialog or from the fold of the thread. The press counts for the text that was
 * painted; when the core holds another one, that one is shown.
 * @param {SystemPrompt} prompt @param {ReviewProgress} shown @param {Event} event @param {DraftEditor} [seed]
 * @returns {Promise<"recorded" | "changed" | "failed" | "ignored">}
 */
export async function recordReview(prompt, shown, event, seed) {
  if (!isUserAction(event) || isRecording) return "ignored";
  isRecording = true;
  const { digest } = prompt;
  const node = ui.thread;
  const answer = await sendAndShow(seed
    ? { do: "review", root: seed.draft, digest, text: seed.advisedContent.systemPrompt }
    : { do: "review", root: prompt.root, digest, text: null });
  isRecording = false;
  const isChanged = answer.code === "reviewRequired";
  if (isChanged) shown.refuse();
  if (seed) void seed.requestAdvice();
  else if (node) {
    // A worker that was started since does not hold this thread and cannot show it until it has read it again.
    if (isChanged) void send({ do: "openThread", node, resumes: false });
    await reloadViews([`thread:${node}`]);
    void DraftEditor.get(currentThread()?.composer?.draft ?? "")?.requestAdvice();
  }
  if (isChanged) return "changed";
  return answer.code === "done" ? "recorded" : "failed";
}
