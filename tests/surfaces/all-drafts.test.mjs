// All drafts, of which the view has the newest alone, in Node: `node --test tests/surfaces/all-drafts.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
/** What the core was asked and has not answered. */
const asked = [];
let onChanged = () => {};
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.chrome = {
  i18n: { getMessage: key => key },
  runtime: { sendMessage: message => new Promise(answer => asked.push({ message, answer })) },
  storage: {
    session: { onChanged: { addListener: listener => (onChanged = listener) }, get: async () => ({}) },
    local: { onChanged: { addListener() {} }, get: async () => ({}) },
  },
};
const { allDrafts, watch } = await import(new URL("store.js", extension));
const settled = () => new Promise(resolve => setImmediate(resolve));
const change = views => onChanged(Object.fromEntries(Object.entries(views).map(([name, newValue]) => [`view:${name}`, { newValue }])));
const row = (id, text) => ({ id, text });
let repainted = 0;
watch(names => (repainted += names.has("drafts") ? 1 : 0));

test("all drafts are asked for once after each change of the view, and never while one request runs", async () => {
  assert.deepEqual(allDrafts().drafts, [], "nothing is known before the view is");
  assert.equal(asked.length, 0);
  change({ header: { account: 0 }, outbox: { outbox: [], drafts: [row("reply:a", "One…")], older: 1 } });
  assert.deepEqual(allDrafts(), { outbox: [], drafts: [row("reply:a", "One…")], isWhole: false }, "the view's until then");
  allDrafts();
  change({ outbox: { outbox: [], drafts: [row("reply:a", "One m…")], older: 1 } });
  allDrafts();
  assert.deepEqual(asked.map(({ message }) => message), [{ do: "drafts", account: 0 }]);
  const drafts = [row("reply:a", "One more word"), row("reply:b", "Old words")];
  asked.shift().answer({ outbox: [], drafts });
  await settled();
  assert.equal(repainted, 1);
  assert.deepEqual(allDrafts().drafts, drafts);
  assert.equal(asked.length, 1, "the view changed since it was asked");
  asked.shift().answer({ outbox: [], drafts });
  await settled();
  assert.deepEqual([allDrafts().isWhole, asked.length], [true, 0], "and not again while the view stays");
});

test("drafts of another account are not shown, and no answer is not the last word", async () => {
  change({ header: { account: 1 }, outbox: { outbox: [], drafts: [], older: 0 } });
  assert.deepEqual(allDrafts(), { outbox: [], drafts: [], isWhole: false });
  asked.shift().answer(null);
  await settled();
  assert.equal(repainted, 2, "a worker that is gone causes no paint");
  allDrafts();
  assert.equal(asked.length, 1, "the next paint asks again");
  asked.shift().answer({ outbox: [], drafts: [] });
  await settled();
  assert.equal(allDrafts().isWhole, true);
});
