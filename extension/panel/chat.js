// Asks a model of the person's own and reads its answer as it comes. The page sends the request itself, because a browser may stop the
// background in the middle of a long answer, and the request ends with the page. Nothing of an account goes with it.

/** @import { Core } from "./core-module.js" */
/** @import { OwnModel } from "../own-model.js" */

/**
 * Why there is no answer, or only a part of one: what the core says of a reply, and what only the page knows.
 * @typedef {"key" | "forbidden" | "missing" | "busy" | "server" | "notStream" | "tooLong" | "cut" | "empty" | "unreachable" | "slow" | "stopped" | "permission" | "core"} ChatProblemKind
 * @typedef {{kind: ChatProblemKind, said: string | null}} ChatProblem `said` is what the server says: plain text of a stranger
 */

/**
 * What a model is told: a system prompt, the messages before, and the words to answer.
 * @typedef {{role: "user" | "assistant", content: string}} ChatMessage
 * @typedef {{systemPrompt: string, earlier: ChatMessage[], text: string}} Conversation
 */

/** The longest time for an answer, in milliseconds: a model that is not in memory yet needs a while before its first word. */
export const MAX_TIME = 300_000;

/**
 * Never throws.
 * @param {Core} core @param {OwnModel} model @param {Conversation} asked
 * @param {AbortSignal} stop ends it @param {(text: string) => void} onText called with all that has come
 * @param {number} [maxTime]
 * @returns {Promise<ChatProblem | null>} null for a whole answer
 */
export async function askModel(core, { url, model, key }, asked, stop, onText, maxTime = MAX_TIME) {
  const limit = AbortSignal.timeout(maxTime);
  try {
    const response = await fetch(`${url.origin}${core.chatPath(url.pathname)}`, {
      method: "POST", body: chatBody(core, model, asked),
      headers: { "Content-Type": "application/json", Accept: "text/event-stream", ...(key && { Authorization: `Bearer ${key}` }) },
      credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", cache: "no-store", signal: AbortSignal.any([stop, limit]),
    });
    return await readReply(new core.ChatReply(response.status, response.headers.get("Content-Type") ?? ""), response, onText);
  } catch {
    // The browser does not tell an address that nobody answers from a redirect, nor from one that it may not reach.
    return { kind: stop.aborted ? "stopped" : limit.aborted ? "slow" : "unreachable", said: null };
  }
}

/** The core writes the body for one message; the ones before stand between the system prompt and it. @param {Core} core @param {string} model @param {Conversation} asked */
function chatBody(core, model, { systemPrompt, earlier, text }) {
  const body = JSON.parse(core.chatBody(model, systemPrompt, text));
  body.messages.splice(-1, 0, ...earlier);
  return JSON.stringify(body);
}

/** @param {import("../pkg/impromptu.js").ChatReply} reply @param {Response} response @param {(text: string) => void} onText */
async function readReply(reply, response, onText) {
  const reader = response.body?.getReader();
  try {
    while (reader && !reply.isOver) {
      const { done, value } = await reader.read();
      if (done) break;
      reply.push(value);
      onText(reply.text);
    }
    reply.end();
    onText(reply.text);
    return /** @type {ChatProblem | null} */ (reply.problem);
  } finally {
    void reader?.cancel().catch(() => {});
    reply.free();
  }
}
