// The panel: as a popup, docked, or in a page. It paints from stored views first and sends *hello* to the core afterwards.
import { adopt, h, paint } from "./dom.js";
import { isSeed, nodeOf } from "./draft-id.js";
import { applyTheme } from "./theme.js";
import { icon } from "./icons.js";
import { count, fillPage, t, tCount } from "./i18n.js";
import { surface } from "./platform.js";
import { clearOtherAccountStatus, clearStatus, sendAndShow, showStatus, startStatus, statusLine } from "./status.js";
import { loadEarlyViews, reloadViews, send, takeNavigation, views, watch } from "./store.js";
import { firstFrame, keepFirstFrame } from "./panel/first-frame.js";
import { banner, header } from "./panel/header.js";
import { feedTab } from "./panel/feed.js";
import { listenToKeys } from "./panel/keyboard.js";
import { openSearch } from "./panel/search.js";
import { insertWaitingQuote, quoteBar } from "./panel/waiting-quote.js";
import { firstPaint, focusSoon, repaint, startPainting } from "./render.js";
import { setClickGuard } from "./user-action.js";
import { closeThread, goTab, goThread, TABS, ui } from "./panel/navigation.js";

/** @import { Children } from "./dom.js" */
/** @import { Tab } from "./panel/navigation.js" */

/** @type {Record<Tab, [icon: string, key: string]>} */
const TAB_LABELS = {
  opportunities: ["door", "tabOpportunities"],
  notifications: ["bell", "tabNotifications"],
  drafts: ["pen", "tabDrafts"],
  create: ["sprout", "tabCreate"],
  you: ["person", "tabYou"],
};

/**
 * Render functions by name. Those that the first paint does not need are loaded after it, or when they are needed.
 * @type {Partial<Record<string, () => Children>>}
 */
const tabRenderers = { opportunities: feedTab };

/** @type {Record<string, () => Promise<() => Children>>} */
const tabLoaders = {
  notifications: async () => (await import("./panel/notifications.js")).notificationsTab,
  drafts: async () => (await import("./panel/drafts.js")).draftsTab,
  create: async () => (await import("./panel/create.js")).createTab,
  you: async () => (await import("./panel/you.js")).youTab,
  thread: async () => (await import("./panel/thread.js")).threadView,
  locked: async () => (await import("./panel/unlock.js")).unlockForm,
};

/** @param {string} name @returns {Children} */
function renderTab(name) {
  const render = tabRenderers[name];
  if (render) return render();
  void loadTab(name).then(repaint);
  return null;
}

/** @param {string} name */
async function loadTab(name) {
  tabRenderers[name] ??= await tabLoaders[name]?.();
}

/** The title bar of a panel in a page. @type {() => Children} */
let pageTitleBar = () => null;

/** The list of keyboard shortcuts, once it was asked for. @type {() => Children} */
let keyboardHelp = () => null;

async function openKeyboardHelp() {
  const help = await import("./panel/keyboard-help.js");
  keyboardHelp = help.keyboardHelp;
  help.openKeyboardHelp();
}

function paintPanel() {
  const head = views.header;
  const locked = head?.locked ?? false;
  const name = locked ? "locked" : ui.thread ? "thread" : ui.tab;
  const body = renderTab(name);
  insertWaitingQuote();
  // Thread and Create render their own main element, with a composer below the scrolling part.
  const ownMain = name === "thread" || name === "create" ? body : null;
  const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
  panel.dataset["view"] = name;
  paint(panel,
    pageTitleBar(),
    locked ? null : header(head),
    locked || !head?.banner ? null : banner(head.banner),
    locked || ui.thread ? null : tabs(),
    locked ? null : quoteBar(),
    ownMain ?? h("main", { key: `view-${name}` }, h("div.scroll", {
      id: "tab-panel", role: locked ? null : "tabpanel", tabindex: -1, "aria-busy": tabRenderers[name] ? null : "true", "aria-labelledby": locked ? null : `tab-${ui.tab}`,
    }, body)),
    statusLine(),
    keyboardHelp());
  fitTabs();
  keepFirstFrame(panel);
}

/** Takes over what was painted before the modules were loaded, and carries out what was pressed there meanwhile. */
function paintFirst() {
  if (firstFrame) adopt(/** @type {HTMLElement} */ (document.getElementById("panel")), firstFrame.nodes);
  paintPanel();
  // A made click: it opens what it opens, and spends nothing.
  for (const element of firstFrame?.end() ?? []) if (element instanceof HTMLElement && element.isConnected) element.click();
}

/** What the tabs showed when they were last measured. */
let measuredTabs = "";

/** Shows icons for the tabs that are not open where five names do not fit. Measures only when the tabs or the width changed. */
function fitTabs() {
  const list = document.querySelector(".tabs");
  if (!(list instanceof HTMLElement)) return;
  const shown = `${list.textContent} ${ui.tab} ${innerWidth} ${document.documentElement.dataset["text"] ?? ""}`;
  if (shown === measuredTabs) return;
  measuredTabs = shown;
  list.classList.remove("icons");
  list.classList.toggle("icons", innerWidth < 360 || list.scrollWidth > list.clientWidth);
}

/** Marks a popup that the browser gave less height than it asks for, so that it uses what there is and its content scrolls. */
function fitHeight() {
  if (surface() === "popup") document.documentElement.toggleAttribute("data-low", innerHeight < 600);
}

