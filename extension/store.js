// What this surface knows: the views that the core left in session storage, and the way back to the core.
import { api, FRONT, room } from "./platform.js";
import { first, session } from "./session.js";

/** @import * as V from "../pkg/views" */
/** @import { Quote } from "./quote.js" */

/**
 * @typedef {object} Views
 * @property {V.Masthead} [masthead]
 * @property {V.Feed} [feed]
 * @property {V.Feed} [feedMore]
 * @property {V.NoticeList} [notices]
 * @property {V.Outbox} [outbox]
 * @property {V.You} [you]
 * @property {V.OptionsPage} [options]
 * @property {V.Accounts} [accounts]
 * @property {V.Composer} [seed]
 * @property {V.ModelShelf} [models]
 * @property {V.JoiningPage} [joining]
 * @property {Quote} [quote] what was selected in a page and waits for a thread
 *
 * @typedef {object} Goto where a door asked a panel to go
 * @property {string} [tab]
 * @property {string} [node]
 * @property {string} [draft]
 * @property {string} [note] key of what is to be said on arrival
 * @property {string} [panel] ticket of the panel in a page that is meant; without it any panel is, and with `FRONT` the one that opens for it
 * @typedef {V.Answer & {advice?: V.Advice, steps?: V.Step[]}} Reply
 */

/** @type {Views} */
export const views = {};

/** Threads read so far on this page, by the node they were opened at. @type {Map<string, V.ThreadPage>} */
export const threads = new Map();

/** The quote that each draft last took, by draft. @type {Map<string, Quote>} */
export const sources = new Map();

/** @type {Set<(names: Set<string>) => void>} */
const watchers = new Set();

/** @type {Goto | undefined} */
let door;

/** What words for this panel alone are marked with; of a panel that stands in a page, its ticket. */
let own = room() === "popup" || location.hash === `#${FRONT}` ? FRONT : "";

/** @param {string} ticket */
export function standInPage(ticket) {
  own = ticket;
}

/** Whether anything was heard of since this page listens. */
let heard = false;

/**
 * Reads what is painted first. What was asked for early is not taken once something newer was heard of; what changed between the asking and our
 * listening is read once more after the paint (`more`).
 */
export async function loadFirst() {
  const stored = await first;
  if (!stored || heard) return load(["masthead", "feed"]);
  for (const [key, value] of Object.entries(stored)) take(key, value);
}

/** @param {string[]} names keys to read, without `view:` */
export async function load(names) {
  const keys = names.map(name => `view:${name}`);
  const stored = await session.get([...keys, "goto", "quote"]);
  for (const [key, value] of Object.entries(stored)) take(key, value);
}

/** Reads which quote a draft last took, if any. @param {string} draft */
export async function loadSource(draft) {
  const key = `source:${draft}`;
  take(key, (await session.get(key))[key]);
  tell(new Set([key]));
}

/** Calls back with the names of the views that changed. @param {(names: Set<string>) => void} watcher */
export function watch(watcher) {
  watchers.add(watcher);
}

/** Reads views that the first paint did not need. @param {string[]} names */
export async function more(names) {
  await load(names);
  tell(new Set(names));
}

/** @returns {Goto | undefined} where to go, once: it is removed as it is taken */
export function takeDoor() {
  if ((door?.panel ?? own) !== own) return undefined;
  const taken = door;
  door = undefined;
  if (!taken) return undefined;
  void session.remove("goto");
  // A tab that opened in place of the popup is like any other from here on; the next word is for whatever opens then.
  if (own === FRONT && room() === "side") {
    own = "";
    history.replaceState(null, "", location.pathname + location.search);
  }
  return taken;
}

session.listen(changes => {
  heard = true;
  const names = Object.entries(changes).map(([key, { newValue }]) => take(key, newValue));
  tell(new Set(names));
});

/** @param {Set<string>} names */
function tell(names) {
  for (const watcher of watchers) watcher(names);
}

/** @param {string} key @param {any} value */
function take(key, value) {
  if (key === "goto") {
    door = value;
    return "goto";
  }
  if (key.startsWith("source:")) {
    if (value) sources.set(key.slice(7), value);
    return key;
  }
  const name = key.replace(/^view:/, "");
  if (name.startsWith("thread:")) {
    if (value === undefined) threads.delete(name.slice(7));
    else threads.set(name.slice(7), value);
  } else {
    /** @type {Record<string, unknown>} */ (views)[name === "feed:more" ? "feedMore" : name] = value;
  }
  return name;
}

const PATIENCE = 60_000;

/**
 * Sends a command to the core. Never throws: when the background went away the answer says so, and that nothing is lost.
 * @param {V.Command} command
 * @param {number} [account] the one that was shown when it was asked for; without it the one in front is meant, whichever that is by then
 * @returns {Promise<Reply>}
 */
export async function send(command, account) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise(resolve => {
    timer = setTimeout(() => resolve({ alert: { key: "alertNoAnswer" } }), PATIENCE);
  });
  try {
    const answer = await Promise.race([api.runtime.sendMessage(account === undefined ? command : { ...command, account }), late]);
    return answer ?? { alert: { key: "alertWorkerGone" } };
  } catch {
    return { alert: { key: "alertWorkerGone" } };
  } finally {
    clearTimeout(timer);
  }
}
