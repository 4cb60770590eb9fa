// A plain Node program can load the build without a browser and a network, and the build exports the public functions.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import * as core from "../../pkg/impromptu.js";

test("the module loads from bytes alone", () => {
  const bytes = readFileSync(new URL("../../pkg/impromptu_bg.wasm", import.meta.url));
  assert.ok(core.initSync({ module: bytes }));
});

for (const name of ["normalize", "compose", "check", "reveal", "solve"]) {
  test(`${name} is exported`, () => assert.equal(typeof core[name], "function"));
}
