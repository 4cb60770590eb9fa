// What fills the fields of Create, in Node: `node --test tests/surfaces/starters.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const quiet = { addListener() {} };
const asked = [];
let tell;
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
/** The list of starters on the page. */
let list = { isConnected: true };
globalThis.document = { querySelector: selector => (selector === ".starters" ? list : null), activeElement: null };
globalThis.fetch = async () => ({ json: async () => [{ title: "", systemPrompt: "You keep a lamp lit for ships that never come home.", text: "Ahoy." }] });
globalThis.chrome = {
  i18n: { getMessage: (key, args = []) => (key === "languageTag" ? "en" : [key, ...args].join(" ")) },
  runtime: { sendMessage: async message => (asked.push(message), message.do === "threadSource" ? SOURCE : {}) },
  storage: {
    session: { onChanged: { addListener: listener => (tell = listener) }, get: async () => ({}) },
    local: { onChanged: quiet, get: async () => ({}) },
  },
};
const { filledLine, starterList } = await import(new URL("panel/starters.js", extension));
const { views } = await import(new URL("store.js", extension));
const settled = () => new Promise(resolve => setImmediate(resolve));

/** What a page shows of the thread: a hidden character is a chip. */
const PAGE = { status: "here", opening: null, systemPrompt: { text: [{ text: "Keep the " }, { kind: "hidden", text: "U+200B" }, { text: "light." }] }, title: "Light" };
/** What was written. */
const SOURCE = { title: "Light", systemPrompt: "Keep the \u200Blight.", nodes: [{ message: "Who is there?" }] };

/** An editor that saves when it is let. */
function editorOf(content) {
  const editor = {
    draft: "seed", revision: "1", events: [], content,
    save: async () => void editor.events.push("save"),
    update(change) {
      editor.content = { ...editor.content, ...change };
      editor.revision = `${editor.revision}+`;
      editor.events.push("update");
    },
  };
  return editor;
}

/** The buttons in a list. */
const buttons = node => [...(node.tag === "button" ? [node] : []), ...node.children.flatMap(buttons)];
const words = node => node.text + node.children.map(words).join("");
const press = (editor, name) => {
  const found = buttons(starterList(editor, () => editor.events.push("filled"))).find(button => words(button).includes(name));
  found.props.on.click({ isTrusted: true });
  return settled();
};
const threadComes = async () => {
  tell({ "view:thread:n1": { newValue: PAGE } });
  await settled();
};

const EMPTY = { title: "", systemPrompt: "", text: "" };
starterList(editorOf(EMPTY), () => {});
await settled();
views.header = { account: 1 };
views.outbox = { posted: [{ id: "p", seed: true, node: "n1", text: "mine" }] };

test("what was typed a moment before is stored before it is discarded", async () => {
  const editor = editorOf({ ...EMPTY, text: "words" });
  asked.length = 0;
  editor.save = async () => {
    await settled();
    editor.events.push(`save, ${asked.length} asked`);
  };
  await press(editor, "lamp");
  await settled();
  assert.deepEqual(editor.events, ["save, 0 asked", "update", "filled"]);
  assert.deepEqual(asked, [{ do: "discard", draft: "seed", revision: "1" }]);
});

test("a starter without a title is called by its first words", async () => {
  const editor = editorOf(EMPTY);
  await press(editor, "lamp");
  assert.match(words(filledLine(editor)), /starterFilled You keep a lamp lit for ships that never/);
});

test("a planted seed fills the fields when its thread comes", async () => {
  const editor = editorOf(EMPTY);
  await press(editor, "starterDuplicate");
  await threadComes();
  assert.equal(editor.content.text, "Who is there?");
  tell({ "view:thread:n1": {} });
});

test("a planted seed is not wanted any more after the person left the list, wrote or switched the account", async () => {
  for (const [why, change] of [
    ["left", () => (list.isConnected = false)],
    ["wrote", editor => editor.update({ text: "typed" })],
    ["switched", () => (views.header = { account: 2 })],
  ]) {
    list = { isConnected: true };
    views.header = { account: 1 };
    const editor = editorOf(EMPTY);
    await press(editor, "starterDuplicate");
    change(editor);
    const before = editor.content;
    await threadComes();
    assert.equal(editor.content, before, why);
    assert.ok(!editor.events.includes("filled"), why);
    tell({ "view:thread:n1": {} });
  }
});
