// Ways to open a panel: toolbar button, context menu, keyboard commands. Each one saves where to go, and brings a panel to the front.
import { replyTo } from "./draft-id.js";
import { openPagePanel } from "./page-panels.js";
import { api, DEFAULT_ORIGIN, FRONT_PANEL, openDocked } from "./platform.js";
import { nodeAt } from "./node-url.js";
import { addQuote } from "./quote.js";

/** @import { Composer, Header, ToolbarAction } from "../pkg/views" */
/** @import { Navigation } from "./store.js" */
/** @import { Quote } from "./quote.js" */

/** Web hosts on which browsers allow no extension scripts. */
const RESTRICTED_HOSTS = /(^|\.)(chromewebstore\.google\.com|addons\.mozilla\.org|support\.mozilla\.org|accounts\.firefox\.com)$/;

/** The toolbar button's default page. */
const POPUP = "panel.html?surface=popup";

/** Menu updates run one after another: two at the same time would collide on the same entry ids. */
let menuUpdate = Promise.resolve();

/** Creates the context menu again. @returns {Promise<void>} */
export function createContextMenu() {
  menuUpdate = menuUpdate.then(async () => {
    const site = await websiteOrigin();
    await api.contextMenus.removeAll();
    const links = [DEFAULT_ORIGIN, site].filter(address => URL.canParse(address)).map(address => {
      const { protocol, hostname } = new URL(address);
      return `${protocol}//${hostname}/prompt/*`;
    });
    /** @param {string} id @param {string} key @param {any} contexts @param {string[]} [targetUrlPatterns] */
    const addEntry = (id, key, contexts, targetUrlPatterns) =>
      api.contextMenus.create({ id, title: api.i18n.getMessage(key), contexts, ...(targetUrlPatterns && { targetUrlPatterns }) });
    addEntry("quote", "menuSelection", ["selection"]);
    addEntry("seed", "menuSeed", ["selection"]);
    addEntry("link", "menuLink", ["link"], [...new Set(links)]);
    addEntry("page", "menuPage", ["page"]);
    addEntry("docked", "commandOpenSide", ["action"]);
    addEntry("options", "options", ["action"]);
  });
  return menuUpdate;
}

/** Handles a click on a context menu entry. @param {chrome.contextMenus.OnClickData} info @param {chrome.tabs.Tab} [tab] */
export function onMenuClick(info, tab) {
  const quote = { text: info.selectionText ?? "", title: tab?.title ?? "", address: tab?.url ?? "" };
  switch (info.menuItemId) {
    case "quote": return openInPage(tab, () => targetForQuote(quote, tab?.url));
    case "seed": return openInPage(tab, () => targetForSeed(quote));
    case "link": return openInPage(tab, () => targetForAddress(info.linkUrl));
    case "page": return openInPage(tab, () => targetForAddress(tab?.url));
    case "docked": return openDockedPanel(tab);
    case "options": return void api.runtime.openOptionsPage();
  }
}

/** Handles a keyboard command. The background handles *lock* itself. @param {string} command @param {chrome.tabs.Tab} [tab] */
export function onCommand(command, tab) {
  if (command === "open-side-panel") return openDockedPanel(tab);
  if (command === "open-page-panel") return openInPage(tab, () => targetForAddress(tab?.url));
}

/** Makes the toolbar button open the surface that the person chose. @param {ToolbarAction} opens */
export async function setToolbarAction(opens) {
  await api.action.setPopup({ popup: opens === "popup" ? POPUP : "" });
  // Chrome opens the side panel by itself on a click. Firefox opens the sidebar only when asked synchronously within the click, so the
  // choice is kept in localStorage, which can be read without waiting.
  await api.sidePanel?.setPanelBehavior({ openPanelOnActionClick: opens === "docked" });
  globalThis.localStorage?.setItem("opens", opens);
}

/** Handles a click on the toolbar button when it opens no popup. @param {chrome.tabs.Tab} tab */
export function onToolbarClick(tab) {
  if (globalThis.localStorage?.getItem("opens") === "docked") return openDockedPanel(tab);
  return openInPage(tab, () => targetForAddress(tab.url));
}

/** Opens the docked panel. Call it within the user gesture. @param {chrome.tabs.Tab | undefined} tab */
function openDockedPanel(tab) {
  openDocked(tab?.windowId).catch(() => openFrontPanel());
}

/**
 * Opens a panel in the page. Where the page cannot contain one, the popup opens instead and explains why. The docked panel is no
 * alternative: for some pages the failure is known only after the user gesture has expired.
 * @param {chrome.tabs.Tab | undefined} tab @param {() => Promise<Navigation>} getTarget
 */
