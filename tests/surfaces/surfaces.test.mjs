// Functions of the extension's pages that decide something by themselves, in Node: `node --test tests/surfaces/`. Browser tests cover the rest.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const read = path => JSON.parse(readFileSync(new URL(path, extension), "utf8"));
const en = read("_locales/en/messages.json");

// The parts of the browser's API that these modules use while they load.
const quiet = { addListener() {} };
globalThis.addEventListener = () => {};
globalThis.location = { search: "", hash: "", pathname: "/panel.html" };
globalThis.chrome = {
  i18n: {
    getMessage: (key, args = []) =>
      key === "@@ui_locale" ? "en_US" : (en[key]?.message ?? "").replace(/\$(\d)/g, (_, number) => args[number - 1] ?? ""),
  },
  runtime: {},
  storage: { session: { onChanged: quiet, get: async () => ({}) }, local: { onChanged: quiet, get: async () => ({}) } },
};

const { age, say, sayAround } = await import(new URL("i18n.js", extension));
const { shiftRanges } = await import(new URL("draft-editor.js", extension));
const { headingLevels } = await import(new URL("panel/markup.js", extension));
const { repeats } = await import(new URL("panel/thread-lists.js", extension));
const { heightBefore, rangeAround, visibleRange } = await import(new URL("panel/virtual-list.js", extension));
const { isRestricted } = await import(new URL("entry-points.js", extension));
const { nodeAt } = await import(new URL("node-url.js", extension));
const { MIN_DURATION, isRead, progressWith } = await import(new URL("panel/review-progress.js", extension));
const { webLink } = await import(new URL("web-link.js", extension));
const { readAddress } = await import(new URL("address.js", extension));
const { escaped } = await import(new URL("omnibox.js", extension));
const { formatQuote, sourceOf, withSource } = await import(new URL("quote.js", extension));

test("every key that a surface names is a sentence", () => {
  const files = readdirSync(extension, { recursive: true }).filter(path => /^(?!vendor|background).*\.(js|html)$/.test(path));
  assert.ok(files.length > 30);
  for (const file of files) {
    const text = readFileSync(new URL(file, extension), "utf8");
    const named = text.matchAll(/\b(?:t|showStatus|showAlert)\("([A-Za-z]+)"|data-say(?:-label)?="([A-Za-z]+)"|\bkey: "([a-z]+[A-Z][A-Za-z]*)"/g);
    for (const [, ...keys] of named) {
      for (const key of keys.filter(Boolean)) assert.ok(en[key], `${file} names ${key}`);
    }
  }
});

test("no page builds HTML from text", () => {
  for (const file of readdirSync(extension, { recursive: true }).filter(path => /^(?!vendor).*\.js$/.test(path))) {
    const text = readFileSync(new URL(file, extension), "utf8");
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function/, file);
  }
});

test("a line is said with its arguments, and an unknown key shows what it has", () => {
  assert.equal(say({ key: "budgetAfterOfTotal", args: [302, 1500] }), "Leaves 302 of 1,500");
  assert.equal(say({ key: "spendReprompt", args: [{ key: "untitled" }] }), "Reprompt, no title");
  assert.equal(say({ key: "reasonUnansweredSince", args: [{ seconds: 39_600 }] }), "No reply for 11 h");
  assert.equal(say({ key: "notYetWritten", args: ["a", 2] }), "a 2");
  assert.equal(say({ key: "notYetWritten" }), "notYetWritten");
  assert.equal(say(null), "");
});

test("remote words in a sentence stay words", () => {
  assert.equal(say({ key: "placeIn", args: ["$2 <b>"] }), "in $2 <b>");
});

test("a line is cut at what it is about", () => {
  assert.deepEqual(sayAround({ key: "toReprompt", args: ["Ada", 7] }), ["Reprompt to ", "Ada", ", level 7"]);
  assert.deepEqual(sayAround({ key: "budgetFull" }), ["", "", "full"]);
});

