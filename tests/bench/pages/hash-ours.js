// Hashes as the sign-up does, with the core's own `solve`, on a puzzle that nobody solves: it is stopped after enough of them.
import init, { solve } from "../pkg/impromptu.js";

const ready = init({ module_or_path: "../pkg/impromptu_bg.wasm" });

onmessage = async ({ data: { hashes, memory } }) => {
  await ready;
  const puzzle = {
    chainId: "bench", algorithm: "argon2id", params: { memory, iterations: 1, parallelism: 1, hashLength: 32 },
    rounds: [{ round: 0, salt: "a salt of some length", difficulty: 32 }],
  };
  try {
    solve(puzzle, (_round, attempts) => attempts < hashes);
  } catch {
    // Stopped, as it was meant to be.
  }
  postMessage(null);
};
