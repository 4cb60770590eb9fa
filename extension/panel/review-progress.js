// How far the person has come with a system prompt that is shown for review. A press counts once its end was in sight and the text has
// stood for a moment. Only this page knows; nothing is stored.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { repaint } from "../render.js";

/** @import { Stretch, SystemPrompt } from "../../pkg/views" */

/** How long a text must have been in sight, in milliseconds: longer than it takes to finish a press on what was there before. */
export const MIN_DURATION = 1000;

/**
 * @typedef {object} Progress
 * @property {string} root the tree or seed
 * @property {string} digest the text
 * @property {Stretch[]} text
 * @property {Stretch[] | null} previous the text that stood in its place before, if it changed while it was shown
 * @property {"shown" | "changed" | "refused"} standing `refused`: the core holds another text, which has not arrived yet
 * @property {number | null} since when the text came into sight, as an event timestamp
 * @property {boolean} isEndSeen whether its end was in sight
 */

/** The progress with the text that is shown now. Another text begins anew. @param {Progress | null} progress @param {SystemPrompt} prompt @returns {Progress} */
export function progressWith(progress, prompt) {
  if (progress?.root === prompt.root && progress.digest === prompt.digest) return progress;
  const { root, digest, text } = prompt;
  const isChanged = progress?.root === root;
  return { root, digest, text, previous: isChanged ? progress.text : null, standing: isChanged ? "changed" : "shown", since: null, isEndSeen: false };
}

/** Whether a press counts. @param {Progress | null} progress @param {number} now */
export function isRead(progress, now) {
  return progress !== null && progress.standing !== "refused" && progress.isEndSeen && progress.since !== null && now - progress.since >= MIN_DURATION;
}

/** The progress with one text, in one place of the page. */
export class ReviewProgress {
  constructor() {
    /** @type {Progress | null} */
    this.progress = null;
    /** @type {HTMLElement | undefined} what scrolls */
    this.region = undefined;
    /** @type {HTMLElement | undefined} */
    this.end = undefined;
    /** @type {IntersectionObserver | undefined} */
    this.observer = undefined;
  }

  /** Takes the text that is painted now. @param {SystemPrompt} prompt */
  show(prompt) {
    const before = this.progress;
    this.progress = progressWith(before, prompt);
    if (before !== this.progress) queueMicrotask(() => this.watchAnew());
  }

  /** The text is no longer shown. */
  forget() {
    this.progress = null;
    this.observer?.disconnect();
  }

  /** The core refused a press on this text, because it holds another one. */
  refuse() {
    if (this.progress) this.progress.standing = "refused";
    repaint();
  }

  get isRead() {
    return isRead(this.progress, performance.now());
  }

  /** Whether the end was in sight. Then the press counts in a moment. */
  get isEndSeen() {
    return this.progress !== null && this.progress.isEndSeen && this.progress.standing !== "refused";
  }

  /** Whether the text changed while it was shown. */
  get isChanged() {
    return this.progress !== null && this.progress.standing !== "shown";
  }

  get previous() {
    return this.progress?.previous ?? null;
  }

  /** For `created` of the element that scrolls the text and its end mark. @param {HTMLElement} region */
  watch(region) {
    this.region = region;
    this.watchAnew();
  }

  /** The mark at the end of the text. Keyboards and screen readers reach it as well: its focus counts like its sight. */
  endMark() {
    return h("p.text-end", {
      key: "end", role: "note", tabindex: 0, on: { focus: () => this.seeEnd() },
      created: (/** @type {HTMLElement} */ end) => {
        this.end = end;
        if (this.region?.isConnected) this.watchAnew();
      },
    }, t("reviewEnd"));
  }

  watchAnew() {
    this.observer?.disconnect();
    const { region, end } = this;
    if (!region || !end) return;
    if (this.isChanged) region.scrollTop = 0;
    this.observer = new IntersectionObserver(entries => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        if (target === end) this.seeEnd();
        else this.seeText();
      }
    });
    this.observer.observe(region);
    this.observer.observe(end);
  }

  seeText() {
    if (!this.progress || this.progress.since !== null) return;
    this.progress.since = performance.now();
    setTimeout(repaint, MIN_DURATION);
  }

  seeEnd() {
    if (!this.progress || this.progress.isEndSeen) return;
    this.progress.isEndSeen = true;
    repaint();
  }
}
