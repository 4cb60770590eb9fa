// Panels in pages: which tab has one, and which frame it is.
//
// A page can frame our panel too, once it has learnt its address. So a frame counts only when it shows a ticket that was made for its
// tab after a person's gesture; the first frame to show it is bound to it, and a second one ends it for both.
import { api, openDocked } from "./platform.js";

/**
 * @typedef {object} Mount what is kept under `mount:<tab>`, in memory only
 * @property {string} ticket
 * @property {boolean} [borrows] whether its session storage is kept by the background
 * @property {number} [frame]
 * @property {string} [document] id of the document in that frame, where the browser tells it
 *
 * @typedef {{right: number, top: number, width: number, height: number}} Place in CSS pixels, from the upper right corner
 * @typedef {{tab: number, place: Place, zoom: number}} Claimed
 */

/** Where a panel stands before anybody moved it. @type {Place} */
const FIRST = { right: 16, top: 16, width: 440, height: 580 };

/** @param {number} tab */
const keyOf = tab => `mount:${tab}`;

/** @param {number} tab @returns {Promise<Mount | undefined>} */
async function mountOf(tab) {
  const key = keyOf(tab);
  return /** @type {Record<string, Mount>} */ (await api.storage.session.get(key))[key];
}

/** @returns {Promise<Place>} where the person left the last panel */
async function place() {
  const { place } = await api.storage.local.get("place");
  return { ...FIRST, .../** @type {Partial<Place> | undefined} */ (place) };
}

/**
 * Puts a panel into a tab, or brings the one that is there to the front. Only after a gesture: the browser grants the tab for that.
 * @param {number} tab @param {(ticket: string) => Promise<void>} before does what the panel is to find when it opens
 * @returns {Promise<boolean>} false where the browser, or the kind of document, keeps panels out
 */
export async function mount(tab, before) {
  const target = { tabId: tab, frameIds: [0] };
  try {
    const known = await mountOf(tab);
    const [there] = await api.scripting.executeScript({ target, func: raise, args: [known?.ticket ?? ""] });
    if (there?.result && known) {
      await before(known.ticket);
      return true;
    }
    const ticket = crypto.randomUUID();
    await api.storage.session.set({ [keyOf(tab)]: { ticket } });
    await before(ticket);
    await api.scripting.executeScript({ target, files: ["page.js"] });
    const [shown] = await api.scripting.executeScript({ target, func: show, args: [ticket, await place()] });
    return shown?.result === true;
  } catch {
    return false;
  }
}

/** Runs beside the page: shows the panel that stands there. @param {string} ticket @returns {boolean} */
function raise(ticket) {
  return /** @type {any} */ (globalThis).impromptuPanel?.raise(ticket) ?? false;
}

/** Runs beside the page. @param {string} ticket @param {Place} place @returns {Promise<boolean>} */
function show(ticket, place) {
  return /** @type {any} */ (globalThis).impromptuPanel.show(ticket, place);
}

/**
 * A frame shows its ticket.
 * @param {{ticket?: unknown, borrows?: unknown}} request @param {chrome.runtime.MessageSender} sender
 * @returns {Promise<Claimed | null>} null when it is to show nothing and do nothing
 */
async function claim({ ticket, borrows }, sender) {
  const { tab, frameId } = sender;
  if (!isOurs(sender) || tab?.id === undefined || !frameId) return null;
  const known = await mountOf(tab.id);
  if (!known || known.ticket !== ticket) return null;
  if (known.frame !== undefined) {
    await api.storage.session.remove(keyOf(tab.id));
    return null;
  }
  await api.storage.session.set({ [keyOf(tab.id)]: { ...known, frame: frameId, ...documentOf(sender), borrows: borrows === true } });
  return { tab: tab.id, place: await place(), zoom: await api.tabs.getZoom(tab.id) };
}

/** Whether a message comes from a frame that was mounted here. @param {chrome.runtime.MessageSender} sender */
export async function isMounted(sender) {
  const { tab, frameId } = sender;
  if (!isOurs(sender) || tab?.id === undefined || !frameId) return false;
  const known = await mountOf(tab.id);
  return known?.frame === frameId && known.document === documentOf(sender).document;
}

/** @param {chrome.runtime.MessageSender} sender */
const isOurs = sender => sender.id === api.runtime.id && (sender.url?.startsWith(api.runtime.getURL("")) ?? false);

/** @param {chrome.runtime.MessageSender} sender */
const documentOf = sender => (sender.documentId ? { document: sender.documentId } : {});

/** @param {number} tab */
export async function forget(tab) {
  await api.storage.session.remove(keyOf(tab));
}

/** What a mounted panel may read and write in memory: views, quotes and where to go, never the key. @param {unknown} key */
const isLent = key => typeof key === "string" && /^((view|source):.*|goto|quote)$/s.test(key);

/** Hands on what changed in memory to panels that cannot listen themselves. @param {Record<string, chrome.storage.StorageChange>} changes */
export async function passOn(changes) {
  const lent = Object.fromEntries(Object.entries(changes).filter(([key]) => isLent(key)));
  // Only Firefox has such panels.
  if (!Object.keys(lent).length || api.sidePanel) return;
  const stored = await api.storage.session.get(null);
  for (const [key, mount] of Object.entries(/** @type {Record<string, Mount>} */ (stored))) {
    if (!key.startsWith("mount:") || !mount.borrows) continue;
    api.tabs.sendMessage(Number(key.slice(6)), { tell: "changes", changes: lent }, { frameId: mount.frame }).catch(() => {});
  }
}

/**
 * What a panel in a page may ask for beside the core, by the message's `door`.
 * @type {Record<string, (request: any, tab: chrome.tabs.Tab & {id: number}, openFront: () => Promise<void>) => unknown>}
 */
export const DOORS = {
  read: request => api.storage.session.get(request.keys.filter(isLent)),
  write: request => api.storage.session.set(Object.fromEntries(Object.entries(request.items).filter(([key]) => isLent(key)))),
  remove: request => (isLent(request.key) ? api.storage.session.remove(request.key) : null),
  zoom: (_, tab) => api.tabs.getZoom(tab.id),
  place: tellBeside,
  close: tellBeside,
  outside: (_, _tab, openFront) => openFront(),
  dock: (_, tab, openFront) => openDocked(tab.windowId).catch(openFront),
  options: () => api.runtime.openOptionsPage(),
  own: request => (request.page === "register.html" ? api.tabs.create({ url: api.runtime.getURL(request.page) }) : null),
};

/** Tells the script that holds the frame. @param {any} request @param {chrome.tabs.Tab & {id: number}} tab */
async function tellBeside(request, tab) {
  const ticket = (await mountOf(tab.id))?.ticket;
  return api.tabs.sendMessage(tab.id, { tell: request.door, place: request.place, ticket }, { frameId: 0 });
}

/**
 * Hears a panel in a page. Anybody else, and anything else, hears nothing.
 * @param {any} request @param {chrome.runtime.MessageSender} sender @param {() => Promise<void>} openFront
 * @returns {Promise<unknown>}
 */
export async function asked(request, sender, openFront) {
  if (request.door === "claim") return claim(request, sender);
  if (!Object.hasOwn(DOORS, request.door) || !(await isMounted(sender))) return null;
  const tab = /** @type {chrome.tabs.Tab & {id: number}} */ (sender.tab);
  return DOORS[request.door]?.(request, tab, openFront);
}
