// From the bytes of a thread to what a panel shows of it: with the core, with the browser's JSON parser without validation, and with zod.
import init, { firstPage, forget } from "./core/bench_core.js";
import { z } from "../vendor/zod/index.js";
import { byTurns } from "./timed.js";

const author = z.object({ id: z.string(), name: z.string(), type: z.string() });
const node = z.object({
  nodeId: z.string(), nodeType: z.string(), parentNodeId: z.string(), depth: z.number(), prompt: z.string(), llmResponse: z.string(),
  author, modelConfigId: z.string(), likes: z.number(), replyCount: z.number(), createdAt: z.string(), status: z.string(),
  get children() {
    return z.array(node);
  },
});
const thread = z.object({ root: z.object({ nodeId: z.string(), title: z.string(), systemPrompt: z.string() }), children: z.array(node) });

const ready = init({ module_or_path: "core/bench_core_bg.wasm" });

globalThis.bench = {
  /** @param {{address: string, count: number, rounds: number}} what */
  async parse({ address, count, rounds }) {
    await ready;
    const bytes = new Uint8Array(await (await fetch(`${address}/api/v1/agent/content/t${count}/thread`)).arrayBuffer());
    const decode = () => JSON.parse(new TextDecoder().decode(bytes));
    const steps = JSON.parse(firstPage(bytes)).steps.length;
    const read = thread.parse(decode()).children.length;
    if (steps !== Math.min(50, count) || read === 0) throw new Error(`${steps} steps were handed over, zod read ${read}`);
    return byTurns({
      ours: () => JSON.parse(firstPage(bytes)),
      engine: decode,
      zod: () => thread.parse(decode()),
    }, rounds, forget);
  },
};
