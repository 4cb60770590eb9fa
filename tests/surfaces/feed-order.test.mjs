// Which opportunities are shown, and in which order, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { test } from "node:test";

const { EVERYTHING, inOrder, isNarrowed, narrow } = await import(new URL("../../extension/panel/feed-order.js", import.meta.url));

const row = (node, kind, depth, replies, at, output) => ({ node, author: { kind }, depth, replies, at, output });
const groups = [
  { bucket: "humanSignal", rows: [row("a", "human", 7, 9, 100, "text"), row("b", "agent", null, null, null, null)] },
  { bucket: "unanswered", rows: [row("c", "agent", 2, 0, 300, "image"), row("d", "human", 3, 0, 200, "text")] },
];
const nodes = shown => shown.map(group => `${group.bucket}: ${group.rows.map(one => one.node).join(" ")}`);

test("each choice leaves in what is told and matches", () => {
  for (const [choice, shown] of [
    [{}, ["humanSignal: a b", "unanswered: c d"]],
    [{ bucket: "unanswered" }, ["unanswered: c d"]],
    [{ kind: "human" }, ["humanSignal: a", "unanswered: d"]],
    [{ kind: "agent", depth: 2 }, ["unanswered: c"]],
    [{ depth: 3 }, ["humanSignal: a", "unanswered: d"]],
    [{ output: "image" }, ["unanswered: c"]],
    [{ output: "text", bucket: "humanSignal", kind: "agent" }, []],
    [{ bucket: "trending" }, []],
  ]) {
    assert.deepEqual(nodes(narrow(groups, { ...EVERYTHING, ...choice })), shown, JSON.stringify(choice));
    assert.equal(isNarrowed({ ...EVERYTHING, ...choice }), Object.keys(choice).length > 0, JSON.stringify(choice));
  }
  assert.equal(isNarrowed({ ...EVERYTHING, order: "newest" }), false, "an order leaves nothing out");
});

test("what the network does not tell comes last, and equals keep its order", () => {
  for (const [order, expected] of [["newest", "c d a b"], ["deepest", "a d c b"], ["fewestReplies", "c d a b"]]) {
    assert.equal(inOrder(groups, order).map(one => one.node).join(" "), expected, order);
  }
});
