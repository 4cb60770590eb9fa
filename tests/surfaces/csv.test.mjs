// Tables as CSV, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { test } from "node:test";

const { csv } = await import(new URL("../../extension/csv.js", import.meta.url));

test("texts are quoted, numbers are numbers, and nothing is nothing", () => {
  assert.equal(csv([["a", 1, null], ['say "so"', 0.5, "one\ntwo, three"]]), '"a",1,\r\n"say ""so""",0.5,"one\ntwo, three"\r\n');
});

test("no text begins a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x"]) {
    assert.equal(csv([[text]]), `"'${text}"\r\n`, JSON.stringify(text));
  }
  for (const text of ["a=1", "1+1", "", "“=”"]) assert.equal(csv([[text]]), `"${text}"\r\n`);
});

test("no text begins a formula where another character separates the cells", () => {
  const texts = ["\t=1", "\r=1", "\n=1", "Lamps;=HYPERLINK(A1)", "a\n=1", "a\r\n +1", "a;\n@x", "a|\t-1", "a; ＝1", ";;=1", '";=1', 'a;"=1', 'a\n"=1', 'a; " "=1'];
  for (const text of texts) {
    const cells = csv([["2026-12-01", text, 1]]).split(/[;|\t\r\n]/u);
    for (const cell of cells) assert.doesNotMatch(cell, /^["\s]*[=+\-@＝＋－＠]/u, JSON.stringify(text));
  }
});
