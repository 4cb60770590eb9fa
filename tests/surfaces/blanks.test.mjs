// The blanks of a template, in Node: `node --test tests/surfaces/blanks.test.mjs`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.HTMLElement = class {};
/** A field as a browser has it, as far as it is used here. */
class Field extends HTMLElement {
  constructor(value) {
    super();
    this.value = value;
  }
  setSelectionRange(start, end) {
    Object.assign(this, { selectionStart: start, selectionEnd: end });
  }
  focus() {
    document.activeElement = this;
  }
}
Object.assign(globalThis, { HTMLTextAreaElement: Field, HTMLInputElement: Field });
const fields = {};
globalThis.document = { activeElement: null, getElementById: id => fields[id] ?? null };
globalThis.chrome = { i18n: { getMessage: (key, args = []) => (key === "languageTag" ? "en" : [key, ...args].join(" ")) } };
const { beginBlanks, blanksIn, blanksLeft, blanksLine, nextBlank, onBlankKey } = await import(new URL("panel/blanks.js", extension));
const { startPainting } = await import(new URL("render.js", extension));
startPainting(() => {});
const painted = () => new Promise(resolve => setImmediate(resolve));

const names = text => blanksIn({ systemPrompt: text, text: "", title: "" }).map(({ name }) => name);

/** An editor of these words, with its fields on the page. */
function editorOf(draft, content) {
  for (const [part, value] of Object.entries(content)) fields[`seed-${part}`] = new Field(value);
  document.activeElement = null;
  return { draft, content };
}
const selected = () => document.activeElement?.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd) ?? null;
/** Presses a key in a field; whether the browser's own action is left to it. */
async function press(editor, part, key, more = {}) {
  let isPrevented = false;
  onBlankKey(editor, part, { key, target: fields[`seed-${part}`], preventDefault: () => (isPrevented = true), ...more });
  await painted();
  return !isPrevented;
}

test("a short name in square brackets is a blank; links, tasks and longer texts are none", () => {
  assert.deepEqual(names("You know [topic] and [día y hora], [哪天]."), ["[topic]", "[día y hora]", "[哪天]"]);
  assert.deepEqual(names("[ ] open [x] done [X] [1] [] [a\nb] [a link](https://example.com)"), []);
  assert.deepEqual(names(`[${"a".repeat(30)}] [${"a".repeat(31)}]`), [`[${"a".repeat(30)}]`]);
});

test("Tab goes from blank to blank through the fields, and on as ever after the last", async () => {
  const editor = editorOf("one", { systemPrompt: "Know [street] and [town].", text: "At [place].", title: "" });
  beginBlanks(editor);
  await painted();
  assert.equal(selected(), "[street]");
  assert.equal(await press(editor, "systemPrompt", "Tab", { shiftKey: true }), true, "back is the browser's own");
  assert.equal(await press(editor, "systemPrompt", "Tab"), false);
  assert.equal(selected(), "[town]");
  await press(editor, "systemPrompt", "Tab");
  assert.equal(selected(), "[place]");
  assert.equal(await press(editor, "text", "Tab"), true);
});

test("Escape leaves the blanks: then Tab is the browser's own", async () => {
  const editor = editorOf("two", { systemPrompt: "Know [street].", text: "At [place].", title: "" });
  beginBlanks(editor);
  await painted();
  assert.equal(await press(editor, "systemPrompt", "Escape"), false, "the key closes nothing else");
  assert.equal(await press(editor, "systemPrompt", "Tab"), true);
  assert.equal(await press(editor, "systemPrompt", "Escape"), true);
});

test("Escape is as ever once all blanks are filled", async () => {
  const editor = editorOf("filled", { systemPrompt: "Know [street].", text: "", title: "" });
  beginBlanks(editor);
  await painted();
  editor.content.systemPrompt = "Know it.";
  assert.equal(await press(editor, "systemPrompt", "Escape"), true);
});

test("Tab is the browser's own in words that no template has filled", async () => {
  const editor = editorOf("three", { systemPrompt: "Know [street].", text: "", title: "" });
  fields["seed-systemPrompt"].setSelectionRange(0, 0);
  assert.equal(await press(editor, "systemPrompt", "Tab"), true);
});

test("the button goes on from the blank that was selected last, and begins anew after the last", async () => {
  const editor = editorOf("four", { systemPrompt: "Know [street].", text: "At [place].", title: "" });
  beginBlanks(editor);
  await painted();
  const next = async () => {
    blanksLine(editor).children.at(-1).props.on.click();
    await painted();
    return selected();
  };
  assert.deepEqual([await next(), await next()], ["[place]", "[street]"]);
});

test("the blanks that are left are counted and named", () => {
  const content = { systemPrompt: "Know [topic].", text: "In the voice of [voice].", title: "" };
  assert.equal(blanksLeft(content), "blanksLeft_other 2 [topic], [voice]");
  assert.equal(blanksLeft({ ...content, systemPrompt: "Know bees." }), "blanksLeft_one 1 [voice]");
  assert.equal(blanksLeft({ systemPrompt: "Know bees.", text: "", title: "" }), "");
  assert.equal(nextBlank(content, "title", 0), undefined);
});

test("three starters of each language have blanks", () => {
  for (const language of ["en", "es", "zh-CN"]) {
    const starters = JSON.parse(readFileSync(new URL(`starters/${language}.json`, extension), "utf8"));
    assert.equal(starters.filter(starter => blanksIn(starter).length).length, 3, language);
  }
});
