// The search in the open thread, in Node: `node --test tests/surfaces/thread-search.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const quiet = { addListener() {} };
/** The searches that the core was asked for and has not answered. */
const asked = [];
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.document = { querySelector: () => null, activeElement: null };
globalThis.HTMLElement = class {};
globalThis.chrome = {
  i18n: { getMessage: (key, args = []) => (key === "languageTag" ? "en" : [key, ...args].join(" ")) },
  runtime: { sendMessage: message => new Promise(answer => asked.push({ search: message.search, answer })) },
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: { onChanged: quiet, get: async () => ({}) } },
};
const { closeThreadSearch, openThreadSearch, threadSearch } = await import(new URL("panel/thread-search.js", extension));
const { occurrences } = await import(new URL("panel/found-words.js", extension));
const settled = () => new Promise(resolve => setImmediate(resolve));

const parts = () => threadSearch("n", () => {}).children;
const type = value => parts()[0].props.on.input({ target: { value } });
const press = key => parts()[0].props.on.keydown({ key, preventDefault() {} });
const result = () => parts()[1].children.map(child => child.text).join("");
const answer = async (places, count) => {
  asked.shift().answer({ isRead: true, places, count });
  await settled();
};

test("one search runs at a time, and the words that were typed last are found", async () => {
  openThreadSearch("n");
  for (const words of ["t", "th", "the"]) type(words);
  assert.deepEqual(asked.map(one => one.search), ["t"]);
  await answer([0, 1, 2], 3);
  assert.equal(result(), "findNothing", "what is found of earlier words is not shown");
  assert.deepEqual(asked.map(one => one.search), ["the"]);
  await answer([-1, 4], 2);
  assert.equal(result(), "findCount_other 2", "messages are counted, until the person goes to one");
  press("Enter");
  assert.equal(result(), "findPlace 1 2");
  assert.deepEqual(asked, []);
  closeThreadSearch();
});

test("places beyond those that the core names are told as such", async () => {
  openThreadSearch("n");
  type("a");
  await answer([0, 1], 900);
  assert.equal(result(), "findCount_other 900");
  press("Enter");
  assert.equal(result(), "findPlaceOfFirst 1 2 900");
  closeThreadSearch();
});

test("the words are marked wherever they stand, in any case", () => {
  assert.deepEqual(occurrences("The lamp, the LAMP and lamplight", " Lamp "), [4, 14, 23]);
  assert.deepEqual(occurrences("aaaa", "aa"), [0, 2], "marks do not overlap");
  assert.deepEqual(occurrences("lamp", " "), []);
  assert.deepEqual(occurrences("\u0130 lamp", "lamp"), [], "in lower case this letter is two, so no place is known");
});
