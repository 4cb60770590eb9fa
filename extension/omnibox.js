// The address bar keyword: searches drafts and cached data only, and sends no request to the network.
import { openFrontPanel, websiteOrigin } from "./entry-points.js";
import { api } from "./platform.js";
import { nodeAt } from "./node-url.js";

/** @import { Feed, Header, SubmissionRow, ThreadPage } from "../pkg/views" */
/** @import { Navigation } from "./store.js" */
/** @typedef {{content: string, title: string, more: string}} Found `content` is `node:<id>` or `draft:<id>` */
/** @typedef {() => Promise<SubmissionRow[]>} Drafts asks the core for all drafts */

/** The number of suggestions that browsers show. */
const MAX_SUGGESTIONS = 6;

export function onInputStarted() {
  api.omnibox.setDefaultSuggestion({ description: escaped(api.i18n.getMessage("omniboxHint")) });
}

/** @param {string} text @param {(found: chrome.omnibox.SuggestResult[]) => void} suggest @param {Drafts} drafts */
export async function onInputChanged(text, suggest, drafts) {
  suggest((await search(text, drafts)).map(({ content, title, more }) => {
    const whole = [title, more].filter(Boolean).join(" · ").replace(/\s+/g, " ").slice(0, 200);
    return { content, description: escaped(whole) };
  }));
}

/** @param {string} text the chosen suggestion, or else what was typed @param {Drafts} drafts */
export async function onInputEntered(text, drafts) {
  await api.storage.session.set({ navigation: await targetOf(text, drafts) });
  await openFrontPanel();
}

/** @param {string} text @param {Drafts} drafts @returns {Promise<Navigation>} */
async function targetOf(text, drafts) {
  const [, kind, id] = /^(node|draft):(.+)$/.exec(text) ?? [];
  if (id) return kind === "node" ? { node: id } : { draft: id };
  const node = nodeAt(text.trim(), await websiteOrigin());
  if (node) return { node };
  const [first] = await search(text, drafts);
  return first ? targetOf(first.content, drafts) : { tab: "opportunities" };
}

/**
 * Items that contain every word: drafts first, then threads, then opportunities.
 * @param {string} text @param {Drafts} drafts @returns {Promise<Found[]>}
 */
async function search(text, drafts) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  /** @type {Map<string, Found>} */
  const found = new Map();
  // Whoever finds a locked browser reads nothing by its address bar. Right after a start it is not known yet whether it is locked.
  const header = /** @type {Header | undefined} */ ((await api.storage.session.get("view:header"))["view:header"]);
  if (!header || header.locked) return [];
  for (const item of [...draftItems(await drafts()), ...(await cachedItems())]) {
    const searchable = `${item.title} ${item.more}`.toLowerCase();
    if (words.every(word => searchable.includes(word)) && !found.has(item.content)) found.set(item.content, item);
  }
  return [...found.values()].slice(0, MAX_SUGGESTIONS);
}

/** @param {SubmissionRow[]} drafts @returns {Found[]} */
const draftItems = drafts => drafts.map(draft => ({ content: `draft:${draft.id}`, title: draft.text, more: api.i18n.getMessage("submissionDraft") }));

/** @returns {Promise<Found[]>} */
async function cachedItems() {
  const stored = await api.storage.session.get(null);
  const feeds = /** @type {(Feed | undefined)[]} */ ([stored["view:feed"], stored["view:feed:more"]]);
  const threads = Object.keys(stored).filter(key => key.startsWith("view:thread:")).map(key => /** @type {ThreadPage} */ (stored[key]));
  return [
    ...threads.map(page => ({ content: `node:${page.node}`, title: page.title ?? "", more: page.current?.message ?? "" })),
    ...feeds.flatMap(feed => feed?.groups ?? []).flatMap(group => group.rows)
      .map(row => ({ content: `node:${row.node}`, title: row.title ?? "", more: row.preview ?? "" })),
  ];
}

/** Chrome parses descriptions as XML; Firefox shows them as plain text. Only Firefox has `getBrowserInfo`. @param {string} text */
export function escaped(text) {
  // Characters that XML does not allow, escaped or not, and those that turn the order of what follows: the browser draws this text.
  const clean = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Surrogate}/gu, "");
  if ("getBrowserInfo" in api.runtime) return clean;
  const names = /** @type {Record<string, string>} */ ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" });
  return clean.replace(/[&<>"']/g, character => names[character] ?? "");
}
