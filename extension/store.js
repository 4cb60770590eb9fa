// What this page knows: the views that the core wrote to session storage. It also sends commands to the core.
import { api, FRONT_PANEL, surface } from "./platform.js";
import { earlyViews, session } from "./session-storage.js";

/** @import * as V from "../pkg/views" */
/** @import { Quote } from "./quote.js" */

/**
 * @typedef {object} Views
 * @property {V.Header} [header]
 * @property {V.Feed} [feed]
 * @property {V.Feed} [feedMore]
 * @property {V.SearchView} [search]
 * @property {V.ThreadLists} [lists]
 * @property {V.NotificationList} [notifications]
 * @property {V.Outbox} [outbox]
 * @property {V.You} [you]
 * @property {V.OptionsPage} [options]
 * @property {V.AccountsView} [accounts]
 * @property {V.Composer} [seed]
 * @property {V.ModelPicker} [models]
 * @property {V.SignupView} [signup]
 * @property {Quote} [quote] a selection in a page that waits for a thread
 *
 * @typedef {object} Navigation a navigation target for a panel
 * @property {string} [tab]
 * @property {string} [node]
 * @property {string} [draft]
 * @property {string} [note] key of a message to show on arrival
 * @property {string} [panel] the panel it is for: the ticket of a panel in a page, or `FRONT_PANEL`; without it, any panel
 * @typedef {V.Answer & {draftCheck?: V.DraftCheck, steps?: V.Step[], outbox?: V.SubmissionRow[], drafts?: V.SubmissionRow[]}} Reply
 */

/** @type {Views} */
export const views = {};

/** Threads read so far in this page, by the node that they were opened at. @type {Map<string, V.ThreadPage>} */
export const threads = new Map();

/** The last quote of each draft, by draft. @type {Map<string, Quote>} */
export const quoteSources = new Map();

/** @type {Set<(names: Set<string>) => void>} */
const watchers = new Set();

/** @type {Navigation | undefined} */
let target;

/** Identifies navigation for this panel; in a page, the panel's ticket. */
let panelId = surface() === "popup" || location.hash === `#${FRONT_PANEL}` ? FRONT_PANEL : "";

/** @param {string} ticket */
export function setPanelTicket(ticket) {
  panelId = ticket;
}

/** Whether a change arrived since this page listens. */
let hasChanged = false;

/**
 * Loads what is painted first. The early request is ignored when a newer change has arrived. Changes between the request and the listener
 * are read again after the paint, by `reloadViews`.
 */
export async function loadEarlyViews() {
  const stored = await earlyViews;
  if (!stored || hasChanged) return loadViews(["header", "feed"]);
  for (const [key, value] of Object.entries(stored)) applyChange(key, value);
}

/** @param {string[]} names keys to read, without `view:` */
export async function loadViews(names) {
  const keys = names.map(name => `view:${name}`);
  const stored = await session.get([...keys, "navigation", "quote"]);
  for (const [key, value] of Object.entries(stored)) applyChange(key, value);
}

/** Loads the last quote of a draft, if it has one. @param {string} draft */
export async function loadQuoteSource(draft) {
  const key = `source:${draft}`;
  applyChange(key, (await session.get(key))[key]);
  notify(new Set([key]));
}

/** Calls back with the names of the views that changed. @param {(names: Set<string>) => void} watcher */
export function watch(watcher) {
  watchers.add(watcher);
}

/** Loads views that the first paint did not need, and notifies the watchers. @param {string[]} names */
export async function reloadViews(names) {
  await loadViews(names);
  notify(new Set(names));
}

/** @returns {Navigation | undefined} the navigation target for this panel, removed as it is returned */
export function takeNavigation() {
  if ((target?.panel ?? panelId) !== panelId) return undefined;
  const navigation = target;
  target = undefined;
  if (!navigation) return undefined;
  void session.remove("navigation");
  // From here on, a tab that opened in place of the popup is like any other. The next navigation for the front panel is for whatever opens
  // then.
  if (panelId === FRONT_PANEL && surface() === "side") {
    panelId = "";
    history.replaceState(null, "", location.pathname + location.search);
  }
  return navigation;
}

session.listen(changes => {
  hasChanged = true;
  const names = Object.entries(changes).flatMap(([key, { newValue }]) => applyChange(key, newValue) ?? []);
  if (names.length) notify(new Set(names));
});

/** @param {Set<string>} names */
function notify(names) {
  for (const watcher of watchers) watcher(names);
}

/**
 * Takes a changed key. Other keys of session storage belong to their own modules: none of them may pass for a view.
 * @param {string} key @param {any} value @returns {string | undefined} the name of what changed
 */
function applyChange(key, value) {
  if (key === "navigation") {
    target = value;
    return "navigation";
  }
  if (key.startsWith("source:")) {
    if (value) quoteSources.set(key.slice(7), value);
    return key;
  }
  if (key === "quote") {
    views.quote = value;
    return key;
  }
  if (!key.startsWith("view:")) return undefined;
  const name = key.slice(5);
  if (name.startsWith("thread:")) {
    if (value === undefined) threads.delete(name.slice(7));
    else threads.set(name.slice(7), value);
  } else {
    /** @type {Record<string, unknown>} */ (views)[name === "feed:more" ? "feedMore" : name] = value;
  }
  return name;
}

/** All drafts and submissions with their whole texts; `isWhole` is false until the core has told them. @typedef {{outbox: V.SubmissionRow[], drafts: V.SubmissionRow[], isWhole: boolean}} Drafts */

/** What the core told last, and whose drafts these are. @type {(Drafts & {account: number | undefined}) | undefined} */
let toldDrafts;
/** The view that was shown when the core was asked. @type {V.Outbox | undefined} */
let outboxAtRequest;
let isAskingForDrafts = false;

/**
 * What is known of all drafts. The view has the newest alone, and the beginning of each, because it is written at each keystroke; so the core
 * is asked, and again when the view has changed since.
 * @returns {Drafts}
 */
export function allDrafts() {
  if (!isAskingForDrafts && outboxAtRequest !== views.outbox) void requestDrafts();
  if (toldDrafts && toldDrafts.account === views.header?.account) return toldDrafts;
  return { outbox: views.outbox?.outbox ?? [], drafts: views.outbox?.drafts ?? [], isWhole: false };
}

async function requestDrafts() {
  const account = views.header?.account;
  outboxAtRequest = views.outbox;
  isAskingForDrafts = true;
  const { outbox, drafts } = await send({ do: "drafts" }, account);
  isAskingForDrafts = false;
  // Without an answer, the next paint asks again.
  if (!outbox || !drafts) return void (outboxAtRequest = undefined);
  toldDrafts = { outbox, drafts, isWhole: true, account };
  notify(new Set(["drafts"]));
}

const RESPONSE_TIMEOUT = 60_000;

/**
 * Sends a command to the core. Never throws: when the background does not answer, the returned answer says so.
 * @param {V.Request} command
 * @param {number} [account] the account that the page showed; without it the account that is active when the command arrives
 * @returns {Promise<Reply>}
 */
export async function send(command, account) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const timeout = new Promise(resolve => {
    timer = setTimeout(() => resolve({ code: "noAnswer", alert: { key: "alertNoAnswer" } }), RESPONSE_TIMEOUT);
  });
  try {
    const answer = await Promise.race([api.runtime.sendMessage(account === undefined ? command : { ...command, account }), timeout]);
    return answer ?? { code: "workerStopped", alert: { key: "alertWorkerGone" } };
  } catch {
    return { code: "workerStopped", alert: { key: "alertWorkerGone" } };
  } finally {
    clearTimeout(timer);
  }
}
