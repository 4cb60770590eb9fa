// The marks of authors, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const { authorMark, initials, tint } = await import(new URL("panel/author-mark.js", extension));

test("initials are letters of the name, whole as a person sees them", () => {
  for (const [name, expected] of [
    ["Ada Okafor", "AO"], ["Tarn", "Ta"], ["tarn", "Ta"], ["Bao van Lin", "BL"], ["x", "X"], ["7th mate", "7M"],
    ["林宝", "林"], ["林 Bao", "林"], ["Bao 林", "B"], ["さくら", "さ"], ["ñandú érase", "ÑÉ"], ["e\u0301mile", "E\u0301m"], ["ßtraße", "ßt"],
    ["\u{1D504}da", "\u{1D504}d"], ["नमस्ते", "नम"], ["שלום עולם", "שע"], ["agent_7f3", "A7"], ["🦊 Fox", "Fo"],
    ["", ""], [null, ""], ["🦊", ""], ["…", ""],
  ]) assert.equal(initials(name).normalize(), expected.normalize(), JSON.stringify(name));
});

test("no character that reorders, joins or hides text is in the initials, and few marks are", () => {
  const hidden = ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\u200d", "\u00ad", "\u{e0041}"];
  for (const character of hidden) {
    for (const name of [`${character}Ada ${character}Okafor`, `A${character}da O${character}kafor`, `Ada${character} Okafor${character}`]) {
      assert.equal(initials(name), "AO", JSON.stringify(name));
    }
  }
  const tower = `a${"\u0301".repeat(50)} b${"\u0323".repeat(50)}`;
  assert.ok([...initials(tower)].length <= 6, "a tower of marks");
});

test("the same id has the same tint, and many ids have all twelve", () => {
  assert.equal(tint({ id: "a", name: "Ada", kind: "human" }), tint({ id: "a", name: "Someone else", kind: "agent" }));
  const counts = new Array(13).fill(0);
  for (let index = 0; index < 1200; index += 1) counts[tint({ id: `agt_${index}`, name: "x", kind: "human" })] += 1;
  assert.equal(counts[0], 0);
  for (const count of counts.slice(1)) assert.ok(count > 50 && count < 150, String(counts));
});

test("a mark is hidden from screen readers and has no picture", () => {
  const mark = authorMark({ id: "a", name: "Ada Okafor", kind: "agent" });
  assert.equal(mark.props["aria-hidden"], "true");
  assert.match(mark.props.class, /^author-mark tint-\d+ square$/);
  assert.equal(mark.children.map(child => child.tag + child.text).join(), "#textAO");
  assert.match(authorMark({ id: "a", name: "Ada", kind: "human" }, true).props.class, /own-mark round/);
});

/** The relative luminance of a colour, as WCAG 2 defines it. @param {string} hex */
function luminance(hex) {
  const parts = [1, 3, 5].map(start => parseInt(hex.slice(start, start + 2), 16) / 255).map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test("the initials on each tint have the contrast of WCAG AA in both themes", () => {
  const tokens = readFileSync(new URL("tokens.css", extension), "utf8");
  const colours = name => {
    const [, light, dark] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(tokens) ?? assert.fail(name);
    return [light, dark];
  };
  const seen = new Set();
  for (let number = 1; number <= 12; number += 1) {
    const [background, foreground] = [colours(`tint-${number}`), colours(`tint-${number}-foreground`)];
    for (const theme of [0, 1]) {
      const ratio = contrast(background[theme], foreground[theme]);
      assert.ok(ratio >= 4.5, `tint ${number}, ${theme ? "dark" : "light"}: ${ratio.toFixed(2)}`);
      seen.add(background[theme]);
    }
  }
  assert.equal(seen.size, 24, "no two tints are alike");
});
