// The review of a system prompt: the whole text, with hidden characters made visible.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t, tCount } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { reloadViews, threads } from "../store.js";
import { currentThread } from "./current-thread.js";
import { annotatedText } from "./annotated-text.js";
import { repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { goThread, ui } from "./navigation.js";
import { DraftEditor } from "../draft-editor.js";

/** @import { Finding, SystemPrompt } from "../../pkg/views" */

let isOpen = false;

export const isReviewOpen = () => isOpen;

export function openReview() {
  isOpen = true;
  repaint();
}

/**
 * Opens the thread of a post that was refused because its system prompt has to be reviewed, with the draft in its composer and the review
 * on top.
 * @param {string} node
 */
export async function openThreadForReview(node) {
  goThread(node, true);
  // The core has just read it; this page may have an older version.
  await reloadViews([`thread:${node}`]);
  if (ui.thread === node && threads.get(node)?.systemPrompt) openReview();
}

function close() {
  /** @type {HTMLDialogElement | null} */ (document.querySelector("#review"))?.close();
  isOpen = false;
  repaint();
}

/** @param {SystemPrompt} prompt @param {DraftEditor} [seed] the seed that the system prompt belongs to */
export function reviewDialog(prompt, seed) {
  const { before } = prompt;
  const intro = seed ? "reviewSeedIntro" : "reviewIntro";
  return h("dialog", {
    key: "review", id: "review", "aria-labelledby": "review-title",
    created: (/** @type {HTMLDialogElement} */ dialog) => queueMicrotask(() => dialog.showModal()),
    on: { close, cancel: close },
  },
    h("header", null,
      h("h2", { id: "review-title", tabindex: -1, autofocus: true }, t("reviewSystemPrompt")),
      h("p.help", null, t(before ? (seed ? "reviewSeedChangedIntro" : "reviewChangedIntro") : intro))),
    h("div.review-body", null,
      before ? h("h3", null, t("reviewNow")) : null,
      h("div.reviewed-text", { tabindex: 0, role: "group", "aria-label": t("systemPrompt"), dir: "auto" }, annotatedText(prompt.text)),
      before ? [h("h3", null, t("reviewBefore")),
        h("div.reviewed-text.before", { tabindex: 0, role: "group", "aria-label": t("reviewBefore"), dir: "auto" }, annotatedText(before))] : null,
      prompt.findings.length ? findings(prompt.findings) : h("p.help", null, say(prompt.size)),
      h("p.help", null, prompt.by ? [say(prompt.by), " "] : null, t("reviewAgain"))),
    h("footer", null,
      h("button.btn.plain", { type: "button", on: { click: close } }, t("doNotNow")),
      h("button.btn.main.align-end", { type: "button", on: { click: (/** @type {Event} */ event) => void markReviewed(prompt, event, seed) } }, t("reviewRead"))));
}

/** @param {Finding[]} items */
function findings(items) {
  return h("section.findings", null,
    h("h3.wait", null, icon("terms", "small"), " ", tCount("hidden", items.length)),
    h("ul", null, items.map((finding, index) => h("li", { key: index },
      h("code", null, finding.chip), h("span", null, say(finding.line)), h("span.tabular", null, t("hiddenAt", count(finding.at)))))));
}

/**
 * Records that the person has read a system prompt, from the dialog or from the fold of the thread.
 * @param {SystemPrompt} prompt @param {Event} event @param {DraftEditor} [seed]
 */
export async function markReviewed(prompt, event, seed) {
  if (!isUserAction(event)) return;
  // Closes after the core has recorded the review, because posting right afterwards asks the core.
  if (seed) {
    await sendAndShow({ do: "review", root: seed.draft, text: seed.advisedContent.systemPrompt });
    void seed.requestAdvice();
  } else {
    await sendAndShow({ do: "review", root: prompt.root, text: null });
    if (ui.thread) {
      await reloadViews([`thread:${ui.thread}`]);
      void DraftEditor.get(currentThread()?.composer?.draft ?? "")?.requestAdvice();
    }
  }
  close();
}
