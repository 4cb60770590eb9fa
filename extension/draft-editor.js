// The content of one draft: saved at each keystroke, the same on every surface, and never cleared by a page.
import { api, surfaceId } from "./platform.js";
import { send } from "./store.js";
import { showAlert, showStatus } from "./status.js";
import { storeWithRoom } from "./storage-use.js";

/** @import { DraftCheck, Composer, DraftContent } from "../pkg/views" */

/** @typedef {{content: DraftContent, at: number, by: string}} StoredDraft the value of the storage key `draft:<draft>` */

/** @type {DraftContent} */
const EMPTY = { text: "", systemPrompt: "", title: "", model: "", output: "text", visibility: "public", temperature: null, pasted: false };

/** @type {Map<string, DraftEditor>} */
const editors = new Map();

/** The editor of one draft. A page has one for each draft. */
export class DraftEditor {
  /** @param {Composer} composer @param {() => void} onChange */
  constructor(composer, onChange) {
    this.draft = composer.draft;
    this.onChange = onChange;
    this.content = { ...EMPTY, ...composer.content };
    this.savedAt = composer.savedAt;
    this.advice = composer.draftCheck;
    /** What prevents the post in the core's last view of this composer. */
    this.viewedBlockers = blockerCodes(composer);
    /** The content that `advice` is about. */
    this.advisedContent = this.content;
    /** Whether the browser refused to save the content, so that this page holds the only copy. */
    this.saveFailed = false;
    /** @type {HTMLTextAreaElement | undefined} the text field, while it is on the page */
    this.field = undefined;
    /** The model that was chosen for each output. @type {Partial<Record<DraftContent["output"], string>>} */
    this.modelByOutput = {};
    this.isDirty = false;
    this.isSaving = false;
    this.isAdviceOutdated = false;
    /** @type {Promise<void> | undefined} pending while the advice is outdated */
    this.adviceRequest = undefined;
    void this.loadStored();
  }

  /** The editor of a composer: one instance for the lifetime of the page. @param {Composer} composer @param {() => void} onChange */
  static forComposer(composer, onChange) {
    const existing = editors.get(composer.draft);
    existing?.onView(composer);
    if (existing) return existing;
    const editor = new DraftEditor(composer, onChange);
    editors.set(composer.draft, editor);
    return editor;
  }

  /** @param {string} draft */
  static get(draft) {
    return editors.get(draft);
  }

  /** The core's view changed, for instance because the thread has arrived: what prevents the post may be something else now. @param {Composer} composer */
  onView(composer) {
    const codes = blockerCodes(composer);
    if (codes === this.viewedBlockers) return;
    this.viewedBlockers = codes;
    void this.requestAdvice();
  }

  /** Content that was saved after the view was built takes precedence. */
  async loadStored() {
    const stored = await loadStoredDraft(this.draft);
    if (stored && stored.at > (this.savedAt ?? 0) && !this.isDirty && !this.saveFailed) this.replaceContent(stored);
    void this.requestAdvice();
  }

  get key() {
    return `draft:${this.draft}`;
  }

  /** Applies what was typed or chosen, saves it and requests advice. @param {Partial<DraftContent>} change */
  update(change) {
    this.content = { ...this.content, ...change };
    this.isDirty = true;
    void this.save();
    void this.requestAdvice();
    this.onChange();
  }

  /** Saves until storage holds what the page shows. One write runs at a time. */
  async save() {
    if (this.isSaving) return;
    this.isSaving = true;
    while (this.isDirty) {
      this.isDirty = false;
      const at = Date.now();
      const store = () => api.storage.local.set({ [this.key]: { content: this.content, at, by: surfaceId } });
      try {
        await storeWithRoom(store);
        this.savedAt = at;
        if (this.saveFailed) showStatus("saidStorageFreed");
        this.saveFailed = false;
      } catch {
        if (!this.saveFailed) showAlert("alertStorage");
        this.saveFailed = true;
      }
    }
    this.isSaving = false;
    this.onChange();
  }

  /** Storage changed, so there may be room again for the content that was refused. */
  retrySave() {
    if (!this.saveFailed || this.isSaving) return;
    this.isDirty = true;
    void this.save();
  }

