// Who, tier, heartbeat; budget, cap, when it refills. Said on every visit.
import { h } from "../dom.js";
import { icon, mark } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { press } from "./actions.js";
import { focusSoon } from "./ui.js";

/** @import { Masthead, Meter, Pulse, Strip, Tone } from "../../pkg/views" */

/** @type {Record<Pulse, [icon: string, tone: string]>} */
const PULSES = {
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
const STRIPS = { off: "off", wait: "wait", refuse: "key" };

/** @param {Masthead | undefined} head */
export function masthead(head) {
  if (!head) return h("header.mast", { key: "mast" }, h("h1.unseen", null, t("appName")), h("div", null, plainName()));
  const [drawing, tone] = PULSES[head.pulse] ?? PULSES.unknown;
  return h("header.mast", { key: "mast" }, h("h1.unseen", null, t("appName")),
    h("div.who", null,
      head.name ? h("p.name.clip", { dir: "auto" }, head.name) : plainName(),
      h("p.state.dots", null,
        head.tier ? h("b", null, say(head.tier)) : null,
        h("span", { class: tone }, icon(drawing, "small"), " ", say(head.pulseLine)))),
    head.connected ? meter(head.budget) : null);
}

const plainName = () => h("p.name", null, mark(), t("appName"));

/** @param {Meter | null} budget */
function meter(budget) {
  if (!budget) return h("div.budget", null, h("span", null, t("budgetUnknown")));
  const next = say(budget.next);
  const of = budget.max === null ? count(budget.balance) : t("amountOfTotal", budget.balance, budget.max);
  return h("div.budget.num", { role: "img", "aria-label": [t("budgetLabel", of), next].filter(Boolean).join(", ") },
    h("span", null, h("strong", null, count(budget.balance)), budget.max === null ? null : ` ${t("budgetOfMax", budget.max)}`),
    budget.max ? bar(budget) : null,
    next ? h("span", null, next) : null);
}

/** The bar of a meter; what it shows is said in words beside it. @param {Meter} budget */
export function bar(budget) {
  const share = Math.max(0, Math.min(1, budget.balance / (budget.max || 1)));
  return h("span.meter", { class: budget.low ? "low" : "" },
    h("i", { style: { "inline-size": `${(share * 100).toFixed(1)}%` } }));
}

/** @param {Strip} strip */
export function stripLine(strip) {
  const { aside, button } = strip;
  return h("div.strip", { key: "strip", class: strip.tone },
    icon(STRIPS[strip.tone], "small"),
    h("p", null, say(strip.line)),
    button ? h("button.link", { type: "button", on: { click: () => press(button) } }, say(button.line)) : null,
    aside ? h("button.link", { key: "aside", type: "button", on: { click: () => (press(aside), focusSoon("#room")) } }, say(aside.line)) : null);
}
