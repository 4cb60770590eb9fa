// The panel: popup, docked, or in a page. Paints from stored views first, and only then says hello to the core.
import { h, paint } from "./dom.js";
import { isSeed, nodeOf } from "./draft.js";
import { wear } from "./looks.js";
import { icon } from "./icons.js";
import { count, fillPage, t, tCount } from "./i18n.js";
import { room } from "./platform.js";
import { ask, startStatus, statusLine, tellSaid } from "./status.js";
import { loadFirst, more, send, takeDoor, views, watch } from "./store.js";
import { masthead, stripLine } from "./panel/masthead.js";
import { feed } from "./panel/feed.js";
import { listenToKeys } from "./panel/keys.js";
import { placeQuote, quoteBand } from "./panel/quote.js";
import { focusSoon, goTab, goThread, guardPresses, repaint, shown, startPainting, TABS, ui } from "./panel/ui.js";

/** @import { Kids } from "./dom.js" */
/** @import { Tab } from "./panel/ui.js" */

/** @type {Record<Tab, [icon: string, key: string]>} */
const TAB_WORDS = {
  opportunities: ["door", "tabOpportunities"],
  notifications: ["bell", "tabNotifications"],
  drafts: ["pen", "tabDrafts"],
  create: ["sprout", "tabCreate"],
  you: ["person", "tabYou"],
};

/** Rooms that are not needed for the first paint are fetched when that has been shown, or when one is entered. @type {Partial<Record<string, () => Kids>>} */
const rooms = { opportunities: feed };

/** @type {Record<string, () => Promise<() => Kids>>} */
const doors = {
  notifications: async () => (await import("./panel/notices.js")).notices,
  drafts: async () => (await import("./panel/outbox.js")).outbox,
  create: async () => (await import("./panel/create.js")).create,
  you: async () => (await import("./panel/you.js")).you,
  thread: async () => (await import("./panel/thread.js")).thread,
  locked: async () => (await import("./panel/locked.js")).locked,
};

/** @param {string} name @returns {Kids} */
function roomOf(name) {
  const room = rooms[name];
  if (room) return room();
  void furnish(name).then(repaint);
  return null;
}

/** @param {string} name */
async function furnish(name) {
  rooms[name] ??= await doors[name]?.();
}

/** The bar of a panel that stands in a page. @type {() => Kids} */
let bar = () => null;

function draw() {
  const head = views.masthead;
  const locked = head?.locked ?? false;
  const name = locked ? "locked" : ui.thread ? "thread" : ui.tab;
  const inside = roomOf(name);
  placeQuote();
  // Thread and Create bring their own frame, with a composer below what scrolls.
  const framed = name === "thread" || name === "create" ? inside : null;
  const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
  panel.dataset["room"] = name;
  paint(panel,
    bar(),
    locked ? null : masthead(head),
    locked || !head?.strip ? null : stripLine(head.strip),
    locked || ui.thread ? null : tabs(),
    locked ? null : quoteBand(),
    framed ?? h("main", { key: `room-${name}` }, h("div.scroll", {
      id: "room", role: locked ? null : "tabpanel", tabindex: -1, "aria-busy": rooms[name] ? null : "true", "aria-labelledby": locked ? null : `tab-${ui.tab}`,
    }, inside)),
    statusLine());
}

function tabs() {
  const counts = { notifications: views.masthead?.unread ?? 0, drafts: views.masthead?.drafts ?? 0 };
  return h("nav", { key: "tabs" }, h("div.tabs", { role: "tablist", "aria-label": t("tabsLabel") }, TABS.map(tab => {
    const [drawing, key] = TAB_WORDS[tab];
    const number = tab in counts ? counts[/** @type {keyof typeof counts} */ (tab)] : 0;
    const selected = tab === ui.tab;
    return h("button", {
      key: tab, type: "button", role: "tab", id: `tab-${tab}`, "aria-selected": String(selected), "aria-controls": "room",
      "aria-description": number ? tCount("tabWaiting", number) : null, tabindex: selected ? 0 : -1,
      on: { click: () => enter(tab), keydown: walkTabs },
    }, icon(drawing), h("span.word", null, t(key)), number ? h("span.count.num", { "aria-hidden": "true" }, count(number)) : null);
  })));
}

