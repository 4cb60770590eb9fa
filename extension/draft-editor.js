// The content of one draft: saved at each keystroke, the same on every surface, and never cleared by a page.
//
// What storage holds is the draft. While a page has no unsaved words it shows that, and nothing else. Each content has a revision, so that
// contents are never compared (`src/app/state/revision.rs`).
import { api } from "./platform.js";
import { newRevision } from "./revision.js";
import { send } from "./store.js";
import { showAlert, showStatus } from "./status.js";
import { storeWithRoom } from "./storage-use.js";

/** @import { DraftCheck, Composer, DraftContent, StoredDraft } from "../pkg/views" */

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
    /** The name of the content. */
    this.revision = composer.revision ?? newRevision();
    /** The returned words that the content goes on from, if any. */
    this.continues = composer.continues;
    this.savedAt = composer.savedAt;
    /** The revision that storage holds, as far as this page knows. */
    this.storedRevision = composer.savedAt === null ? null : composer.revision;
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
    /** @type {Promise<void> | undefined} pending while the page saves */
    this.saving = undefined;
    /** Whether storage changed while this page had unsaved words. */
    this.isBehind = false;
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

  /**
   * The core's view changed, for instance because the thread has arrived: what prevents the post may be something else now. When the words
   * in the box are the ones that came back, what is typed from now on goes on from them.
   * @param {Composer} composer
   */
  onView(composer) {
    if (composer.revision === this.revision) this.continues = composer.continues;
    const codes = blockerCodes(composer);
    if (codes === this.viewedBlockers) return;
    this.viewedBlockers = codes;
    void this.requestAdvice();
  }

  /** Whether this page holds words that storage does not hold yet. */
  get hasUnsaved() {
    return this.isDirty || this.saving !== undefined || this.saveFailed;
  }

  /** Shows what storage holds. Content that was saved after the view was built takes precedence over the view's. */
  async loadStored() {
    const stored = await loadStoredDraft(this.draft);
    if (stored && this.hasUnsaved) this.isBehind = true;
    else if (stored) {
      this.storedRevision = stored.revision;
      if (stored.revision !== this.revision) this.replaceContent(stored);
    }
    void this.requestAdvice();
  }

  get key() {
    return `draft:${this.draft}`;
  }

  /** Applies what was typed or chosen, saves it and requests advice. @param {Partial<DraftContent>} change */
  update(change) {
    this.content = { ...this.content, ...change };
    this.revision = newRevision();
    this.isDirty = true;
    void this.save();
    void this.requestAdvice();
    this.onChange();
  }

  /** Saves until storage holds what the page shows, or the browser refuses it. One write runs at a time. */
  save() {
    if (this.isDirty) this.saving ??= this.saveUntilStored();
    return this.saving ?? Promise.resolve();
  }

  async saveUntilStored() {
    while (this.isDirty) {
      this.isDirty = false;
      const { content, revision, continues, storedRevision: base } = this;
      /** @type {StoredDraft} */
      const stored = { content, revision, base, continues, at: Date.now() };
      try {
        await storeWithRoom(() => api.storage.local.set({ [this.key]: stored }));
        this.storedRevision = revision;
        this.savedAt = stored.at;
        if (this.saveFailed) showStatus("saidStorageFreed");
        this.saveFailed = false;
      } catch {
        if (!this.saveFailed) showAlert("alertStorage");
        this.saveFailed = true;
      }
    }
    this.saving = undefined;
    this.onChange();
    if (this.isBehind && !this.saveFailed) void this.catchUp();
  }

  /** Storage changed while this page saved: shows what it holds now, or saves the words again when it holds none. */
  async catchUp() {
    this.isBehind = false;
    if (await loadStoredDraft(this.draft)) return this.loadStored();
    this.isDirty = true;
    void this.save();
  }

  /** Storage changed, so there may be room again for the content that was refused. */
  retrySave() {
    if (!this.saveFailed || this.saving) return;
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
    this.revision = stored.revision;
    this.continues = stored.continues;
    this.savedAt = stored.at;
    if (field && caret !== null) {
      field.value = this.content.text;
      field.setSelectionRange(caret, caret);
    }
    this.onChange();
  }

  /**
   * Storage changed: a surface saved the draft, or the core removed it because it was posted or discarded.
   * @param {StoredDraft | undefined} now
   */
  onStorageChange(now) {
    if (now?.revision === this.revision) return;
    if (this.hasUnsaved) this.isBehind = true;
    else if (now) void this.loadStored();
    else this.clear();
  }

  /** The draft is no longer stored, and this page has no words of its own. */
  clear() {
    this.content = { ...EMPTY, model: this.content.model, output: this.content.output };
    this.revision = newRevision();
    this.continues = null;
    this.storedRevision = null;
    this.savedAt = null;
    this.onChange();
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
  for (const [key, { newValue }] of Object.entries(changes)) {
    if (key.startsWith("draft:")) editors.get(key.slice(6))?.onStorageChange(/** @type {any} */ (newValue));
  }
  for (const editor of editors.values()) editor.retrySave();
});

// A page that holds the only copy of a draft asks before it closes.
globalThis.addEventListener?.("beforeunload", event => {
  if ([...editors.values()].some(editor => editor.saveFailed)) event.preventDefault();
});
