// The pages of replies that a thread loads while it scrolls, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const quiet = { addListener() {} };

/** The commands that reached the core. @type {{do: string, from?: number}[]} */
const sent = [];
/** What the core has of the replies, and whether it has read the thread. */
const core = { replies: /** @type {string[]} */ ([]), isRead: true };

globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
// A paint looks where the focus is.
globalThis.document = { activeElement: null };
globalThis.chrome = {
  i18n: { getMessage: key => key },
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: { onChanged: quiet, get: async () => ({}) } },
  runtime: {
    sendMessage: async command => {
      sent.push(command);
      if (command.do === "openThread") core.isRead = true;
      const steps = core.isRead ? core.replies.slice(command.from, command.from + command.count) : [];
      return command.do === "threadPage" ? { steps } : {};
    },
  },
};

const { clearReplies, replyAt } = await import(new URL("panel/reply-pages.js", extension));
const { startPainting } = await import(new URL("render.js", extension));

/** Paints row after row until nothing is asked for any more, at most a hundred times. @returns {Promise<number>} how many commands were sent */
async function paintUntilQuiet(page, rows) {
  const before = sent.length;
  for (let paints = 0; paints < 100; paints += 1) {
    const known = sent.length;
    for (const row of rows) replyAt(page, row);
    await new Promise(resolve => setImmediate(resolve));
    if (sent.length === known) break;
  }
  return sent.length - before;
}

const page = { node: "42", below: [] };
startPainting(() => {});

test("a worker that restarted reads the thread again, once, and the replies come", async () => {
  clearReplies();
  Object.assign(core, { replies: Array.from({ length: 200 }, (_, index) => `reply ${index}`), isRead: false });
  await paintUntilQuiet(page, [60]);
  assert.equal(replyAt(page, 60), "reply 60");
  assert.equal(sent.filter(command => command.do === "openThread").length, 1);
});

test("pages that stay empty are not read without end", async () => {
  clearReplies();
  sent.length = 0;
  // The network says that there are more replies than it gives; each second page is empty.
  Object.assign(core, { replies: Array.from({ length: 50 }, (_, index) => `reply ${index}`), isRead: true });
  await paintUntilQuiet(page, [0, 60, 120, 180]);
  assert.equal(replyAt(page, 0), "reply 0");
  const reads = sent.filter(command => command.do === "openThread").length;
  assert.ok(reads <= 3, `the thread was read ${reads} times for three empty pages`);
});
