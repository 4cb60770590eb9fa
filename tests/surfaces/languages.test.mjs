// Languages and plural forms, in Node: `node --test tests/surfaces/`.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const extension = new URL("../../extension/", import.meta.url);
const read = path => JSON.parse(readFileSync(new URL(path, extension), "utf8"));
const languages = readdirSync(new URL("_locales/", extension));

/** Polish has four plural forms. It does not ship: these few messages prove that it could. */
const polish = {
  languageTag: { message: "pl" },
  languageDirection: { message: "ltr" },
  badgeUnread_one: { message: "$1 nieprzeczytane powiadomienie" },
  badgeUnread_few: { message: "$1 nieprzeczytane powiadomienia" },
  badgeUnread_many: { message: "$1 nieprzeczytanych powiadomień" },
  badgeUnread_other: { message: "$1 nieprzeczytanego powiadomienia" },
  spanDays_one: { message: "$1 dzień" },
  spanDays_few: { message: "$1 dni" },
  spanDays_many: { message: "$1 dni" },
  spanDays_other: { message: "$1 dnia" },
  speedOf_few: { message: "$1 na sekundę, $2 procesy" },
  speedOf_many: { message: "$1 na sekundę, $2 procesów" },
  sizeHidden_many: { message: "$1 ukrytych znaków (łącznie $2)" },
  drafts_other: { message: "Szkice: $1" },
};

globalThis.chrome = { i18n: {} };

/** `i18n.js` as it loads in a browser with these messages. */
async function loadWith(messages, browserLanguage) {
  globalThis.chrome.i18n.getMessage = (key, args = []) =>
    key === "@@ui_locale" ? browserLanguage : (messages[key]?.message ?? "").replace(/\$(\d)/g, (_, digit) => args[digit - 1] ?? "");
  return import(new URL(`i18n.js?${encodeURIComponent(`${messages.languageTag.message} ${browserLanguage}`)}`, extension));
}

test("each language has the plural forms that it needs, and no others", () => {
  for (const language of languages) {
    const messages = read(`_locales/${language}/messages.json`);
    const { pluralCategories } = new Intl.PluralRules(messages.languageTag.message).resolvedOptions();
    const forms = Object.keys(messages).filter(key => key.includes("_")).map(key => key.split("_"));
    const keys = new Set(forms.map(([key]) => key));
    assert.ok(keys.size > 20, language);
    for (const key of keys) {
      const found = forms.filter(([other]) => other === key).map(([, category]) => category);
      assert.deepEqual(found.sort(), [...pluralCategories].sort(), `${language}: ${key}`);
    }
  }
});

test("each language says which one it is", () => {
  for (const language of languages) {
    const { languageTag, languageDirection } = read(`_locales/${language}/messages.json`);
    assert.equal(languageTag.message, language.replace("_", "-"));
    assert.equal(new Intl.Locale(languageTag.message).baseName, languageTag.message);
    assert.match(languageDirection.message, /^(ltr|rtl)$/);
  }
});

test("a count takes the form of the language, from the core and from a page", async () => {
  const { say, tCount } = await loadWith(polish, "pl");
  // The forms that CLDR names for whole numbers in Polish.
  for (const [count, text] of [
    [1, "1 nieprzeczytane powiadomienie"],
    [2, "2 nieprzeczytane powiadomienia"],
    [5, "5 nieprzeczytanych powiadomień"],
    [12, "12 nieprzeczytanych powiadomień"],
    [22, "22 nieprzeczytane powiadomienia"],
    [0, "0 nieprzeczytanych powiadomień"],
  ]) {
    assert.equal(say({ key: "badgeUnread", count, args: [count] }), text);
    assert.equal(tCount("badgeUnread", count), text);
  }
  assert.equal(tCount("badgeUnread", 1.5), "1,5 nieprzeczytanego powiadomienia");
});

test("the count decides the form wherever it stands among the arguments", async () => {
  const { say, span, tCount } = await loadWith(polish, "pl");
  assert.equal(tCount("speedOf", 3, 12.5, 3), "12,5 na sekundę, 3 procesy");
  assert.equal(tCount("speedOf", 8, 12.5, 8), "12,5 na sekundę, 8 procesów");
  assert.equal(say({ key: "sizeHidden", count: 7, args: [7, 120] }), "7 ukrytych znaków (łącznie 120)");
  assert.equal(span(3 * 86_400), "3 dni");
});

test("a missing form falls back to other", async () => {
  const { tCount } = await loadWith(polish, "pl");
  assert.equal(tCount("drafts", 5), "Szkice: 5");
});

test("numbers follow the region of the browser, if it is of the language that is shown", async () => {
  const english = read("_locales/en/messages.json");
  assert.equal((await loadWith(english, "en_IN")).count(1_234_567), "12,34,567", "India groups by lakh");
  assert.equal((await loadWith(english, "de")).count(1_234_567), "1,234,567", "a German browser shows English messages");
  assert.equal((await loadWith(english, "not a language")).count(1_234_567), "1,234,567");
});

test("a page has the language of its messages, not that of the browser", async () => {
  globalThis.document = { documentElement: {}, querySelectorAll: () => [] };
  (await loadWith(read("_locales/en/messages.json"), "ar")).fillPage();
  assert.deepEqual(globalThis.document.documentElement, { lang: "en", dir: "ltr" });
  (await loadWith(read("_locales/es/messages.json"), "es_419")).fillPage();
  assert.deepEqual(globalThis.document.documentElement, { lang: "es", dir: "ltr" });
});

test("times of day are told in every language with 24 hours, and with the date if it is not today", async () => {
  const noon = new Date();
  noon.setHours(12, 5, 0, 0);
  for (const [language, browser] of [["en", "en_US"], ["es", "es"], ["zh_CN", "zh_CN"]]) {
    const { at } = await loadWith(read(`_locales/${language}/messages.json`), browser);
    assert.equal(at(noon.getTime()), "12:05");
  }
  const { at } = await loadWith(read("_locales/en/messages.json"), "en_US");
  assert.equal(at(Date.UTC(2020, 2, 4, 12) + new Date(Date.UTC(2020, 2, 4, 12)).getTimezoneOffset() * 60_000), "12:00 on Mar 4, 2020");
});

test("each language has starters of its own", () => {
  const titles = new Set();
  for (const language of languages) {
    const starters = read(`starters/${read(`_locales/${language}/messages.json`).languageTag.message}.json`);
    assert.equal(starters.length, 10, language);
    for (const starter of starters) {
      assert.deepEqual(Object.keys(starter), ["title", "systemPrompt", "text"]);
      titles.add(starter.title);
    }
  }
  assert.equal(titles.size, 10 * languages.length, "none is left in another language");
});
