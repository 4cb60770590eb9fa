// Turns message keys and arguments into text in the language of the messages.
import { api } from "./platform.js";

/** @import { LocalizedMessage, MessageArg } from "../pkg/views" */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The language of the messages. It differs from the language of the browser where `_locales` lacks that one: the browser then takes the
 * messages of the manifest's `default_locale`.
 */
const language = api.i18n.getMessage("languageTag") || "en";

const locale = formattingLocale(language, api.i18n.getMessage("@@ui_locale").replaceAll("_", "-"));
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
const plural = new Intl.PluralRules(language);

/**
 * The locale for numbers and dates: the browser's own, with its region, if it is of the language of the messages; else that language.
 * @param {string} messages @param {string} browser
 */
function formattingLocale(messages, browser) {
  try {
    return new Intl.Locale(browser).language === new Intl.Locale(messages).language ? browser : messages;
  } catch {
    return messages;
  }
}

/**
 * The message of a key. An unknown key shows its arguments, or else itself. It never throws.
 * @param {string} key
 * @param {...(string | number)} args
 */
export function t(key, ...args) {
  return lookUp(key, args.map(text));
}

/**
 * The message of a key in the plural form of a count.
 * @param {string} key the key without its plural category
 * @param {number} total the number that decides the form
 * @param {...(string | number)} args what `$1`, `$2`, ... stand for; the count alone, if absent
 */
export function tCount(key, total, ...args) {
  return lookUp(pluralKey(key, total), (args.length ? args : [total]).map(text));
}

/** @param {string | number} arg */
const text = arg => (typeof arg === "number" ? number.format(arg) : arg);

/** Messages without arguments, looked up once. @type {Map<string, string>} */
const plain = new Map();

/** @param {string} key @param {string[]} texts */
function lookUp(key, texts) {
  if (key === "verbatim") return texts.join(" ");
  if (texts.length) return api.i18n.getMessage(key, texts) || texts.join(" ");
  let message = plain.get(key);
  if (message === undefined) plain.set(key, (message = api.i18n.getMessage(key) || key));
  return message;
}

/**
 * The key of a plural form: `key_one`, `key_few`, `key_other` and so on, after the CLDR category of the count. `key_other` stands in for
 * a form that is missing.
 * @param {string} key @param {number} total
 */
function pluralKey(key, total) {
  const exact = `${key}_${plural.select(total)}`;
  return api.i18n.getMessage(exact) ? exact : `${key}_other`;
}

/** @param {LocalizedMessage} message */
const keyOf = message => (typeof message.count === "number" ? pluralKey(message.key, message.count) : message.key);

/** The text of a message from the core. @param {LocalizedMessage | null | undefined} message @returns {string} */
export function say(message) {
  return message ? lookUp(keyOf(message), (message.args ?? []).map(sayArg)) : "";
}

/**
 * The text of a message, cut at its first argument: what stands before it, the argument, and what follows. If the message does not show
 * its first argument exactly once, all of it follows.
 * @param {LocalizedMessage} message
 * @returns {[string, string, string]}
 */
export function sayAround(message) {
  const [first, ...rest] = (message.args ?? []).map(sayArg);
  if (first === undefined) return ["", "", say(message)];
  const [before, ...after] = lookUp(keyOf(message), ["\u{E000}", ...rest]).split("\u{E000}");
  return after.length === 1 ? [before ?? "", first, after[0] ?? ""] : ["", "", say(message)];
}

/** @param {MessageArg} arg @returns {string} */
function sayArg(arg) {
  if (typeof arg === "string") return arg;
  if (typeof arg === "number") return number.format(arg);
  if ("at" in arg) return at(arg.at);
  if ("ago" in arg) return ago(arg.ago);
  if ("seconds" in arg) return span(arg.seconds);
  return say(arg);
}

const signedNumber = new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: "exceptZero" });

/** @param {number} value */
export const count = value => number.format(value);

/** A number with its sign: what came, or went. @param {number} value */
export const signed = value => signedNumber.format(value);

/** A time of day, with the date if it is not today. @param {number} millis */
export function at(millis) {
  const when = new Date(millis);
  const time = clock.format(when);
  return sameDay(when, new Date()) ? time : t("dateAndTime", date(millis), time);
}

/** @param {number} millis */
export function date(millis) {
  const when = new Date(millis);
  return (when.getFullYear() === new Date().getFullYear() ? day : dayOfYear).format(when);
}

/** How long ago, as a part of a sentence: *4 min ago*. @param {number} millis */
export function ago(millis) {
  return since(millis, "agoNow", "agoMinutes", "agoHours");
}

/** How long ago, on its own at the end of a line: *4 min*. @param {number} millis */
export function age(millis) {
  return since(millis, "ageNow", "ageMinutes", "ageHours");
}

/** @param {number} millis @param {string} now @param {string} minutes @param {string} hours */
function since(millis, now, minutes, hours) {
  const passed = Date.now() - millis;
  if (passed < MINUTE) return t(now);
  if (passed < HOUR) return t(minutes, Math.floor(passed / MINUTE));
  if (passed < 20 * HOUR || sameDay(new Date(millis), new Date())) return t(hours, Math.floor(passed / HOUR));
  return sameDay(new Date(millis), yesterday()) ? t("yesterday") : date(millis);
}

/** The calendar day before today. A day has 23 or 25 hours where the clocks change. */
function yesterday() {
  const day = new Date();
  day.setDate(day.getDate() - 1);
  return day;
}

/** A length of time in its largest fitting unit. @param {number} seconds */
export function span(seconds) {
  if (seconds < 90) return t("spanSeconds", seconds);
  if (seconds < 5400) return t("spanMinutes", Math.round(seconds / 60));
  if (seconds < 172_800) return t("spanHours", Math.round(seconds / 3600));
  return tCount("spanDays", Math.round(seconds / 86_400));
}

/** @param {Date} one @param {Date} other */
export const sameDay = (one, other) => one.toDateString() === other.toDateString();

/** Gives the page the language and direction of its messages, and fills the elements with `data-say` and `data-say-label`. */
export function fillPage() {
  document.documentElement.lang = language;
  document.documentElement.dir = api.i18n.getMessage("languageDirection") || "ltr";
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = t(element.getAttribute("data-say") ?? "");
  }
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", t(element.getAttribute("data-say-label") ?? ""));
  }
}
