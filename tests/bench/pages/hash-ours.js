// Hashes as the sign-up computes them: with the core's search, which keeps its memory while the worker lives, on a puzzle without a
// solution.
import init, { Search } from "../pkg/impromptu.js";

const ready = init({ module_or_path: "../pkg/impromptu_bg.wasm" });

/** @type {Search | undefined} */
let search;
let from = 0;

onmessage = async ({ data: { hashes, memory, passes } }) => {
  await ready;
  search ??= new Search({
    chainId: "bench", algorithm: "argon2id", params: { memory, iterations: passes, parallelism: 1, hashLength: 32 },
    rounds: [{ round: 0, salt: "a salt of some length", difficulty: 32 }],
  });
  search.range(0, from, hashes);
  from += hashes;
  postMessage(null);
};