test("age is told shortly", () => {
  assert.equal(age(Date.now() - 30_000), "now");
  assert.equal(age(Date.now() - 4.5 * 60_000), "4 min");
  assert.equal(age(Date.now() - 2.5 * 3_600_000), "2 h");
});

test("ranges move along with an edit", () => {
  const ranges = [{ start: 0, end: 5 }, { start: 10, end: 15 }];
  const before = "Great ---- point.";
  assert.deepEqual(shiftRanges(ranges, before, before), ranges);
  assert.deepEqual(shiftRanges(ranges, before, "Great -!!--- point."), [{ start: 0, end: 5 }, { start: 12, end: 17 }]);
  assert.deepEqual(shiftRanges(ranges, before, "Great! ---- point."), [{ start: 0, end: 5 }, { start: 11, end: 16 }], "a range that the edit only touches stays");
  assert.deepEqual(shiftRanges(ranges, before, "Groat ---- point."), [{ start: 10, end: 15 }], "a range that the edit changes is dropped");
  assert.deepEqual(shiftRanges(ranges, before, ""), []);
});

test("the rendered range of a long list covers the visible part, and its heights add up", () => {
  const heights = Float32Array.from({ length: 1000 }, (_, index) => 20 + (index % 7) * 30);
  const sum = (from, to) => heights.subarray(from, to).reduce((all, height) => all + height, 0);
  for (const top of [-50, 0, 333, 4_000, 50_000, 109_000, 999_999]) {
    const { from, to, before, rendered } = visibleRange(heights, top, 800);
    assert.equal(before, sum(0, from), `before, at ${top}`);
    assert.equal(rendered, sum(from, to), `rendered, at ${top}`);
    const end = sum(0, 1000);
    if (top < end) assert.ok(before <= Math.max(0, top) && before + rendered >= Math.min(end, top + 800), `covers ${top}`);
    assert.ok(to - from < 60, `few rows, at ${top}`);
  }
});

test("the rows around one contain it, wherever it stands", () => {
  const heights = Float32Array.from({ length: 200 }, (_, index) => (index < 40 ? 27 : 72));
  for (const index of [0, 1, 27, 39, 40, 120, 199]) {
    const { from, to, before } = rangeAround(heights, index, 600);
    assert.ok(from <= index && index < to, `row ${index}`);
    assert.equal(before, heightBefore(heights, from), `row ${index}`);
  }
});

test("restricted pages are recognized by their address", () => {
  const open = ["https://example.org/", "http://localhost:8080/a.pdf.html", "https://chrome.google.com/", "https://evil-addons.mozilla.org.example/"];
  const closed = [
    undefined, "", "chrome://settings/", "edge://settings/", "about:config", "file:///etc/hosts", "view-source:https://example.org/", "data:text/html,x",
    "moz-extension://x/y", "https://chrome.google.com/webstore/detail/x", "https://chromewebstore.google.com/detail/x",
    "https://addons.mozilla.org/firefox/", "https://example.org/Paper.PDF?page=2",
  ];
  for (const address of open) assert.equal(isRestricted(address), false, address);
  for (const address of closed) assert.equal(isRestricted(address), true, address);
});

test("only an address of the website is a node", () => {
  const site = "https://impromptusocial.ai";
  assert.equal(nodeAt(`${site}/prompt/rep_1?from=mail#top`, site), "rep_1");
  assert.equal(nodeAt(`${site}/prompt/a%20b/`, site), "a b");
  for (const address of [undefined, `${site}/prompt/`, `${site}/prompt/a/b`, `${site}/about/a`, "https://impromptusocial.ai.example/prompt/a", "javascript:1"]) {
    assert.equal(nodeAt(address, site), undefined, address);
  }
});

