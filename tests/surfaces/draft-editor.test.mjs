// The editor of a draft beside other writers, in Node: what it shows and what it stores, whenever events come.
import assert from "node:assert/strict";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const quiet = { addListener() {} };

/** Storage that carries writes out and tells of them only when it is let. */
class Storage {
  held = {};
  /** Writes that are not carried out yet. */
  writes = [];
  /** Changes that are not told yet. */
  events = [];

  get = async key => structuredClone(key in this.held ? { [key]: this.held[key] } : {});

  set = items => new Promise((resolve, reject) => this.writes.push({ items, resolve, reject }));

  /** Carries the oldest write out. */
  async write() {
    const { items, resolve } = this.writes.shift();
    for (const [key, value] of Object.entries(items)) this.change(key, value);
    resolve();
    await settled();
  }

  change(key, newValue) {
    this.events.push({ [key]: { oldValue: this.held[key], newValue: structuredClone(newValue) } });
    if (newValue) this.held[key] = newValue;
    else delete this.held[key];
  }

  /** Tells of all that changed. */
  async tell() {
    for (const changes of this.events.splice(0)) this.listener(changes);
    await settled();
  }

  onChanged = { addListener: listener => (this.listener = listener) };
}

/** Whatever can go on without storage has gone on. */
const settled = () => new Promise(resolve => setImmediate(resolve));

const storage = new Storage();
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.document = { activeElement: null };
globalThis.chrome = {
  i18n: { getMessage: key => ({ languageTag: "en", "@@ui_locale": "en_US" })[key] ?? key },
  runtime: { sendMessage: async () => ({}) },
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: storage },
};

const { DraftEditor } = await import(new URL("draft-editor.js", extension));

let drafts = 0;

/** An editor of a draft of its own, that shows this content. */
async function editorOf({ text, revision = null, continues = null }) {
  const draft = `reply:rep_${(drafts += 1)}`;
  const content = { text, systemPrompt: "", title: "", model: "", output: "text", pasted: false };
  const composer = { draft, content, revision, continues, savedAt: revision ? 1 : null, draftCheck: { blockers: [], hints: [], systemHints: [] } };
  if (revision) storage.held[`draft:${draft}`] = { content, revision, base: null, continues: null, at: 1 };
  const editor = DraftEditor.forComposer(composer, () => {});
  await settled();
  return { editor, composer, key: `draft:${draft}` };
}

/** Another writer stores a text. */
function storedByOther(key, text, revision) {
  const { content, revision: base = null } = storage.held[key] ?? { content: {} };
  storage.change(key, { content: { ...content, text }, revision, base, continues: null, at: 2 });
}

test("each change has a name of its own, and says what it was written over", async () => {
  const { editor, key } = await editorOf({ text: "three", revision: "core-7.1" });
  editor.update({ text: "three b" });
  editor.update({ text: "three bo" });
  await storage.write();
  await storage.write();
  const second = storage.held[key];
  editor.update({ text: "three boo" });
  await storage.write();
  const third = storage.held[key];
  assert.equal(second.content.text, "three bo");
  assert.notEqual(second.revision, third.revision);
  assert.equal(third.base, second.revision);
  assert.equal(third.revision, editor.revision);
  await storage.tell();
  assert.equal(editor.content.text, "three boo", "late news of earlier writes change nothing");
});

test("a page without unsaved words shows what another window stored last", async () => {
  const { editor, key } = await editorOf({ text: "three", revision: "core-7.1" });
  storedByOther(key, "four", "other.1");
  storedByOther(key, "four boots", "other.2");
  await storage.tell();
  assert.equal(editor.content.text, "four boots");
  editor.update({ text: "four boots!" });
  await storage.write();
  assert.equal(storage.held[key].base, "other.2");
});

test("two windows write at once: both show what storage holds in the end", async () => {
  for (const isFirst of [true, false]) {
    const { editor, key } = await editorOf({ text: "three", revision: "core-7.1" });
    editor.update({ text: "mine" });
    if (!isFirst) storedByOther(key, "theirs", "other.1");
    await storage.write();
    if (isFirst) storedByOther(key, "theirs", "other.1");
    await storage.tell();
    const held = storage.held[key];
    assert.equal(held.content.text, isFirst ? "theirs" : "mine");
    assert.deepEqual([editor.content.text, editor.revision], [held.content.text, held.revision]);
    if (!isFirst) assert.equal(held.base, "core-7.1", "which tells the core that theirs were not seen");
  }
});

test("news of another window while words are being saved are read afterwards", async () => {
  const { editor, key } = await editorOf({ text: "three", revision: "core-7.1" });
  editor.update({ text: "mine" });
  storedByOther(key, "theirs", "other.1");
  await storage.tell();
  assert.equal(editor.content.text, "mine", "unsaved words stay");
  await storage.write();
  await storage.tell();
  assert.deepEqual([editor.content.text, storage.held[key].content.text], ["mine", "mine"]);
});

test("a draft that was removed leaves the box, unless words are unsaved", async () => {
  const { editor, key } = await editorOf({ text: "three", revision: "core-7.1" });
  storage.change(key, undefined);
  await storage.tell();
  assert.equal(editor.content.text, "");
  editor.update({ text: "new words" });
  storage.change(key, undefined);
  await storage.tell();
  await storage.write();
  assert.deepEqual([editor.content.text, storage.held[key]?.content.text], ["new words", "new words"]);
});

test("words that are removed while they are saved are saved again", async () => {
  const { editor, key } = await editorOf({ text: "three", revision: "core-7.1" });
  editor.update({ text: "new words" });
  const { items, resolve } = storage.writes.shift();
  storage.change(key, items[key]);
  storage.change(key, undefined);
  await storage.tell();
  resolve();
  await settled();
  await storage.write();
  assert.equal(storage.held[key].content.text, "new words");
});

test("what is typed goes on from words that came back only if those are the ones in the box", async () => {
  for (const [revision, expected] of [["core-7.1", "core-7.9"], ["core-7.2", null]]) {
    const { editor, composer, key } = await editorOf({ text: "three", revision: "core-7.1" });
    DraftEditor.forComposer({ ...composer, revision, continues: "core-7.9" }, () => {});
    editor.update({ text: "three boots" });
    await storage.write();
    assert.equal(storage.held[key].continues, expected, revision);
  }
});
