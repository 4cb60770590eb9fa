// Trials of several openings, in Node: `node --test tests/surfaces/trial.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { TextReply } from "./text-reply.mjs";

const extension = new URL("../../extension/", import.meta.url);
const quiet = { addListener() {} };
const stored = { "own-model": { address: "http://127.0.0.1:1/v1", model: "tiny" } };
globalThis.addEventListener = () => {};
globalThis.requestAnimationFrame = () => 1;
globalThis.cancelAnimationFrame = () => {};
globalThis.location = { search: "?surface=side", hash: "", pathname: "/panel.html", protocol: "chrome-extension:" };
globalThis.document = { querySelector: () => null, activeElement: null, body: null };
let tell;
globalThis.chrome = {
  i18n: { getMessage: (key, args = []) => (key === "languageTag" ? "en" : [key, ...[args].flat()].join(" ")) },
  permissions: { request: async () => true },
  runtime: { sendMessage: async () => ({}) },
  storage: {
    session: { onChanged: { addListener: listener => (tell = listener) }, get: async () => ({}) },
    local: { onChanged: quiet, get: async name => ({ [name]: stored[name] }) },
  },
};
/** What the model was asked, each with its end: an answer, or none. */
const asked = [];
globalThis.fetch = (_, { body, signal }) => new Promise((resolve, reject) => {
  signal.addEventListener("abort", () => reject(new Error("aborted")));
  const answer = () => resolve(new Response("Aye.", { headers: { "Content-Type": "text/event-stream" } }));
  asked.push({ text: JSON.parse(body).messages.at(-1).content, answer, fail: () => reject(new Error("refused")) });
});
const { endTrial, onHiddenWords, startTrial, stopTrial } = await import(new URL("panel/trial.js", extension));

/** A core that takes every byte for text. */
const core = {
  chatPath: base => `${base}/chat`,
  chatBody: (model, system, content) => JSON.stringify({ messages: [{ role: "user", content }] }),
  markdown: text => [text],
  ChatReply: TextReply,
};
/** Lets everything run that waits for nothing from outside. */
async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await new Promise(resolve => setImmediate(resolve));
}
const model = { url: new URL("http://127.0.0.1:1/v1"), model: "tiny", key: "" };
/** Begins a trial of each of these openings. */
const start = (...texts) => {
  asked.length = 0;
  return texts.map(text => startTrial(model, { systemPrompt: "Rule.", earlier: [], text }, Promise.resolve(true), async () => core));
};
const texts = () => asked.map(({ text }) => text);
const states = trials => trials.map(({ phase, problem, answer }) => [phase, problem?.kind ?? answer[0]].join(" ").trim());

test("openings are asked one after the other, and one that fails does not stop the next", async () => {
  const trials = start("one", "two", "three");
  await settled();
  assert.deepEqual(texts(), ["one"]);
  assert.deepEqual(states(trials), ["asking", "waiting", "waiting"]);
  asked[0].answer();
  await settled();
  asked[1].fail();
  await settled();
  asked[2].answer();
  await settled();
  assert.deepEqual(texts(), ["one", "two", "three"]);
  assert.deepEqual(states(trials), ["ended Aye.", "ended unreachable", "ended Aye."]);
});

test("each is stopped alone: one that waits is not asked, one that comes in lets the next begin", async () => {
  const trials = start("one", "two", "three");
  await settled();
  stopTrial(trials[1]);
  assert.equal(states(trials)[1], "ended stopped");
  stopTrial(trials[0]);
  await settled();
  assert.deepEqual(texts(), ["one", "three"]);
  asked[1].answer();
  await settled();
  assert.deepEqual(states(trials), ["ended stopped", "ended stopped", "ended Aye."]);
});

test("a seed that is left ends what is asked and what waits", async () => {
  const trials = start("one", "two");
  await settled();
  trials.forEach(endTrial);
  await settled();
  assert.deepEqual(texts(), ["one"]);
  const [next] = start("other");
  await settled();
  asked[0].answer();
  await settled();
  assert.equal(next.answer[0], "Aye.");
});

test("words are forgotten when the key is locked or another account comes", async () => {
  let forgotten = 0;
  onHiddenWords(() => (forgotten += 1));
  const header = newValue => tell({ "view:header": { newValue } });
  header({ account: 1, locked: false });
  const before = forgotten;
  header({ account: 1, locked: false });
  assert.equal(forgotten, before);
  header({ account: 1, locked: true });
  assert.equal(forgotten, before + 1);
  header({ account: 2, locked: false });
  assert.equal(forgotten, before + 2);
});
