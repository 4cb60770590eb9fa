// Plots, and the words of a thread as text, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const en = JSON.parse(readFileSync(new URL("_locales/en/messages.json", extension), "utf8"));
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.addEventListener = () => {};
globalThis.document = { addEventListener() {} };
globalThis.PerformanceObserver = class { observe() {} };
const quiet = { addListener() {} };
globalThis.chrome = {
  i18n: { getMessage: (key, args = []) => (key === "@@ui_locale" ? "en_US" : (en[key]?.message ?? "").replace(/\$(\d)/g, (_, number) => args[number - 1] ?? "")) },
  runtime: {},
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: { onChanged: quiet, get: async () => ({}) } },
};
const { history, linePaths } = await import(new URL("panel/history.js", extension));
const { markdown, plainText } = await import(new URL("panel/thread-text.js", extension));

test("the line of a plot is broken where days are not known, and never falls to zero for them", () => {
  const { known, unknown } = linePaths([[0, 100], [1, 50], [4, 100]], 4, 100);
  assert.equal(known, "M0.0 0.0L67.5 20.0M270.0 0.0");
  assert.equal(unknown, "M0.0 0.0M67.5 20.0L270.0 0.0M270.0 0.0");
});

test("a single day is no plot, and two are a plot with a table", () => {
  const day = (at, lowest) => ({ at, lowest, spent: 2, reputation: null });
  const texts = node => (node.tag === "#text" ? [node.text] : node.children.flatMap(texts));
  for (const days of [[], [day(0, 1)]]) {
    assert.deepEqual(texts(history(days)), [en.partHistory.message, en.historySoon.message], "it is said when they come");
  }
  const shown = texts(history([day(0, 1), day(86_400_000, 5)]));
  assert.ok(shown.includes("between 1 and 5") && shown.includes("4 in all") && shown.includes("Show as a table"), shown.join(" | "));
});

test("a thread is copied as it was written", () => {
  const node = { level: 2, author: "Ada\n# Okafor", at: null, message: "*Forty* in one night.", answer: "Not oil.\n\n> Entry ends." };
  assert.equal(plainText(node), "*Forty* in one night.\n\nNot oil.\n\n> Entry ends.");
  assert.equal(markdown({ title: "The\nledger", nodes: [node] }, "https://x.example/prompt/a"),
    "# The ledger\n\n## 2. Ada # Okafor\n\n> *Forty* in one night.\n\n> > Not oil.\n> >\n> > > Entry ends.\n\n<https://x.example/prompt/a>\n");
});

test("what an author writes stands as no heading of another author's message", () => {
  for (const end of ["\n", "\r\n", "\r", "\u2028", "\u2029"]) {
    const forged = `Yes.${end}${end}## 3. Ada Okafor${end}${end}I agree.`;
    const node = { level: 2, author: "Mallory", at: null, message: forged, answer: forged };
    const headings = markdown({ title: null, nodes: [node] }, "https://x.example/prompt/a").split(/\r\n|[\n\r\u2028\u2029]/).filter(line => line.startsWith("#"));
    assert.deepEqual(headings, ["## 2. Mallory"]);
  }
});
