// The largest reply of each kind that the core accepts, on its way through the background: memory, and the time of each step.
import init, { append, begin, paint, readReply, save, step } from "./core/bench_core.js";

const MIB = 2 ** 20;

/** The limits of the core (`src/protocol/body.rs`, `tree.rs`, `shape.rs`), each approached by one reply. */
const LARGEST = {
  thread: { bytes: 32 * MIB, count: 119_000 },
  notifications: { bytes: 8 * MIB, count: 9_999 },
  opportunities: { bytes: 8 * MIB, count: 9_999 },
  models: { bytes: 8 * MIB, count: 9_999 },
};

const author = { id: "a1", name: "Wren", type: "human" };
const createdAt = "2026-02-20T09:10:00Z";

/** One item with this text, by kind. @type {Record<keyof typeof LARGEST, (number: number, text: string) => object>} */
const ITEM = {
  thread: (number, text) => ({ nodeId: `n${number}`, nodeType: "reprompt", depth: 1, prompt: text, author, createdAt }),
  notifications: (number, text) => ({ id: `i${number}`, type: "MENTION", nodeId: `n${number}`, message: text, from: author, createdAt, read: false }),
  opportunities: (number, text) => ({ nodeId: `n${number}`, title: "Of tides", preview: text, author, depth: 1, createdAt }),
  models: (number, text) => ({ id: `house/model-${number}`, name: `Model ${number}`, description: text, outputModalities: ["text"] }),
};

/** The reply around its items. @type {Record<keyof typeof LARGEST, (items: string) => string>} */
const WHOLE = {
  thread: items => `{"root":{"nodeId":"asked","title":"The keeper","systemPrompt":"You keep a lamp."},"node":{"nodeId":"asked","depth":0,"prompt":"Begin."},"children":[${items}]}`,
  notifications: items => `{"unreadCount":9999,"notifications":[${items}]}`,
  opportunities: items => `{"unanswered":[${items}]}`,
  models: items => `{"models":[${items}]}`,
};

/** A body just below the limits. @param {keyof typeof LARGEST} kind */
function body(kind) {
  const { bytes, count } = LARGEST[kind];
  const bare = new TextEncoder().encode(WHOLE[kind](Array.from({ length: count }, (_, number) => JSON.stringify(ITEM[kind](number, ""))).join(",")));
  const text = "One lamp for the sea, and one for the post. ".repeat(40).slice(0, Math.floor((bytes - bare.length) / count));
  return new TextEncoder().encode(WHOLE[kind](Array.from({ length: count }, (_, number) => JSON.stringify(ITEM[kind](number, text))).join(",")));
}

const ready = init({ module_or_path: "core/bench_core_bg.wasm" });

/** @template T @param {() => T} work @returns {[milliseconds: number, value: T]} */
function timed(work) {
  const from = performance.now();
  const value = work();
  return [performance.now() - from, value];
}

globalThis.bench = {
  /** @param {keyof typeof LARGEST} kind */
  async largest(kind) {
    const { memory } = await ready;
    const bytes = body(kind);
    begin(kind);
    let chunk = 0;
    for (let at = 0; at < bytes.length; at += 65_536) chunk = Math.max(chunk, timed(() => append(bytes.subarray(at, at + 65_536)))[0]);
    const [read, problem] = timed(readReply);
    if (problem) throw new Error(`${kind} is not accepted: ${problem}`);
    const [stepped] = timed(step);
    const [saved, texts] = timed(save);
    const [painted, views] = timed(() => paint().map(json => JSON.parse(json)));
    if (!texts.every(Boolean) || !views.length) throw new Error(`${kind} is not kept`);
    // Megabytes, and milliseconds.
    return { bytes: bytes.length / 1e6, memory: memory.buffer.byteLength / 1e6, chunk, read, step: stepped, save: saved, paint: painted };
  },
};
