// Review of a system prompt: shown whole, as text, with what hides in it made visible.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t, tCount } from "../i18n.js";
import { ask } from "../status.js";
import { more, threads } from "../store.js";
import { reading } from "./reading.js";
import { stretches } from "./stretches.js";
import { byHand, goThread, repaint, ui } from "./ui.js";
import { Pen } from "../words.js";

/** @import { Finding, SystemPrompt } from "../../pkg/views" */

let open = false;

export const reviewing = () => open;

export function openReview() {
  open = true;
  repaint();
}

/**
 * A post was held back because the system prompt of its tree is not reviewed as it stands now: goes to the thread, with the draft in it
 * and the review over it.
 * @param {string} node
 */
export async function reviewFirst(node) {
  goThread(node, true);
  // As the core has just read it, whatever this page knew.
  await more([`thread:${node}`]);
  if (ui.thread === node && threads.get(node)?.systemPrompt) openReview();
}

function close() {
  /** @type {HTMLDialogElement | null} */ (document.querySelector("#review"))?.close();
  open = false;
  repaint();
}

/** @param {SystemPrompt} prompt @param {Pen} [seed] the seed whose own system prompt it is */
export function reviewDialog(prompt, seed) {
  const { before } = prompt;
  const intro = seed ? "reviewSeedIntro" : "reviewIntro";
  return h("dialog", {
    key: "review", id: "review", "aria-labelledby": "review-title",
    born: (/** @type {HTMLDialogElement} */ dialog) => queueMicrotask(() => dialog.showModal()),
    on: { close, cancel: close },
  },
    h("header", null,
      h("h2", { id: "review-title", tabindex: -1, autofocus: true }, t("reviewSystemPrompt")),
      h("p.help", null, t(before ? (seed ? "reviewSeedChangedIntro" : "reviewChangedIntro") : intro))),
    h("div.matters", null,
      before ? h("h3", null, t("reviewNow")) : null,
      h("div.matter", { tabindex: 0, role: "group", "aria-label": t("systemPrompt"), dir: "auto" }, stretches(prompt.text)),
      before ? [h("h3", null, t("reviewBefore")),
        h("div.matter.before", { tabindex: 0, role: "group", "aria-label": t("reviewBefore"), dir: "auto" }, stretches(before))] : null,
      prompt.findings.length ? findings(prompt.findings) : h("p.help", null, say(prompt.size)),
      h("p.help", null, prompt.by ? [say(prompt.by), " "] : null, t("reviewAgain"))),
    h("footer", null,
      h("button.btn.plain", { type: "button", on: { click: close } }, t("doNotNow")),
      h("button.btn.main.end", { type: "button", on: { click: (/** @type {Event} */ event) => void read(prompt, event, seed) } }, t("reviewRead"))));
}

/** @param {Finding[]} found */
function findings(found) {
  return h("section.findings", null,
    h("h3.wait", null, icon("terms", "small"), " ", tCount("hidden", found.length)),
    h("ul", null, found.map((finding, index) => h("li", { key: index },
      h("code", null, finding.chip), h("span", null, say(finding.line)), h("span.num", null, t("hiddenAt", count(finding.at)))))));
}

/** @param {SystemPrompt} prompt @param {Event} event @param {Pen} [seed] */
async function read(prompt, event, seed) {
  if (!byHand(event)) return;
  // Closed when the core has taken note: a press on *Post* right afterwards asks the core and must not be told to read again.
  if (seed) {
    await ask({ do: "review", root: seed.draft, text: seed.advised.systemPrompt });
    void seed.ask();
  } else {
    await ask({ do: "review", root: prompt.root, text: null });
    if (ui.thread) {
      await more([`thread:${ui.thread}`]);
      void Pen.known(reading()?.composer?.draft ?? "")?.ask();
    }
  }
  close();
}
