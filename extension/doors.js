// Ways in: context menu, commands, address bar. Each leaves word of where to go, and brings a panel to the front.
import { replyTo } from "./draft.js";
import { mount } from "./mounts.js";
import { api, FRONT, HOME, openDocked } from "./platform.js";
import { addQuote, nodeAt } from "./quote.js";

/** @import { Composer, Masthead, Opens } from "../pkg/views" */
/** @import { Goto } from "./store.js" */
/** @import { Quote } from "./quote.js" */

/** Hosts on which browsers let no extension in, beside their own pages. */
const CLOSED = /(^|\.)(chromewebstore\.google\.com|addons\.mozilla\.org|support\.mozilla\.org|accounts\.firefox\.com)$/;

/** What the toolbar button shows when nothing else was chosen. */
const POPUP = "panel.html?surface=popup";

/** One after another: two makings of the menu at once would each find the other's entries. */
let making = Promise.resolve();

/** Makes the context menu anew. @returns {Promise<void>} */
export function makeMenu() {
  making = making.then(async () => {
    const site = await siteOf();
    await api.contextMenus.removeAll();
    const links = [HOME, site].filter(address => URL.canParse(address)).map(address => {
      const { protocol, hostname } = new URL(address);
      return `${protocol}//${hostname}/prompt/*`;
    });
    /** @param {string} id @param {string} key @param {any} contexts @param {string[]} [targetUrlPatterns] */
    const entry = (id, key, contexts, targetUrlPatterns) =>
      api.contextMenus.create({ id, title: api.i18n.getMessage(key), contexts, ...(targetUrlPatterns && { targetUrlPatterns }) });
    entry("quote", "menuSelection", ["selection"]);
    entry("seed", "menuSeed", ["selection"]);
    entry("link", "menuLink", ["link"], [...new Set(links)]);
    entry("page", "menuPage", ["page"]);
    entry("docked", "commandOpenSide", ["action"]);
    entry("options", "options", ["action"]);
  });
  return making;
}

/** An entry of the context menu was chosen. @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab} [tab] */
export function chosen(info, tab) {
  const quote = { text: info.selectionText ?? "", title: tab?.title ?? "", address: tab?.url ?? "" };
  switch (info.menuItemId) {
    case "quote": return enter(tab, () => quoteFor(quote, tab?.url));
    case "seed": return enter(tab, () => seedWith(quote));
    case "link": return enter(tab, () => threadAt(info.linkUrl));
    case "page": return enter(tab, () => threadAt(tab?.url));
    case "docked": return dock(tab);
    case "options": return void api.runtime.openOptionsPage();
  }
}

/** A command of the keyboard; *lock* goes to the core. @param {string} command @param {chrome.tabs.Tab} [tab] */
export function commanded(command, tab) {
  if (command === "open-side-panel") return dock(tab);
  if (command === "open-page-panel") return enter(tab, () => threadAt(tab?.url));
}

/** Lets the toolbar button open what the person chose. @param {Opens} opens */
export async function setToolbar(opens) {
  await api.action.setPopup({ popup: opens === "popup" ? POPUP : "" });
  // Chrome docks a panel by itself at the click. Firefox does when it is asked within the click, before anything else is waited for: what
  // was chosen has to be at hand there, and lies where it can be read at once.
  await api.sidePanel?.setPanelBehavior({ openPanelOnActionClick: opens === "docked" });
  globalThis.localStorage?.setItem("opens", opens);
}

/** The toolbar button was pressed, and opens no popup. @param {chrome.tabs.Tab} tab */
export function pressed(tab) {
  if (globalThis.localStorage?.getItem("opens") === "docked") return dock(tab);
  return enter(tab, () => threadAt(tab.url));
}

/** Opens the docked panel while the gesture lasts. @param {chrome.tabs.Tab | undefined} tab */
function dock(tab) {
  openDocked(tab?.windowId).catch(() => openFront());
}

/**
 * Opens a panel in the page. Where none can stand, whatever keeps it out, the popup opens and says so: not the docked panel, since of some
 * pages it is known too late for a browser to dock anything.
 * @param {chrome.tabs.Tab | undefined} tab @param {() => Promise<Goto>} where
 */
