// The keyword in the address bar: searches what is at hand, asks the network nothing.
import { openFront, siteOf } from "./doors.js";
import { api } from "./platform.js";
import { nodeAt } from "./quote.js";

/** @import { Feed, Outbox, ThreadPage } from "../pkg/views" */
/** @import { Goto } from "./store.js" */
/** @typedef {{content: string, title: string, more: string}} Found `content` is `node:<id>` or `draft:<id>` */

/** Browsers show about so many. */
const MOST = 6;

export function begin() {
  api.omnibox.setDefaultSuggestion({ description: escaped(api.i18n.getMessage("omniboxHint")) });
}

/** @param {string} text @param {(found: chrome.omnibox.SuggestResult[]) => void} suggest */
export async function typed(text, suggest) {
  suggest((await search(text)).map(({ content, title, more }) => {
    const whole = [title, more].filter(Boolean).join(" · ").replace(/\s+/g, " ").slice(0, 200);
    return { content, description: escaped(whole) };
  }));
}

/** @param {string} text what was chosen, or what was typed when nothing was */
export async function entered(text) {
  await api.storage.session.set({ goto: await placeOf(text) });
  await openFront();
}

/** @param {string} text @returns {Promise<Goto>} */
async function placeOf(text) {
  const [, kind, id] = /^(node|draft):(.+)$/.exec(text) ?? [];
  if (id) return kind === "node" ? { node: id } : { draft: id };
  const node = nodeAt(text.trim(), await siteOf());
  if (node) return { node };
  const [first] = await search(text);
  return first ? placeOf(first.content) : { tab: "opportunities" };
}

/** @param {string} text @returns {Promise<Found[]>} what has every word of it, drafts first, then threads read, then opportunities */
async function search(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  /** @type {Map<string, Found>} */
  const found = new Map();
  for (const one of await atHand()) {
    const all = `${one.title} ${one.more}`.toLowerCase();
    if (words.every(word => all.includes(word)) && !found.has(one.content)) found.set(one.content, one);
  }
  return [...found.values()].slice(0, MOST);
}

/** @returns {Promise<Found[]>} */
async function atHand() {
  const stored = await api.storage.session.get(null);
  const outbox = /** @type {Outbox | undefined} */ (stored["view:outbox"]);
  const feeds = /** @type {(Feed | undefined)[]} */ ([stored["view:feed"], stored["view:feed:more"]]);
  const threads = Object.keys(stored).filter(key => key.startsWith("view:thread:")).map(key => /** @type {ThreadPage} */ (stored[key]));
  return [
    ...(outbox?.drafts ?? []).map(slip => ({ content: `draft:${slip.id}`, title: slip.text, more: api.i18n.getMessage("slipDraft") })),
    ...threads.map(page => ({ content: `node:${page.node}`, title: page.title ?? "", more: page.current?.message ?? "" })),
    ...feeds.flatMap(feed => feed?.groups ?? []).flatMap(group => group.rows)
      .map(row => ({ content: `node:${row.node}`, title: row.title ?? "", more: row.preview ?? "" })),
  ];
}

/** Chrome reads descriptions as XML; Firefox, which alone can tell its name, shows them as they are. @param {string} text */
export function escaped(text) {
  // Characters that no XML document may hold, escaped or not.
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "");
  if ("getBrowserInfo" in api.runtime) return clean;
  const names = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" });
  return clean.replace(/[&<>"']/g, character => names[character] ?? "");
}
