// Quotes: how a selection in a page becomes part of a draft.
import { api } from "./platform.js";
import { newRevision } from "./revision.js";
import { session } from "./session-storage.js";

/** @import { Outbox, DraftContent, StoredDraft } from "../pkg/views" */
/** @typedef {{text: string, title: string, address: string}} Quote a selection, with the title and address of its page */
/** @typedef {"address" | "title" | "none"} Source how much a draft says about the source of a quote */

/** The maximum length of a quote, in UTF-16 units. Longer selections are cut. */
const MAX_LENGTH = 4000;

/** From the longest format to the shortest, because each shorter one is a prefix of the longer ones. @type {Source[]} */
const SOURCES = ["address", "title", "none"];

/**
 * The beginning of a longer text, cut where a reader sees the end of a character.
 * @param {string} text @param {number} length in UTF-16 units, at most
 */
function cutText(text, length) {
  const border = new Intl.Segmenter().segment(text).containing(length)?.index;
  // Some texts put more marks on one character than fit.
  return text.slice(0, border || length).toWellFormed();
}

/** Formats a selection as it appears in a draft. @param {Quote} quote @param {Source} [source] */
export function formatQuote({ text, title, address }, source = "title") {
  const trimmed = text.toWellFormed().trim();
  const cut = trimmed.length > MAX_LENGTH ? `${cutText(trimmed, MAX_LENGTH).trimEnd()}…` : trimmed;
  const pageTitle = title.replace(/\s+/g, " ").trim();
  const sourceParts = source === "none" ? [] : [pageTitle, source === "address" ? plainAddress(address) : ""].filter(Boolean);
  return sourceParts.length ? `“${cut}” (${sourceParts.join(", ")})` : `“${cut}”`;
}

/** A page's address without user name, password and fragment. @param {string} address */
function plainAddress(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? `${url.origin}${url.pathname}${url.search}` : "";
}

/**
 * How much a text says about a quote's source; undefined when the quote is no longer in the text unchanged.
 * @param {string} text @param {Quote} quote
 */
export const sourceOf = (text, quote) => SOURCES.find(source => text.includes(formatQuote(quote, source)));

/** The text with the quote's source changed. @param {string} text @param {Quote} quote @param {Source} source */
export function withSource(text, quote, source) {
  const current = sourceOf(text, quote);
  return current ? text.replace(formatQuote(quote, current), () => formatQuote(quote, source)) : text;
}

/**
 * Appends a quote to a draft, as if it had been typed. Refuses while the draft is being posted.
 * @param {string} draft @param {Quote} quote @returns {Promise<boolean>} whether the quote was added
 */
export async function addQuote(draft, quote) {
  const { "view:outbox": outbox } = /** @type {{"view:outbox"?: Outbox}} */ (await session.get("view:outbox"));
  if (outbox?.outbox.some(submission => submission.id === draft && submission.phase !== "refused")) return false;
  const key = `draft:${draft}`;
  const stored = /** @type {StoredDraft | undefined} */ ((await api.storage.local.get(key))[key]);
  /** @type {DraftContent} */
  const content = { text: "", systemPrompt: "", title: "", model: "", output: "text", visibility: "public", temperature: null, pasted: false, ...stored?.content };
  const before = content.text.trimEnd();
  content.text = `${before ? `${before}\n\n` : ""}${formatQuote(quote)}\n`;
  /** @type {StoredDraft} */
  const written = { content, revision: newRevision(), base: stored?.revision ?? null, continues: stored?.continues ?? null, at: Date.now() };
  await api.storage.local.set({ [key]: written });
  // Kept for the session, so that the person can change how the quote names its source.
  await session.set({ [`source:${draft}`]: quote });
  return true;
}
