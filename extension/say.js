// From a key and its arguments to a sentence in the reader's language.
import { api } from "./platform.js";

/** @import { MessageArg, LocalizedMessage } from "../pkg/views" */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const locale = api.i18n.getMessage("@@ui_locale").replace("_", "-") || "en";
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
const dayOfYear = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });

/**
 * The sentence behind a key. An unknown key shows its arguments, or else itself, and never throws.
 * @param {string} key
 * @param {...(string | number)} args
 */
export function t(key, ...args) {
  const texts = args.map(arg => (typeof arg === "number" ? number.format(arg) : arg));
  return lookUp(key, texts);
}

/** Sentences without arguments, looked up once. @type {Map<string, string>} */
const plain = new Map();

/** @param {string} key @param {string[]} texts */
function lookUp(key, texts) {
  if (key === "verbatim") return texts.join(" ");
  if (texts.length) return api.i18n.getMessage(key, texts) || texts.join(" ");
  let text = plain.get(key);
  if (text === undefined) plain.set(key, (text = api.i18n.getMessage(key) || key));
  return text;
}

/** @param {LocalizedMessage | null | undefined} line @returns {string} */
export function say(line) {
  return line ? lookUp(line.key, (line.args ?? []).map(sayArg)) : "";
}

/**
 * The line cut at its first argument: what stands before it, it, and what follows. Where nothing can be
 * told apart, everything follows.
 * @param {LocalizedMessage} line
 * @returns {[string, string, string]}
 */
export function sayAround(line) {
  const [first, ...rest] = (line.args ?? []).map(sayArg);
  if (first === undefined) return ["", "", say(line)];
  const [before, ...after] = lookUp(line.key, ["\u{E000}", ...rest]).split("\u{E000}");
  return after.length === 1 ? [before ?? "", first, after[0] ?? ""] : ["", "", say(line)];
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

/** @param {number} value */
export const count = value => number.format(value);

/** A time of day, with the date when it is not today. @param {number} millis */
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
  return sameDay(new Date(millis + DAY), new Date()) ? t("yesterday") : date(millis);
}

/** @param {number} seconds */
export function span(seconds) {
  if (seconds < 90) return t("spanSeconds", seconds);
  if (seconds < 5400) return t("spanMinutes", Math.round(seconds / 60));
  if (seconds < 172_800) return t("spanHours", Math.round(seconds / 3600));
  return t("spanDays", Math.round(seconds / 86_400));
}

/** @param {Date} one @param {Date} other */
export const sameDay = (one, other) => one.toDateString() === other.toDateString();

/** Gives the page its language and fills what stands in the HTML: `data-say`, `data-say-label`. */
export function fillPage() {
  document.documentElement.lang = locale;
  document.documentElement.dir = api.i18n.getMessage("@@bidi_dir") || "ltr";
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = t(element.getAttribute("data-say") ?? "");
  }
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", t(element.getAttribute("data-say-label") ?? ""));
  }
}
