// Panels in pages: which tab has one, and in which frame.
//
// A page that learns the panel's address can frame it too. A frame is therefore accepted only when it presents a ticket that was issued for
// its tab after a user gesture, and in time. The sender alone is not enough: it names tab, frame and document, but not who made the frame.
// The first frame to present a ticket is bound to it; a second one revokes it for both.
import { api, openDocked } from "./platform.js";

/**
 * @typedef {object} PagePanel the value of the session storage key `mount:<tab>`
 * @property {string} ticket
 * @property {boolean} [isProxied] whether the background proxies its session storage
 * @property {number} [frame]
 * @property {string} [document] id of the document in that frame, where the browser reports it
 *
 * @typedef {{right: number, top: number, width: number, height: number}} Position in CSS pixels, from the upper right corner of the window
 * @typedef {{tab: number, place: Position, zoom: number}} ClaimedPanel
 */

/** The default position. @type {Position} */
const DEFAULT_POSITION = { right: 16, top: 16, width: 440, height: 580 };

/** How long a frame may take to present its ticket, in milliseconds. */
const CLAIM_TIMEOUT = 10_000;

/** Called when the frame with this ticket is accepted. @type {Map<string, () => void>} */
const awaitedClaims = new Map();

/** Claims are handled one after another, so that each one sees what the one before it stored. @type {Promise<unknown>} */
let lastClaim = Promise.resolve();

/** @param {number} tab */
const keyOf = tab => `mount:${tab}`;

/** @param {number} tab @returns {Promise<PagePanel | undefined>} */
async function pagePanelOf(tab) {
  const key = keyOf(tab);
  return /** @type {Record<string, PagePanel>} */ (await api.storage.session.get(key))[key];
}

/** @returns {Promise<Position>} the position of the last panel */
async function savedPosition() {
  const { place } = await api.storage.local.get("place");
  return { ...DEFAULT_POSITION, .../** @type {Partial<Position> | undefined} */ (place) };
}

/**
 * Opens a panel in a tab, or brings an existing one to the front. Requires a user gesture, which grants access to the tab.
 * @param {number} tab @param {(ticket: string) => Promise<void>} before runs before the panel opens
 * @returns {Promise<boolean>} false where the browser or the kind of document allows no panel
 */
export async function openPagePanel(tab, before) {
  const target = { tabId: tab, frameIds: [0] };
  try {
    const existing = await pagePanelOf(tab);
    const [raised] = await api.scripting.executeScript({ target, func: raise, args: [existing?.ticket ?? ""] });
    if (raised?.result && existing) {
      await before(existing.ticket);
      return true;
    }
    const ticket = crypto.randomUUID();
    await api.storage.session.set({ [keyOf(tab)]: { ticket } });
    await before(ticket);
    await api.scripting.executeScript({ target, files: ["content-script.js"] });
    const claimed = claimInTime(ticket);
    const [shown] = await api.scripting.executeScript({ target, func: show, args: [ticket, await savedPosition()] });
    return shown?.result === true && ((await claimed) || !(await removeUnclaimed(target, ticket)));
  } catch {
    return false;
  }
}

/**
 * Removes a panel whose frame did not load.
 * @param {{tabId: number, frameIds: number[]}} target @param {string} ticket
 * @returns {Promise<boolean>} false when it was gone before: the person closed it, left the page, or asked for another
 */
async function removeUnclaimed(target, ticket) {
  const [ended] = await api.scripting.executeScript({ target, func: end, args: [ticket] }).catch(() => []);
  return ended?.result === true;
}

/** @param {string} ticket @returns {Promise<boolean>} whether a frame presents the ticket in time: some pages keep frames from loading */
async function claimInTime(ticket) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const isClaimed = await new Promise(resolve => {
    awaitedClaims.set(ticket, () => resolve(true));
    timer = setTimeout(() => resolve(false), CLAIM_TIMEOUT);
  });
  clearTimeout(timer);
  awaitedClaims.delete(ticket);
  return isClaimed;
}

/** Runs in the page: removes the panel with this ticket. @param {string} ticket @returns {boolean} whether it was there */
function end(ticket) {
  return /** @type {any} */ (globalThis).impromptuPanel?.endOf(ticket) ?? false;
}

/** Runs in the page: brings an existing panel to the front. @param {string} ticket @returns {boolean} */
function raise(ticket) {
  return /** @type {any} */ (globalThis).impromptuPanel?.raise(ticket) ?? false;
}

/** Runs in the page. @param {string} ticket @param {Position} place @returns {Promise<boolean>} */
function show(ticket, place) {
  return /** @type {any} */ (globalThis).impromptuPanel.show(ticket, place);
}

/**
 * Handles the ticket that a frame presents, after the tickets that came before it.
 * @param {{ticket?: unknown, isProxied?: unknown}} request @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<ClaimedPanel | null>} null when the ticket is refused
 */