  /** Requests advice from the core, one request at a time. Resolves when the advice is about the current content. */
  requestAdvice() {
    this.isAdviceOutdated = true;
    this.adviceRequest ??= this.requestUntilCurrent();
    return this.adviceRequest;
  }

  async requestUntilCurrent() {
    while (this.isAdviceOutdated) {
      this.isAdviceOutdated = false;
      const { content } = this;
      const { draftCheck: advice } = await send({ do: "checkDraft", draft: this.draft, content });
      if (advice) {
        this.advice = advice;
        this.advisedContent = content;
        this.onChange();
      }
    }
    this.adviceRequest = undefined;
  }

  /** @param {StoredDraft} stored */
  replaceContent(stored) {
    const { field } = this;
    const caret = field && field === document.activeElement ? field.selectionStart : null;
    this.content = { ...EMPTY, ...stored.content };
    this.savedAt = stored.at;
    if (field && caret !== null) {
      field.value = this.content.text;
      field.setSelectionRange(caret, caret);
    }
    this.onChange();
  }

  /**
   * Another surface saved the draft, or the core removed it because it was posted or discarded.
   * @param {StoredDraft | undefined} before @param {StoredDraft | undefined} now
   */
  onStorageChange(before, now) {
    if (now?.by === surfaceId) return;
    if (now) {
      if (!this.isDirty && !this.saveFailed) this.replaceContent(now);
    } else if (isSameContent(before?.content, this.content)) {
      this.content = { ...EMPTY, model: this.content.model, output: this.content.output };
      this.savedAt = null;
      this.onChange();
    } else {
      this.isDirty = true;
      void this.save();
      return;
    }
    void this.requestAdvice();
  }

  /** The core's advice, with its ranges moved along with what was typed since. @returns {DraftCheck} */
  get currentAdvice() {
    const { advice, advisedContent, content } = this;
    return {
      ...advice, hints: shiftRanges(advice.hints, advisedContent.text, content.text),
      systemHints: shiftRanges(advice.systemHints, advisedContent.systemPrompt, content.systemPrompt),
    };
  }
}

/** @param {Composer} composer */
const blockerCodes = composer => composer.draftCheck.blockers.map(blocker => blocker.code).join(" ");

/** @param {DraftContent | undefined} one @param {DraftContent} other */
function isSameContent(one, other) {
  return one !== undefined && one.text === other.text && one.systemPrompt === other.systemPrompt && one.title === other.title;
}

/**
 * Moves ranges along with an edit: ranges before it stay, ranges after it move, ranges that it touches are dropped.
 * @template {{start: number, end: number}} Range
 * @param {Range[]} ranges @param {string} before @param {string} now
 * @returns {Range[]}
 */
export function shiftRanges(ranges, before, now) {
  if (before === now) return ranges;
  let prefix = 0;
  while (prefix < before.length && prefix < now.length && before[prefix] === now[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < before.length - prefix && suffix < now.length - prefix && before.at(-1 - suffix) === now.at(-1 - suffix)) suffix += 1;
  const offset = now.length - before.length;
  return ranges.flatMap(range => {
    if (range.end <= prefix) return [range];
    if (range.start >= before.length - suffix) return [{ ...range, start: range.start + offset, end: range.end + offset }];
    return [];
  });
}

/** @param {string} draft @returns {Promise<StoredDraft | undefined>} what any surface saved last */
export async function loadStoredDraft(draft) {
  const key = `draft:${draft}`;
  return /** @type {Record<string, StoredDraft>} */ (await api.storage.local.get(key))[key];
}

api.storage.local.onChanged.addListener(changes => {
  for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
    if (key.startsWith("draft:")) editors.get(key.slice(6))?.onStorageChange(/** @type {any} */ (oldValue), /** @type {any} */ (newValue));
  }
  for (const editor of editors.values()) editor.retrySave();
});

// A page that holds the only copy of a draft asks before it closes.
globalThis.addEventListener?.("beforeunload", event => {
  if ([...editors.values()].some(editor => editor.saveFailed)) event.preventDefault();
});
