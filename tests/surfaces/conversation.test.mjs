// What a model is told of a thread before it answers a draft: `node --test tests/surfaces/conversation.test.mjs`.
import assert from "node:assert/strict";
import { test } from "node:test";

const { conversation, missingParts } = await import(new URL("../../extension/panel/conversation.js", import.meta.url));

test("messages and answers are turns, and the draft is the words to answer", () => {
  const nodes = [{ message: "Who is there?", answer: "The lamp." }, { message: "Say more.", answer: "It burns." }];
  assert.deepEqual(conversation(nodes, "Since when?"), {
    earlier: [
      { role: "user", content: "Who is there?" }, { role: "assistant", content: "The lamp." },
      { role: "user", content: "Say more." }, { role: "assistant", content: "It burns." },
    ],
    text: "Since when?",
  });
});

test("turns alternate where an answer or a message is missing", () => {
  const nodes = [{ message: null, answer: "Aye." }, { message: "One.", answer: null }, { message: "Two.", answer: " " }];
  assert.deepEqual(conversation(nodes, "Three."), { earlier: [{ role: "assistant", content: "Aye." }], text: "One.\n\nTwo.\n\nThree." });
});

/** A step as a page has it. */
const step = (level, answer = [{ type: "rule" }], message = "words") => ({ level, answer, message });

test("what a page lacks of its thread is counted", () => {
  const nothing = { systemPrompt: false, messages: 0, answers: 0 };
  assert.deepEqual(missingParts({ systemPrompt: {}, above: [step(0), step(1)], current: step(2) }), nothing);
  // The prompt and its opening message are both at level 0. A prompt without words has no answer that could be missing.
  assert.deepEqual(missingParts({ systemPrompt: {}, above: [step(0, [], ""), step(0)], current: step(1) }), nothing);
  // Often the prompt is not on the path.
  assert.deepEqual(missingParts({ systemPrompt: {}, above: [step(1)], current: step(2) }), nothing);
  assert.deepEqual(missingParts({ systemPrompt: null, above: [step(2), step(5, [])], current: step(6, []) }), { systemPrompt: true, messages: 3, answers: 2 });
});
