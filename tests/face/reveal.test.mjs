// A text of JavaScript reaches `reveal` as it is, with halves of surrogate pairs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { initSync, reveal } from "../../pkg/impromptu.js";

initSync({ module: readFileSync(new URL("../../pkg/impromptu_bg.wasm", import.meta.url)) });

test("half of a surrogate pair is a finding, with its code unit", () => {
  const { findings, visible } = reveal("a\ud83db\u{1f600}\ude00");
  assert.deepEqual(
    findings.map(({ code, start, end, codePoints }) => ({ code, start, end, codePoints })),
    [
      { code: "surrogate", start: 1, end: 2, codePoints: ["U+D83D"] },
      { code: "surrogate", start: 5, end: 6, codePoints: ["U+DE00"] },
    ],
  );
  assert.equal(visible, "a⟦U+D83D⟧b\u{1f600}⟦U+DE00⟧");
});

test("a replacement character that somebody wrote is none", () => {
  assert.deepEqual(reveal("a\ufffdb").findings, []);
});
