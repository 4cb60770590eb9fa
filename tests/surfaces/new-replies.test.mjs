// The way from one new reply to the next, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.addEventListener = () => {};
const quiet = { addListener() {} };
globalThis.chrome = {
  i18n: { getMessage: () => "" }, runtime: {},
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: { onChanged: quiet, get: async () => ({}) } },
};
const { nextPlace } = await import(new URL("../../extension/panel/new-replies.js", import.meta.url));

test("the next new reply stands after the one before, and after the last comes the first", () => {
  const places = [2, 5, 9];
  for (const [last, next] of [[null, 2], [0, 2], [2, 5], [4, 5], [5, 9], [9, 2], [40, 2]]) assert.equal(nextPlace(places, last), next, String(last));
});