async function openInPage(tab, getTarget) {
  const tabId = tab?.id;
  // Opened before anything is awaited, because older browsers open a popup only within the user gesture.
  const popup = tabId === undefined || isRestricted(tab?.url) ? openFrontPanel() : undefined;
  const navigation = await getTarget();
  if (tabId !== undefined && !popup && (await openPagePanel(tabId, ticket => saveNavigation({ ...navigation, panel: ticket })))) return;
  await saveNavigation({ ...navigation, panel: FRONT_PANEL, note: "pagePanelNotAllowed" });
  await (popup ?? openFrontPanel());
}

/** Whether the address is known to be one where browsers allow no extension scripts. @param {string | undefined} address */
export function isRestricted(address) {
  // After a user gesture the browser discloses a tab's address, unless extensions have no access to it.
  if (!address || !URL.canParse(address)) return true;
  const { protocol, hostname, pathname } = new URL(address);
  return !/^https?:$/.test(protocol) || RESTRICTED_HOSTS.test(hostname) || /\.pdf$/i.test(pathname)
    || (hostname === "chrome.google.com" && pathname.startsWith("/webstore"));
}

/** @param {Navigation} navigation */
const saveNavigation = navigation => api.storage.session.set({ navigation });

/** @param {string | undefined} address @returns {Promise<Navigation>} */
async function targetForAddress(address) {
  const node = nodeAt(address, await websiteOrigin());
  return node ? { node } : { tab: "opportunities" };
}

/**
 * The quote goes to the thread that the tab shows, or else waits for the thread that the person opens next.
 * @param {Quote} quote @param {string | undefined} address @returns {Promise<Navigation>}
 */
async function targetForQuote(quote, address) {
  const node = nodeAt(address, await websiteOrigin());
  const draft = node && replyTo(node, (await activeAccount())?.account ?? 0);
  if (draft && (await addQuote(draft, quote))) return { node, draft };
  await api.storage.session.set({ quote });
  return node ? { node } : { tab: "opportunities" };
}

/** @param {Quote} quote @returns {Promise<Navigation>} */
async function targetForSeed(quote) {
  const { "view:seed": seed } = /** @type {{"view:seed"?: Composer}} */ (await api.storage.session.get("view:seed"));
  if (seed && (await addQuote(seed.draft, quote))) return { draft: seed.draft };
  await api.storage.session.set({ quote });
  return { tab: "opportunities" };
}

/** @returns {Promise<string>} the address of Impromptu's website */
export async function websiteOrigin() {
  return (await activeAccount())?.site || DEFAULT_ORIGIN;
}

/** @returns {Promise<Header | undefined>} the header of the active account */
async function activeAccount() {
  return /** @type {{"view:header"?: Header}} */ (await api.storage.session.get("view:header"))["view:header"];
}

/** Brings a panel to the front: a panel that is already open navigates by itself; otherwise the popup opens, or a tab. */
export async function bringPanelToFront() {
  if (!(await isPanelOpen())) await openFrontPanel();
}

/** Opens the popup, or a tab where no popup can open. Works on every page. */
export async function openFrontPanel() {
  const previousPopup = api.action.getPopup({});
  try {
    // Also needed when the button opens another surface. Neither call is awaited, because the user gesture would expire before the popup
    // opens.
    void api.action.setPopup({ popup: POPUP });
    await api.action.openPopup();
  } catch {
    await api.tabs.create({ url: api.runtime.getURL(`panel.html?surface=side#${FRONT_PANEL}`) });
  } finally {
    if (!(await previousPopup)) await api.action.setPopup({ popup: "" });
  }
}

/** Opens the welcome page once per profile. Reinstalling, as with a temporary add-on, does not open it again. */
export async function openWelcomePage() {
  const { welcomed } = await api.storage.local.get("welcomed");
  if (welcomed) return;
  await api.storage.local.set({ welcomed: true });
  await api.tabs.create({ url: api.runtime.getURL("register.html?first") });
}

async function isPanelOpen() {
  const panel = api.runtime.getURL("panel.html");
  // Chrome lists the extension's pages. In Firefox the background is a page itself and can access them directly.
  if (api.runtime.getContexts) {
    const contexts = await api.runtime.getContexts({});
    return contexts.some(context => context.documentUrl?.startsWith(panel) ?? false);
  }
  return api.extension.getViews().some(view => view.location.href.startsWith(panel));
}
