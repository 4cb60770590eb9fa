// What the list of models says of those that were used last: `node --test tests/surfaces/models.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";

const quiet = { addListener() {} };
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.chrome = {
  i18n: { getMessage: key => (key === "languageTag" ? "en" : key) },
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: { onChanged: quiet, get: async () => ({}) } },
};
const { lastFor } = await import(new URL("../../extension/panel/models.js", import.meta.url));

const model = (id, makes, last = true) => ({ id, name: id, makes, last, recommended: false });
const told = (...all) => all.map(each => lastFor(each, all));

test("a model that makes one thing was used last for it", () => {
  assert.deepEqual(told(model("a", ["text"]), model("b", ["image"]), model("c", ["text"], false)), ["text", "image", null]);
});

test("a model that makes both was used for what the other does not make", () => {
  assert.deepEqual(told(model("a", ["text", "image"]), model("b", ["image"])), ["text", "image"]);
  assert.deepEqual(told(model("a", ["text"]), model("b", ["text", "image"])), ["text", "image"]);
});

test("where the list cannot tell, nothing is told", () => {
  assert.deepEqual(told(model("a", ["text", "image"])), [null]);
  assert.deepEqual(told(model("a", ["text", "image"]), model("b", ["text", "image"])), [null, null]);
});
