// The header: name, tier, heartbeat, and budget, with the banner below it.
import { h } from "../dom.js";
import { icon, logo } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { runAction } from "./actions.js";
import { sendAndShow } from "../status.js";
import { reloadViews, views } from "../store.js";
import { focusSoon, repaint } from "../render.js";

/** @import { Header, Meter, HeartbeatStatus, Banner, Tone } from "../../pkg/views" */

/** @type {Record<HeartbeatStatus, [icon: string, tone: string]>} */
const HEARTBEAT_ICONS = {
  current: ["beat", ""],
  updating: ["beat", ""],
  waiting: ["wait", "wait"],
  offline: ["off", ""],
  refused: ["key", "refuse"],
  terms: ["terms", "wait"],
  locked: ["lock", ""],
  unknown: ["beat", ""],
};

/** @type {Record<Tone, string>} */
const BANNER_ICONS = { off: "off", wait: "wait", refuse: "key" };

/** The menu under the name, while it is open. It is loaded when it is first opened. @type {typeof import("./account-menu.js").accountMenu | null} */
let openMenu = null;

/** Whether the update that the person asked for is running. */
let isUpdating = false;

/** @param {Header | undefined} view */
export function header(view) {
  if (!view) return h("header.header", { key: "header" }, h("h1.visually-hidden", null, t("appName")), h("div", null, h("p.name", null, logo(), t("appName"))));
  return h("header.header", { key: "header" }, h("h1.visually-hidden", null, t("appName")),
    h("div.who", null,
      h("div.menu-anchor", null, nameButton(view), openMenu ? openMenu(closeMenu) : null),
      h("p.state.dot-separated", null,
        view.tier ? h("b", null, say(view.tier)) : null,
        heartbeat(view))),
    view.connected ? meter(view.budget) : null);
}

/** @param {Header} view */
function nameButton(view) {
  return h("button.name", {
    id: "account-menu-button", type: "button", "aria-haspopup": "menu", "aria-expanded": String(openMenu !== null),
    "aria-controls": openMenu ? "account-menu" : null, "aria-description": t("accountMenu"),
    on: { click: () => (openMenu ? closeMenu() : void showMenu()) },
  }, view.name ? h("span.ellipsis", { dir: "auto" }, view.name) : h("span", null, logo(), t("appName")), icon(openMenu ? "up" : "down", "small"));
}

async function showMenu() {
  const { accountMenu } = await import("./account-menu.js");
  if (!views.accounts) await reloadViews(["accounts"]);
  openMenu = accountMenu;
  repaint();
  addEventListener("pointerdown", closeOnOutsidePress, { capture: true });
}

function closeMenu() {
  if (!openMenu) return;
  openMenu = null;
  removeEventListener("pointerdown", closeOnOutsidePress, { capture: true });
  // Returns the focus only where the menu had it.
  if (document.activeElement?.closest("#account-menu")) focusSoon("#account-menu-button");
  else repaint();
}

/** @param {Event} event */
function closeOnOutsidePress(event) {
  if (event.target instanceof Element && !event.target.closest(".menu-anchor")) closeMenu();
}

/** The age of the page is a button that updates it, unless there is nothing to update or Impromptu asked to wait. @param {Header} view */
function heartbeat(view) {
  const [iconName, tone] = HEARTBEAT_ICONS[view.heartbeatStatus] ?? HEARTBEAT_ICONS.unknown;
  const line = isUpdating ? t("statusUpdating") : say(view.heartbeatLine);
  if (!view.connected || !["current", "offline", "updating"].includes(view.heartbeatStatus)) {
    return h("span", { key: "state", class: tone }, icon(iconName, "small"), " ", line);
  }
  return h("span", { key: "update" }, h("button.update", {
    type: "button", class: tone, "aria-busy": isUpdating ? "true" : null, "aria-description": t("doUpdate"), on: { click: () => void update() },
  }, icon(view.heartbeatStatus === "offline" ? "off" : "refresh", "small"), " ", line));
}

async function update() {
  if (isUpdating) return;
  isUpdating = true;
  repaint();
  await sendAndShow({ do: "heartbeat" });
  isUpdating = false;
  repaint();
}

/** @param {Meter | null} budget */
function meter(budget) {
  if (!budget) return h("div.budget", null, h("span", null, t("budgetUnknown")));
  const refillText = say(budget.next);
  const of = budget.max === null ? count(budget.balance) : t("amountOfTotal", budget.balance, budget.max);
  return h("div.budget.tabular", { role: "img", "aria-label": [t("budgetLabel", of), refillText].filter(Boolean).join(", ") },
    h("span", null, h("strong", null, count(budget.balance)), budget.max === null ? null : ` ${t("budgetOfMax", budget.max)}`),
    budget.max ? meterBar(budget) : null,
    refillText ? h("span", null, refillText) : null);
}

/** The bar of a meter. The text beside it says the same. @param {Meter} budget */
export function meterBar(budget) {
  const share = Math.max(0, Math.min(1, budget.balance / (budget.max || 1)));
  return h("span.meter", { class: budget.low ? "low" : "" },
    h("i", { style: { "inline-size": `${(share * 100).toFixed(1)}%` } }));
}

/** @param {Banner} strip */
export function banner(strip) {
  const { aside, button } = strip;
  return h("aside.banner", { key: "banner", class: strip.tone },
    icon(BANNER_ICONS[strip.tone], "small"),
    h("p", null, say(strip.line)),
    button ? h("button.link", { type: "button", on: { click: (/** @type {Event} */ event) => runAction(button, event) } }, say(button.line)) : null,
    aside ? h("button.link", { key: "aside", type: "button", on: { click: (/** @type {Event} */ event) => (runAction(aside, event), focusSoon("#tab-panel")) } }, say(aside.line)) : null);
}