function tabs() {
  const counts = { notifications: views.header?.unread ?? 0, drafts: views.header?.drafts ?? 0 };
  return h("nav", { key: "tabs" }, h("div.tabs", { role: "tablist", "aria-label": t("tabsLabel") }, TABS.map(tab => {
    const [iconName, key] = TAB_LABELS[tab];
    const number = tab in counts ? counts[/** @type {keyof typeof counts} */ (tab)] : 0;
    const selected = tab === ui.tab;
    return h("button", {
      key: tab, type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(selected), "aria-controls": "tab-panel",
      "aria-description": number ? tCount("tabWaiting", number) : null, tabindex: selected ? 0 : -1,
      on: { click: () => openTab(tab), keydown: onTabKey },
    }, icon(iconName), h("span.word", null, t(key)), number ? h("span.count.tabular", { "aria-hidden": "true" }, count(number)) : null);
  })));
}

/** @param {KeyboardEvent} event */
function onTabKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const forward = document.documentElement.dir === "rtl" ? -step : step;
  const next = TABS[(TABS.indexOf(ui.tab) + forward + TABS.length) % TABS.length];
  if (!next) return;
  openTab(next);
  focusSoon(`#tab-${next}`);
  event.preventDefault();
}

/** @type {Record<Tab, string[]>} */
const VIEWS_OF = {
  opportunities: [], notifications: ["notifications"], drafts: ["outbox"], create: ["seed", "outbox"], you: ["you", "accounts", "outbox"],
};

/** @param {Tab} tab */
function openTab(tab) {
  goTab(tab);
  if (VIEWS_OF[tab].some(name => !(name in views))) void reloadViews(VIEWS_OF[tab]);
  if (tab === "you") void sendAndShow({ do: "openYou" });
}

/** The account that this panel shows. @type {number | undefined} */
let account;

/** Whether its key is locked. */
let isLocked = false;

/** Leaves the open thread when another account becomes active, and clears the status line then and when the key is locked. */
function onAccountChange() {
  const before = account;
  account = views.header?.account;
  if (before !== undefined && before !== account) {
    clearOtherAccountStatus();
    closeThread();
  }
  const wasLocked = isLocked;
  isLocked = views.header?.locked ?? false;
  if (isLocked && !wasLocked) clearStatus();
}

/** Navigates to where a notification, a menu or another entry point points. */
function navigate() {
  const target = takeNavigation();
  if (!target) return;
  const node = target.node ?? nodeOf(target.draft ?? "");
  if (node) goThread(node, target.draft !== undefined);
  else if (isSeed(target.draft ?? "")) openTab("create");
  else if (target.tab) openTab(/** @type {Tab} */ (TABS.find(tab => tab === target.tab) ?? "opportunities"));
  if (target.note) showStatus(target.note);
  // Ignores the second click of a double-click that began in the page.
  const since = performance.now();
  if (target.note === "pagePanelSecondStep") setClickGuard(event => event.timeStamp - since > 700);
}

/** Opens the tab that the address names, as the last step of the sign-up does. In a page, the hash is a ticket. */
function openNamedTab() {
  const named = surface() === "page" ? undefined : TABS.find(tab => `#${tab}` === location.hash);
  if (named) openTab(named);
}

/** @param {string} id */
async function showReceipt(id) {
  if (!views.outbox) await reloadViews(["outbox"]);
  const posted = views.outbox?.posted.some(submission => submission.id === id);
  openTab(posted ? "drafts" : "you");
  focusSoon(posted ? `[data-row="${CSS.escape(id)}"]` : "#receipts");
}

async function start() {
  fillPage();
  if (surface() === "page") {
    const pagePanel = await import("./panel/page-panel.js");
    pagePanel.startPagePanel();
    pageTitleBar = pagePanel.titleBar;
  }
  startStatus(repaint, id => void showReceipt(id));
  await loadEarlyViews();
  if (views.header) applyTheme(views.header.appearance);
  onAccountChange();
  navigate();
  openNamedTab();
  // The panel has the keyboard focus from the start, so that Esc closes it.
  if (surface() === "page" && !ui.thread) focusSoon("[role='tab'][aria-selected='true']");
  // Nothing is painted before: what the first frame shows would be painted beside it.
  startPainting(paintPanel);
  paintFirst();
  watch(names => {
    if (names.has("header") && views.header) applyTheme(views.header.appearance);
    onAccountChange();
    if (names.has("navigation")) navigate();
    repaint();
  });
  listenToKeys(openTab, openSearch, () => void openKeyboardHelp());
  setInterval(repaint, 30_000);
  // Everything below waits for the first paint, because it would delay it.
  await firstPaint;
  fitHeight();
  addEventListener("resize", () => (fitHeight(), fitTabs()));
  void send({ do: "hello" });
  // The core checks the connection with each command. Chromium does not tell its worker about changes.
  for (const change of ["online", "offline"]) addEventListener(change, () => void send({ do: "hello" }));
  void reloadViews(["header", "feed", "feed:more", "search", "lists", "notifications", "outbox", "seed", "you", "accounts"]).then(() => Object.keys(tabLoaders).map(loadTab));
  document.addEventListener("visibilitychange", reportSeen);
  reportSeen();
}

/** When the panel is hidden, everything it showed counts as seen. */
function reportSeen() {
  if (document.visibilityState === "hidden" && views.feed) void send({ do: "markFeedSeen" });
}

void start();
