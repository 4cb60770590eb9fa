// The header: name, tier, heartbeat, and budget, with the banner below it.
import { h } from "../dom.js";
import { icon, logo } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { runAction } from "./actions.js";
import { focusSoon } from "../render.js";

/** @import { Header, Meter, HeartbeatStatus, Banner, Tone } from "../../pkg/views" */

/** @type {Record<HeartbeatStatus, [icon: string, tone: string]>} */
const PULSE_ICONS = {
  heard: ["beat", ""],
  beating: ["beat", ""],
  waiting: ["wait", "wait"],
  offline: ["off", ""],
  refused: ["key", "refuse"],
  terms: ["terms", "wait"],
  locked: ["lock", ""],
  unknown: ["beat", ""],
};

/** @type {Record<Tone, string>} */
const BANNER_ICONS = { off: "off", wait: "wait", refuse: "key" };

/** @param {Header | undefined} view */
export function header(view) {
  if (!view) return h("header.header", { key: "header" }, h("h1.visually-hidden", null, t("appName")), h("div", null, plainName()));
  const [iconName, tone] = PULSE_ICONS[view.heartbeatStatus] ?? PULSE_ICONS.unknown;
  return h("header.header", { key: "header" }, h("h1.visually-hidden", null, t("appName")),
    h("div.who", null,
      view.name ? h("p.name.ellipsis", { dir: "auto" }, view.name) : plainName(),
      h("p.state.dot-separated", null,
        view.tier ? h("b", null, say(view.tier)) : null,
        h("span", { class: tone }, icon(iconName, "small"), " ", say(view.heartbeatLine)))),
    view.connected ? meter(view.budget) : null);
}

const plainName = () => h("p.name", null, logo(), t("appName"));

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
  return h("div.banner", { key: "banner", class: strip.tone },
    icon(BANNER_ICONS[strip.tone], "small"),
    h("p", null, say(strip.line)),
    button ? h("button.link", { type: "button", on: { click: (/** @type {Event} */ event) => runAction(button, event) } }, say(button.line)) : null,
    aside ? h("button.link", { key: "aside", type: "button", on: { click: (/** @type {Event} */ event) => (runAction(aside, event), focusSoon("#tab-panel")) } }, say(aside.line)) : null);
}
