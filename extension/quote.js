// From a page to a draft: which node an address points at, and how a selection becomes a quote.
import { api } from "./platform.js";
import { session } from "./session.js";

/** @import { Outbox, Words } from "../pkg/views" */
/** @typedef {{text: string, title: string, address: string}} Quote what a person selected, and the title and address of the page it stood on */
/** @typedef {"address" | "title" | "none"} Source how much a draft tells of where a quote comes from */

/** A quote longer than this is cut: it is there to be answered, not to be archived. In UTF-16 units. */
const LONGEST = 4000;

/** The node that an address points at, if it is an address of the network: `<site>/prompt/<id>`.
 * @param {string | undefined} address @param {string} site @returns {string | undefined} */
export function nodeAt(address, site) {
  if (!address || !URL.canParse(address) || !URL.canParse(site)) return undefined;
  const url = new URL(address);
  const [, room, id, ...rest] = url.pathname.split("/");
  if (url.origin !== new URL(site).origin || room !== "prompt" || !id || rest.some(Boolean)) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** Longest first: each begins as the next one does. @type {Source[]} */
const SOURCES = ["address", "title", "none"];

/** A selection as it stands in a draft. @param {Quote} quote @param {Source} [source] */
export function quoted({ text, title, address }, source = "title") {
  const words = text.trim();
  const cut = words.length > LONGEST ? `${words.slice(0, LONGEST).trimEnd()}…` : words;
  const named = title.replace(/\s+/g, " ").trim();
  const told = source === "none" ? [] : [named, source === "address" ? plainAddress(address) : ""].filter(Boolean);
  return told.length ? `“${cut}” (${told.join(", ")})` : `“${cut}”`;
}

/** Where a page stands, without what else an address may carry: names, passwords, a place within it. @param {string} address */
function plainAddress(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && /^https?:$/.test(url.protocol) ? `${url.origin}${url.pathname}${url.search}` : "";
}

/** How much a text tells of a quote's source; undefined when the quote no longer stands in it as it was. @param {string} text @param {Quote} quote */
export const sourceIn = (text, quote) => SOURCES.find(source => text.includes(quoted(quote, source)));

/** The text with more or less of a quote's source. @param {string} text @param {Quote} quote @param {Source} source */
export function withSource(text, quote, source) {
  const now = sourceIn(text, quote);
  return now ? text.replace(quoted(quote, now), () => quoted(quote, source)) : text;
}

/**
 * Adds a quote to the end of a draft, as a surface would that typed it. Words that are on their way to the network stay as they are.
 * @param {string} draft @param {Quote} quote @returns {Promise<boolean>} whether the draft took it
 */
export async function addQuote(draft, quote) {
  const { "view:outbox": outbox } = /** @type {{"view:outbox"?: Outbox}} */ (await session.get("view:outbox"));
  if (outbox?.outbox.some(slip => slip.id === draft && slip.phase !== "refused")) return false;
  const key = `words:${draft}`;
  const kept = /** @type {{words: Words} | undefined} */ ((await api.storage.local.get(key))[key]);
  /** @type {Words} */
  const words = { text: "", systemPrompt: "", title: "", model: "", output: "text", pasted: false, ...kept?.words };
  const before = words.text.trimEnd();
  words.text = `${before ? `${before}\n\n` : ""}${quoted(quote)}\n`;
  await api.storage.local.set({ [key]: { words, at: Date.now(), by: "door" } });
  // In memory, for as long as the person may want to tell more or less about it.
  await session.set({ [`source:${draft}`]: quote });
  return true;
}
