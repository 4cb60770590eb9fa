// What is sent to a model of the person's own, and how it ends: `node --test tests/surfaces/chat.test.mjs`.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { TextReply } from "./text-reply.mjs";

const { askModel } = await import(new URL("../../extension/panel/chat.js", import.meta.url));

/** Requests that came, with their headers and body. */
const asked = [];
const server = createServer((request, response) => {
  let body = "";
  request.on("data", part => (body += part)).on("end", () => {
    asked.push({ url: request.url, method: request.method, headers: request.headers, body });
    if (request.url.startsWith("/moved")) return response.writeHead(302, { location: "/v1/chat" }).end();
    response.writeHead(200, { "content-type": "text/event-stream" }).write("word");
    if (!request.url.startsWith("/drip")) response.end();
  });
});
await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
const site = `http://127.0.0.1:${server.address().port}`;
after(() => {
  server.closeAllConnections();
  server.close();
});

/** A core that takes every byte for text. */
const core = {
  chatPath: base => `${base}/chat`,
  chatBody: (model, system, content) => JSON.stringify({ model, messages: [system, content] }),
  ChatReply: TextReply,
};

const EARLIER = { role: "assistant", content: "Next, please." };

/** Asks the model at a path. */
async function ask(path, key, stop = new AbortController(), maxTime = 60_000, onText = () => {}) {
  const texts = [];
  const model = { url: new URL(`${site}${path}`), model: "tiny", key };
  const seen = text => (texts.push(text), onText());
  return { problem: await askModel(core, model, { systemPrompt: "Rule.", earlier: [EARLIER], text: "Hello." }, stop.signal, seen, maxTime), texts };
}

test("the words go to the address, with its own key and nothing else", async () => {
  const { problem, texts } = await ask("/v1", "secret");
  assert.equal(problem, null);
  assert.equal(texts.at(-1), "word");
  const { url, method, headers, body } = asked.at(-1);
  assert.deepEqual([url, method], ["/v1/chat", "POST"]);
  assert.deepEqual(JSON.parse(body), { model: "tiny", messages: ["Rule.", EARLIER, "Hello."] }, "what was said before stands before the words to answer");
  assert.equal(headers.authorization, "Bearer secret");
  assert.deepEqual([headers.cookie, headers.referer], [undefined, undefined]);
  await ask("/v1", "");
  assert.equal("authorization" in asked.at(-1).headers, false, "without a key there is no header for one");
});

test("a redirect is not followed", async () => {
  const before = asked.length;
  assert.deepEqual((await ask("/moved", "secret")).problem, { kind: "unreachable", said: null });
  assert.equal(asked.length, before + 1);
});

test("an answer without an end is stopped by the person, or by the clock", async () => {
  const stop = new AbortController();
  const { problem, texts } = await ask("/drip", "", stop, 60_000, () => stop.abort());
  assert.deepEqual([problem.kind, texts], ["stopped", ["word"]]);
  assert.equal((await ask("/drip", "", new AbortController(), 200)).problem.kind, "slow");
});