async function enter(tab, where) {
  const tabId = tab?.id;
  // Asked for before anything is awaited: older browsers open a popup only while the gesture lasts.
  const front = tabId === undefined || isClosed(tab?.url) ? openFront() : undefined;
  const goto = await where();
  if (tabId !== undefined && !front && (await mount(tabId, ticket => leaveWord({ ...goto, panel: ticket })))) return;
  await leaveWord({ ...goto, panel: FRONT, note: "doorClosedPage" });
  await (front ?? openFront());
}

/** Pages into which no browser lets a script, known before it is tried. @param {string | undefined} address */
export function isClosed(address) {
  // After a gesture the browser tells where a tab is, unless it keeps extensions out of it.
  if (!address || !URL.canParse(address)) return true;
  const { protocol, hostname, pathname } = new URL(address);
  return !/^https?:$/.test(protocol) || CLOSED.test(hostname) || /\.pdf$/i.test(pathname)
    || (hostname === "chrome.google.com" && pathname.startsWith("/webstore"));
}

/** @param {Goto} goto */
const leaveWord = goto => api.storage.session.set({ goto });

/** @param {string | undefined} address @returns {Promise<Goto>} */
async function threadAt(address) {
  const node = nodeAt(address, await siteOf());
  return node ? { node } : { tab: "opportunities" };
}

/** The thread that the tab shows takes the quote; otherwise it waits for the thread that the person chooses.
 * @param {Quote} quote @param {string | undefined} address @returns {Promise<Goto>} */
async function quoteFor(quote, address) {
  const node = nodeAt(address, await siteOf());
  const draft = node && replyTo(node, (await front())?.account ?? 0);
  if (draft && (await addQuote(draft, quote))) return { node, draft };
  await api.storage.session.set({ quote });
  return node ? { node } : { tab: "opportunities" };
}

/** @param {Quote} quote @returns {Promise<Goto>} */
async function seedWith(quote) {
  const { "view:seed": seed } = /** @type {{"view:seed"?: Composer}} */ (await api.storage.session.get("view:seed"));
  if (seed && (await addQuote(seed.draft, quote))) return { draft: seed.draft };
  await api.storage.session.set({ quote });
  return { tab: "opportunities" };
}

/** @returns {Promise<string>} address of the network's pages */
export async function siteOf() {
  return (await front())?.site || HOME;
}

/** @returns {Promise<Masthead | undefined>} what is known of the account in front */
async function front() {
  return /** @type {{"view:masthead"?: Masthead}} */ (await api.storage.session.get("view:masthead"))["view:masthead"];
}

/** Brings a panel to the front: one that is open finds its place by itself, otherwise the popup, otherwise a tab. */
export async function openPanel() {
  if (!(await panelIsOpen())) await openFront();
}

/** The toolbar's popup, or else a tab: what opens on every page. */
export async function openFront() {
  const usual = api.action.getPopup({});
  try {
    // Also where a click on the button opens something else. Neither call is waited for, lest the gesture be over before the popup opens.
    void api.action.setPopup({ popup: POPUP });
    await api.action.openPopup();
  } catch {
    await api.tabs.create({ url: api.runtime.getURL(`panel.html?surface=side#${FRONT}`) });
  } finally {
    if (!(await usual)) await api.action.setPopup({ popup: "" });
  }
}

/** The first page, once in the life of this profile: an install that comes again, as of a temporary add-on, opens nothing. */
export async function welcome() {
  const { welcomed } = await api.storage.local.get("welcomed");
  if (welcomed) return;
  await api.storage.local.set({ welcomed: true });
  await api.tabs.create({ url: api.runtime.getURL("register.html?first") });
}

async function panelIsOpen() {
  // Not `getURL("panel.html")`: for what pages may frame, that is an address of its own.
  const panel = `${api.runtime.getURL("")}panel.html`;
  // Chrome lists its pages; Firefox, where the background is a page itself, hands them over.
  if (api.runtime.getContexts) {
    const contexts = await api.runtime.getContexts({});
    return contexts.some(context => context.documentUrl?.startsWith(panel) ?? false);
  }
  return api.extension.getViews().some(view => view.location.href.startsWith(panel));
}