function claim(request, sender) {
  const answer = lastClaim.then(() => acceptFrame(request, sender));
  lastClaim = answer.catch(() => null);
  return answer;
}

/**
 * @param {{ticket?: unknown, isProxied?: unknown}} request @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<ClaimedPanel | null>}
 */
async function acceptFrame({ ticket, isProxied }, sender) {
  const { tab, frameId } = sender;
  if (!isOurs(sender) || tab?.id === undefined || !frameId) return null;
  const existing = await pagePanelOf(tab.id);
  if (!existing || existing.ticket !== ticket) return null;
  const onAccepted = awaitedClaims.get(existing.ticket);
  if (existing.frame !== undefined || !onAccepted) {
    await forgetPagePanel(tab.id);
    return null;
  }
  await api.storage.session.set({ [keyOf(tab.id)]: { ...existing, frame: frameId, ...documentOf(sender), isProxied: isProxied === true } });
  onAccepted();
  return { tab: tab.id, place: await savedPosition(), zoom: await api.tabs.getZoom(tab.id) };
}

/** Whether a message comes from a frame that was opened here. @param {chrome.runtime.MessageSender} sender */
export async function isPagePanel(sender) {
  const { tab, frameId } = sender;
  if (!isOurs(sender) || tab?.id === undefined || !frameId) return false;
  const existing = await pagePanelOf(tab.id);
  return existing?.frame === frameId && existing.document === documentOf(sender).document;
}

/** @param {chrome.runtime.MessageSender} sender */
const isOurs = sender => sender.id === api.runtime.id && (sender.url?.startsWith(api.runtime.getURL("")) ?? false);

/** @param {chrome.runtime.MessageSender} sender */
const documentOf = sender => (sender.documentId ? { document: sender.documentId } : {});

/** @param {number} tab */
export async function forgetPagePanel(tab) {
  await api.storage.session.remove(keyOf(tab));
}

/** Session storage that a panel in a page may read and write: views, quotes and navigation, never the key. @param {unknown} key */
const isShared = key => typeof key === "string" && /^((view|source):.*|navigation|quote)$/s.test(key);

/** Forwards session storage changes to panels that cannot observe them. @param {Record<string, chrome.storage.StorageChange>} changes */
export async function forwardChanges(changes) {
  const shared = Object.fromEntries(Object.entries(changes).filter(([key]) => isShared(key)));
  // Only Firefox has such panels.
  if (!Object.keys(shared).length || api.sidePanel) return;
  const stored = await api.storage.session.get(null);
  for (const [key, panel] of Object.entries(/** @type {Record<string, PagePanel>} */ (stored))) {
    if (!key.startsWith("mount:") || !panel.isProxied) continue;
    api.tabs.sendMessage(Number(key.slice(6)), { panelEvent: "changes", changes: shared }, { frameId: panel.frame }).catch(() => {});
  }
}

/**
 * What a panel in a page may request from the background besides the core's commands, by `panelRequest`.
 * @type {Record<string, (request: any, tab: chrome.tabs.Tab & {id: number}, openFront: () => Promise<void>) => unknown>}
 */
export const PANEL_REQUESTS = {
  read: request => api.storage.session.get(request.keys.filter(isShared)),
  write: request => api.storage.session.set(Object.fromEntries(Object.entries(request.items).filter(([key]) => isShared(key)))),
  remove: request => (isShared(request.key) ? api.storage.session.remove(request.key) : null),
  zoom: (_, tab) => api.tabs.getZoom(tab.id),
  place: forwardToContentScript,
  close: forwardToContentScript,
  openPopup: (_, _tab, openFront) => openFront(),
  dock: (_, tab, openFront) => openDocked(tab.windowId).catch(openFront),
  options: () => api.runtime.openOptionsPage(),
  openPage: request => (request.page === "register.html" ? api.tabs.create({ url: api.runtime.getURL(request.page) }) : null),
};

/** Forwards a request to the content script that holds the frame. @param {any} request @param {chrome.tabs.Tab & {id: number}} tab */
async function forwardToContentScript(request, tab) {
  const ticket = (await pagePanelOf(tab.id))?.ticket;
  return api.tabs.sendMessage(tab.id, { panelEvent: request.panelRequest, place: request.place, ticket }, { frameId: 0 });
}

/**
 * Handles a request from a panel in a page. Other senders and unknown requests get null.
 * @param {any} request @param {chrome.runtime.MessageSender} sender @param {() => Promise<void>} openFront
 * @returns {Promise<unknown>}
 */
export async function handlePanelRequest(request, sender, openFront) {
  if (request.panelRequest === "claim") return claim(request, sender);
  if (!Object.hasOwn(PANEL_REQUESTS, request.panelRequest) || !(await isPagePanel(sender))) return null;
  const tab = /** @type {chrome.tabs.Tab & {id: number}} */ (sender.tab);
  return PANEL_REQUESTS[request.panelRequest]?.(request, tab, openFront);
}
