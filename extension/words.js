// The words of one draft: kept at each keystroke, the same on every surface, and never cleared from here.
import { api, surfaceId } from "./platform.js";
import { send } from "./store.js";
import { tellAlert, tellSaid } from "./status.js";

/** @import { Advice, Composer, Words } from "../pkg/views" */

/** @typedef {{words: Words, at: number, by: string}} Kept what stands under `words:<draft>` */

/** @type {Words} */
const NOTHING = { text: "", systemPrompt: "", title: "", model: "", output: "text", pasted: false };

/** @type {Map<string, Pen>} */
const pens = new Map();

/** One draft under a pen. There is one for each draft and page. */
export class Pen {
  /** @param {Composer} composer @param {() => void} changed */
  constructor(composer, changed) {
    this.draft = composer.draft;
    this.changed = changed;
    this.words = { ...NOTHING, ...composer.words };
    this.savedAt = composer.savedAt;
    this.advice = composer.advice;
    /** The words that the advice is about. */
    this.advised = this.words;
    /** Whether the browser refused to keep what stands here: this page has the only copy. */
    this.failed = false;
    /** @type {HTMLTextAreaElement | undefined} where the person writes, while it is on the page */
    this.field = undefined;
    this.dirty = false;
    this.keeping = false;
    this.askAgain = false;
    /** @type {Promise<void> | undefined} until what is known is about the words as they stand */
    this.asked = undefined;
    void this.recall();
  }

  /** The pen of a composer: the same one as long as the page lives. @param {Composer} composer @param {() => void} changed */
  static of(composer, changed) {
    const known = pens.get(composer.draft);
    if (known) return known;
    const pen = new Pen(composer, changed);
    pens.set(composer.draft, pen);
    return pen;
  }

  /** @param {string} draft */
  static known(draft) {
    return pens.get(draft);
  }

  /** Words that were kept after the view was made come first. */
  async recall() {
    const kept = await keptWords(this.draft);
    if (kept && kept.at > (this.savedAt ?? 0) && !this.dirty && !this.failed) this.adopt(kept);
    void this.ask();
  }

  get key() {
    return `words:${this.draft}`;
  }

  /** Takes what was typed or chosen, keeps it, and asks what there is to say about it. @param {Partial<Words>} change */
  write(change) {
    this.words = { ...this.words, ...change };
    this.dirty = true;
    void this.keep();
    void this.ask();
    this.changed();
  }

  /** Writes until what is kept is what stands on the page; while one write is on its way the next waits. */
  async keep() {
    if (this.keeping) return;
    this.keeping = true;
    while (this.dirty) {
      this.dirty = false;
      const at = Date.now();
      const store = () => api.storage.local.set({ [this.key]: { words: this.words, at, by: surfaceId } });
      try {
        // Twice: with a write that it refuses Firefox loses its way to the storage, and refuses the next one too.
        await store().catch(store);
        this.savedAt = at;
        if (this.failed) tellSaid("saidKept");
        this.failed = false;
      } catch {
        if (!this.failed) tellAlert("alertStorage");
        this.failed = true;
      }
    }
    this.keeping = false;
    this.changed();
  }

  /** Something in the storage changed: there may be room again for what it refused. */
  tryAgain() {
    if (!this.failed || this.keeping) return;
    this.dirty = true;
    void this.keep();
  }

  /** Asks the core about the words, one question at a time. Resolves when the answer is about the words as they stand. */
  ask() {
    this.askAgain = true;
    this.asked ??= this.askOn();
    return this.asked;
  }

  async askOn() {
    while (this.askAgain) {
      this.askAgain = false;
      const words = this.words;
      const { advice } = await send({ do: "advise", draft: this.draft, words });
      if (advice) {
        this.advice = advice;
        this.advised = words;
        this.changed();
      }
    }
    this.asked = undefined;
  }

  /** @param {Kept} kept */
  adopt(kept) {
    const { field } = this;
    const caret = field && field === document.activeElement ? field.selectionStart : null;
    this.words = { ...NOTHING, ...kept.words };
    this.savedAt = kept.at;
    if (field && caret !== null) {
      field.value = this.words.text;
      field.setSelectionRange(caret, caret);
    }
    this.changed();
  }

  /**
   * Another surface wrote, or the core let go of the draft because it was posted or discarded.
   * @param {Kept | undefined} before @param {Kept | undefined} now
   */
  heard(before, now) {
    if (now?.by === surfaceId) return;
    if (now) {
      if (!this.dirty && !this.failed) this.adopt(now);
    } else if (sameWords(before?.words, this.words)) {
      this.words = { ...NOTHING, model: this.words.model, output: this.words.output };
      this.savedAt = null;
      this.changed();
    } else {
      this.dirty = true;
      void this.keep();
      return;
    }
    void this.ask();
  }

  /** What the core said, moved along with what was typed since. @returns {Advice} */
  get counsel() {
    const { advice, advised, words } = this;
    return {
      ...advice, hints: shift(advice.hints, advised.text, words.text),
      systemHints: shift(advice.systemHints, advised.systemPrompt, words.systemPrompt),
    };
  }
}

/** @param {Words | undefined} one @param {Words} other */
function sameWords(one, other) {
  return one !== undefined && one.text === other.text && one.systemPrompt === other.systemPrompt && one.title === other.title;
}

/**
 * Moves marks along with an edit: those before it stay, those after it move, those it touches go.
 * @template {{start: number, end: number}} Mark
 * @param {Mark[]} marks @param {string} before @param {string} now
 * @returns {Mark[]}
 */
export function shift(marks, before, now) {
  if (before === now) return marks;
  let head = 0;
  while (head < before.length && head < now.length && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < now.length - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const moved = now.length - before.length;
  return marks.flatMap(mark => {
    if (mark.end <= head) return [mark];
    if (mark.start >= before.length - tail) return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
    return [];
  });
}

/** @param {string} draft @returns {Promise<Kept | undefined>} the words as they were last kept, by whichever surface */
export async function keptWords(draft) {
  const key = `words:${draft}`;
  return /** @type {Record<string, Kept>} */ (await api.storage.local.get(key))[key];
}

api.storage.local.onChanged.addListener(changes => {
  for (const [key, { oldValue, newValue }] of Object.entries(changes)) {
    if (key.startsWith("words:")) pens.get(key.slice(6))?.heard(/** @type {any} */ (oldValue), /** @type {any} */ (newValue));
  }
  for (const pen of pens.values()) pen.tryAgain();
});

// A page that has the only copy of some words asks before it goes.
globalThis.addEventListener?.("beforeunload", event => {
  if ([...pens.values()].some(pen => pen.failed)) event.preventDefault();
});
