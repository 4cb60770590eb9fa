// Where a model of the person's own is kept, in Node: `node --test tests/surfaces/own-model.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";

const held = { local: {}, session: {} };
const listeners = [];
let reads = 0;
let isFull = false;
const area = name => ({
  get: async key => (reads++, { [key]: held[name][key] }),
  set: async items => {
    if (isFull && name === "local") throw new Error("full");
    Object.assign(held[name], items);
  },
  onChanged: { addListener: listener => listeners.push(listener) },
});
globalThis.location = { search: "", hash: "" };
globalThis.chrome = { runtime: {}, storage: { local: area("local"), session: area("session") } };
const { loadOwnModel, saveOwnModel, watchOwnModel } = await import(new URL("../../extension/own-model.js", import.meta.url));
const settled = () => new Promise(resolve => setImmediate(resolve));
const tell = () => listeners.forEach(listener => listener({ "own-model": {}, "own-model-key": {} }));

const model = { url: new URL("https://model.example/v1"), model: "echo", key: "secret" };

test("a page that does not watch reads nothing", async () => {
  tell();
  await settled();
  assert.equal(reads, 0);
});

test("a model that the browser has no room for leaves the one before it with its key", async () => {
  await saveOwnModel(model);
  isFull = true;
  await assert.rejects(saveOwnModel({ ...model, url: new URL("https://other.example/v1"), key: "other" }));
  isFull = false;
  assert.deepEqual(await loadOwnModel(), model);
});

test("who watches learns of it now and after each change", async () => {
  const seen = [];
  watchOwnModel(now => seen.push(now?.model ?? null));
  await settled();
  await saveOwnModel({ ...model, model: "endless" });
  tell();
  await settled();
  assert.deepEqual([seen[0], seen.at(-1)], ["echo", "endless"]);
});