test("a quote names its source as the person chooses", () => {
  const quote = { text: "  It burns.\n", title: "A  page", address: "https://user:secret@example.org/a?b=1#c" };
  assert.equal(formatQuote(quote), "“It burns.” (A page)");
  assert.equal(formatQuote(quote, "none"), "“It burns.”");
  assert.equal(formatQuote(quote, "address"), "“It burns.” (A page, https://example.org/a?b=1)");
  assert.equal(formatQuote({ ...quote, title: "", address: "file:///home" }, "address"), "“It burns.”");
  const draft = `Before. ${formatQuote(quote)} After $&.`;
  assert.equal(sourceOf(draft, quote), "title");
  for (const source of ["address", "none", "title"]) assert.equal(sourceOf(withSource(draft, quote, source), quote), source);
  assert.equal(withSource(withSource(draft, quote, "none"), quote, "title"), draft);
  assert.equal(sourceOf("My own words.", quote), undefined);
  assert.equal(withSource("My own words.", quote, "none"), "My own words.");
});

test("the host that is shown is the host that the browser contacts", () => {
  const rows = [
    ["http://evil.example\\@trusted.example/p.png", "evil.example", ""],
    ["https://trusted.example@evil.example/", "evil.example", ""],
    ["https://evil\u3002example/", "evil.example", ""],
    ["https://%65vil.example/", "evil.example", ""],
    ["https://EVIL.example:443/", "evil.example", ""],
    ["https://b\u00FCcher.example/", "xn--bcher-kva.example", "b\u00FCcher.example"],
    ["javascript:alert(1)", null], ["data:text/html,x", null], ["https://", null], ["/path", null], ["https://a b/", null],
  ];
  for (const [address, host, readable] of rows) {
    const link = webLink(address, address.split("/")[2]);
    assert.equal(link?.host ?? null, host, address);
    if (host) assert.deepEqual([link.readable, new URL(address).host], [readable, host], address);
  }
  // A name that looks like a path is told in Punycode alone.
  const lookalike = webLink("https://good.example\u2215x.evil.example/", "good.example\u2215x.evil.example");
  assert.ok(!lookalike || (/^[\x21-\x7e]+$/.test(lookalike.host) && lookalike.readable === ""));
  // Whatever is put together from the characters that parsers disagree about.
  const pieces = ["http:", "https:", "/", "\\", "@", ":", "%65", "%2F", "?", "#", "\t", "\u3002", "\u2215", "\u202E", "\u00AD", "xn--", "evil.example", "trusted.example", "443", "[::1]"];
  let seed = 1;
  const next = () => (seed = (seed * 48271) % 2147483647);
  for (let run = 0; run < 20_000; run += 1) {
    const address = Array.from({ length: 1 + (next() % 8) }, () => pieces[next() % pieces.length]).join("");
    const link = webLink(address, "trusted.example");
    if (!link) continue;
    assert.equal(link.host, new URL(address).host, address);
    assert.ok(/^https?:/.test(link.href) && link.readable === "", address);
  }
});

test("the network's address is understood as a person means it", () => {
  for (const [typed, origin] of [
    ["127.0.0.1:8787", "http://127.0.0.1:8787"], ["LOCALHOST:8787/api", "http://localhost:8787"], ["impromptusocial.ai", "https://impromptusocial.ai"],
    ["IMPROMPTUSOCIAL.AI", "https://impromptusocial.ai"], ["https://impromptusocial.ai:443", "https://impromptusocial.ai"],
    ["https://impromptusocial.ai\u200B", "https://impromptusocial.ai"], ["\uFEFFhttps://impromptu\u00ADsocial.ai\u2060", "https://impromptusocial.ai"],
    ["https://\u0431\u0443\u043A\u0432\u0430.example", "https://xn--80abd5a7b.example"], ["example.org:8443", "https://example.org:8443"],
    ["http://example.org", null], ["ftp://example.org", null], ["https://user:secret@example.org", null], ["javascript:alert(1)", null], ["", null],
  ]) {
    assert.equal(readAddress(typed)?.origin ?? null, origin, typed);
  }
});