/** @param {KeyboardEvent} event */
function walkTabs(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const forward = document.documentElement.dir === "rtl" ? -step : step;
  const next = TABS[(TABS.indexOf(ui.tab) + forward + TABS.length) % TABS.length];
  if (!next) return;
  enter(next);
  focusSoon(`#tab-${next}`);
  event.preventDefault();
}

/** @type {Record<Tab, string[]>} */
const VIEWS_OF = {
  opportunities: [], notifications: ["notices"], drafts: ["outbox"], create: ["seed", "outbox"], you: ["you", "accounts", "outbox"],
};

/** @param {Tab} tab */
function enter(tab) {
  goTab(tab);
  if (VIEWS_OF[tab].some(name => !(name in views))) void more(VIEWS_OF[tab]);
  if (tab === "you") void ask({ do: "you" });
}

/** The account that this panel shows. @type {number | undefined} */
let account;

/** Another account came to the front: what was read as the one before is left. */
function followAccount() {
  const before = account;
  account = views.masthead?.account;
  if (before !== undefined && before !== account) goTab(ui.tab);
}

/** Goes where a notice, a menu or another door asked. */
function followDoor() {
  const door = takeDoor();
  if (!door) return;
  const node = door.node ?? nodeOf(door.draft ?? "");
  if (node) goThread(node, door.draft !== undefined);
  else if (isSeed(door.draft ?? "")) enter("create");
  else if (door.tab) enter(/** @type {Tab} */ (TABS.find(tab => tab === door.tab) ?? "opportunities"));
  if (door.note) tellSaid(door.note);
  // A second press that was already on its way to the page does not count here.
  const since = performance.now();
  if (door.note === "guestSecondStep") guardPresses(event => event.timeStamp - since > 700);
}

/** @param {string} id */
async function showReceipt(id) {
  if (!views.outbox) await more(["outbox"]);
  const posted = views.outbox?.posted.some(slip => slip.id === id);
  enter(posted ? "drafts" : "you");
  focusSoon(posted ? `[data-row="${CSS.escape(id)}"]` : "#receipts");
}

async function start() {
  fillPage();
  if (room() === "page") {
    const guest = await import("./panel/guest.js");
    if (!(await guest.enterPage())) return;
    bar = guest.guestBar;
  }
  startPainting(draw);
  startStatus(repaint, id => void showReceipt(id));
  await loadFirst();
  if (views.masthead) wear(views.masthead.looks);
  followAccount();
  followDoor();
  // The keys are the panel's from the start, and Esc leads back.
  if (room() === "page" && !ui.thread) focusSoon("[role='tab'][aria-selected='true']");
  draw();
  watch(names => {
    if (names.has("masthead") && views.masthead) wear(views.masthead.looks);
    followAccount();
    if (names.has("goto")) followDoor();
    repaint();
  });
  listenToKeys(enter);
  setInterval(repaint, 30_000);
  // What the core has to say, and what stands further down, would only put off what can be seen now.
  await shown;
  void send({ do: "hello" });
  // The core looks at the network whenever it is asked something; Chromium tells its worker nothing by itself.
  for (const change of ["online", "offline"]) addEventListener(change, () => void send({ do: "hello" }));
  void more(["masthead", "feed", "feed:more", "notices", "outbox", "seed", "you", "accounts"]).then(() => Object.keys(doors).map(furnish));
  document.addEventListener("visibilitychange", seen);
  seen();
}

/** What stands on the screen is no longer new, once it was looked at and left. */
function seen() {
  if (document.visibilityState === "hidden" && views.feed) void send({ do: "seen" });
}

void start();
