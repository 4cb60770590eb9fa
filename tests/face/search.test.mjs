// Solving a puzzle by ranges finds the same solution as solving it at once.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as core from "../../pkg/impromptu.js";

core.initSync({ module: readFileSync(new URL("../../pkg/impromptu_bg.wasm", import.meta.url)) });

const puzzle = {
  chainId: "c", algorithm: "argon2id", version: 2, params: { memory: 64, iterations: 1, parallelism: 1, hashLength: 32 },
  rounds: [0, 1, 2].map(round => ({ round, salt: `00112233445566778899aabbccddee0${round}`, difficulty: 5 })),
};

test("ranges find what the whole search finds", () => {
  const { nonces } = core.solve(puzzle, null);
  const search = new core.Search(puzzle);
  nonces.forEach((nonce, round) => {
    assert.equal(search.range(round, 0, nonce), undefined, "none before it");
    assert.equal(search.range(round, nonce, 100), nonce, "and it is the first of its range");
  });
  assert.equal(search.range(9, 0, 10), undefined, "a round that is not there");
  search.free();
});

test("a puzzle that would harm the machine is refused with the reason", () => {
  const greedy = { ...puzzle, params: { ...puzzle.params, memory: 1 << 20 } };
  assert.throws(() => new core.Search(greedy), /memory/);
  assert.throws(() => new core.Search({}), TypeError);
});
