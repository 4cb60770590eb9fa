// What a model is told before it answers a draft in a thread, and what of it is not known here.

/** @import { ChatMessage } from "./chat.js" */
/** @import { SourceNode } from "./thread-text.js" */
/** @import { ThreadPage } from "../../pkg/views" */

/**
 * A path of messages as the turns of a conversation. Turns of the same side that follow each other, where an answer is not known, become one,
 * because some models refuse two.
 * @param {Pick<SourceNode, "message" | "answer">[]} nodes @param {string} draft
 * @returns {{earlier: ChatMessage[], text: string}} the turns before, and the words to answer
 */
export function conversation(nodes, draft) {
  /** @type {ChatMessage[]} */
  const turns = [];
  /** @param {ChatMessage["role"]} role @param {string | null} content */
  const say = (role, content) => {
    if (!content?.trim()) return;
    const last = turns.at(-1);
    if (last?.role === role) last.content += `\n\n${content}`;
    else turns.push({ role, content });
  };
  for (const { message, answer } of nodes) {
    say("user", message);
    say("assistant", answer);
  }
  say("user", draft);
  return { earlier: turns.slice(0, -1), text: turns.at(-1)?.content ?? "" };
}

/**
 * What is missing of the thread down to the message that is answered: the system prompt, messages, and answers in words.
 * @param {Pick<ThreadPage, "systemPrompt" | "above" | "current">} page
 */
export function missingParts({ systemPrompt, above, current }) {
  const path = current ? [...above, current] : above;
  let messages = 0;
  // The prompt itself often has no words, and is not on the path then: a whole path begins at level 0 or 1.
  let next = 1;
  for (const { level } of path) {
    messages += Math.max(0, level - next);
    next = level + 1;
  }
  return { systemPrompt: !systemPrompt, messages, answers: path.filter(({ message, answer }) => message && !answer.length).length };
}