test("a long quote is cut between characters as a reader sees them", () => {
  const quote = text => formatQuote({ text, title: "", address: "" }, "none");
  const family = "\u{1F469}\u200D\u{1F467}";
  for (const length of [3996, 3997, 3998, 3999]) {
    const long = `${"a".repeat(length)}${family}b`;
    const whole = length + family.length <= 4000;
    assert.equal(quote(long), `“${"a".repeat(length)}${whole && long.length > 4000 ? family : ""}${long.length > 4000 ? "…" : `${family}b`}”`, String(length));
  }
  assert.equal(quote(`half \uD83D`), "“half \uFFFD”");
  assert.ok(quote(`a${"\u0301".repeat(5000)}`).isWellFormed() && quote("\u{1F469}".repeat(3000)).isWellFormed());
});

test("a press on a review counts once the end of the text was in sight and the text has stood for a moment", () => {
  const at = 5_000;
  const read = { ...progressWith(null, { root: "n", digest: "1", text: [] }), since: at, isEndSeen: true };
  for (const [progress, now, counts] of [
    [null, at, false],
    [read, at + MIN_DURATION, true],
    [read, at + MIN_DURATION - 1, false],
    [{ ...read, isEndSeen: false }, at + 60_000, false],
    [{ ...read, since: null }, at + 60_000, false],
    [{ ...read, standing: "changed" }, at + MIN_DURATION, true],
    [{ ...read, standing: "refused" }, at + 60_000, false],
  ]) assert.equal(isRead(progress, now), counts, JSON.stringify([progress, now]));
});

test("a text that changes while it is shown is read from the start", () => {
  const first = { root: "n", digest: "1", text: ["V1"] };
  const shown = { ...progressWith(null, first), since: 1, isEndSeen: true };
  assert.equal(shown.standing, "shown");
  assert.equal(progressWith(shown, { ...first }), shown, "a repaint of the same text");
  const changed = progressWith(shown, { root: "n", digest: "3", text: ["V3"] });
  assert.deepEqual(changed, { root: "n", digest: "3", text: ["V3"], previous: ["V1"], standing: "changed", since: null, isEndSeen: false });
  assert.equal(progressWith(shown, { root: "m", digest: "3", text: [] }).standing, "shown", "another tree");
});

test("a suggestion of the address bar is text, whatever its title is", () => {
  assert.equal(escaped("<url>https://evil.example</url> & \"more\""), "&lt;url&gt;https://evil.example&lt;/url&gt; &amp; &quot;more&quot;");
  assert.equal(escaped("Wick \u202egnp.exe\u2066\u0007\ud800"), "Wick gnp.exe");
  assert.equal(escaped("שלום\u200f 👩‍🚀"), "שלום\u200f 👩‍🚀", "marks and joiners are honest");
  chrome.runtime.getBrowserInfo = () => {};
  assert.equal(escaped("<b> \u202e"), "<b> ", "Firefox shows plain text");
  delete chrome.runtime.getBrowserInfo;
});

test("the headings of an answer continue those of the page", () => {
  const levels = (...given) => headingLevels(given.map(level => (level ? { type: "heading", level, children: [] } : { type: "rule" })))
    .filter((_, index) => given[index]);
  for (const [given, expected] of [
    [[1], [2]],
    [[3, 4, 3], [2, 3, 2]],
    [[1, 4, 6, 2], [2, 3, 4, 3]],
    [[2, 0, 1, 0, 3], [2, 2, 3]],
    [[6, 1], [2, 2]],
  ]) {
    assert.deepEqual(levels(...given), expected, given.join());
  }
});

test("a row of a list shows no text that its title says already", () => {
  assert.ok(repeats("The lighthouse keeper\u2019s ledger", "the lighthouse keeper\u2019s  ledger."));
  assert.ok(repeats("The lighthouse keeper\u2019s ledger", "The lighthouse"));
  assert.ok(!repeats("The lighthouse", "The lighthouse keeper\u2019s ledger"));
  assert.ok(!repeats("The ledger", "Who wound the clock?"));
});
