// The tab You: account, budget, tier, reputation, tokens, share and depth, receipts.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openOptions } from "../platform.js";
import { at, age, count, date, sameDay, say, t } from "../i18n.js";
import { ask, tellAlert, tellSaid } from "../status.js";
import { views } from "../store.js";
import { blankCard } from "./blank.js";
import { bar } from "./masthead.js";
import { goThread, repaint } from "./ui.js";

/** @import { Past, Spend, TierStep, You } from "../../pkg/views" */

const FEW = 4;
let all = false;

export function you() {
  const page = views.you;
  if (!page) return [];
  if (!page.name && !page.budget) {
    return [blankCard({ icon: "person", title: { key: "blankYouTitle" }, text: { key: "blankYouText" }, code: null,
      buttons: [{ line: { key: "connect" }, do: "options", main: true }] }), accounts()];
  }
  return [who(page), accounts(), budget(page), tiers(page), reputation(page), tokens(page), share(page), depths(page), receipts(page), foot(page)];
}

/** @param {string} key @param {string} title @param {string} beside @param {...import("../dom.js").Kid | import("../dom.js").Kid[]} kids */
function part(key, title, beside, ...kids) {
  return h("section.part", { key, "aria-labelledby": `part-${key}` },
    h("div.head", null, h("h2", { id: `part-${key}` }, title), beside ? h("p.help.end", null, beside) : null), ...kids);
}

/** @param {You} page */
function who(page) {
  return h("section.part", { key: "who" },
    h("h2.big", { dir: "auto" }, page.name ?? t("noticeSomeone")),
    h("p.help.dots", null, page.about.map((line, index) => h("span", { key: index, class: line.key === "verbatim" ? "mono" : "" }, say(line)))),
    page.description ? h("p.voice.about", { dir: "auto" }, page.description) : null);
}

/** The accounts to choose from, when there are several. */
function accounts() {
  const rows = views.accounts?.rows ?? [];
  if (rows.length < 2) return null;
  return part("accounts", t("partAccounts"), "",
    h("ul.ledger.pairs", null, rows.map(row => h("li", { key: row.number, "aria-current": row.current ? "true" : null },
      // One button all the while, so that the focus stays on it when it has done its work.
      h("button.clip", {
        type: "button", dir: "auto", "aria-disabled": row.current ? "true" : null, "aria-label": row.current ? null : t("accountSwitchTo", say(row.name)),
        on: { click: () => row.current || void ask({ do: "switchAccount", account: row.number }) },
      }, say(row.name)),
      h("span.end", null, row.current ? t("current") : say(row.standing))))));
}

/** @param {You} page */
function budget(page) {
  const meter = page.budget;
  if (!meter) return part("budget", t("partBudget"), "", h("p.help", null, t("budgetUnknown")));
  return part("budget", t("partBudget"), say(page.fullAt),
    h("p.num", null, h("span.big", null, count(meter.balance)), meter.max === null ? null : ` ${t("budgetOfMax", meter.max)}`),
    meter.max ? bar(meter) : null,
    page.budgetLine ? h("p.help", null, say(page.budgetLine)) : null);
}

/** @param {You} page */
function tiers(page) {
  if (!page.tiers.length) return null;
  return part("tier", t("partTier"), "",
    h("ol.ladder", null, page.tiers.map((step, index) => tier(step, page.tiers[index + 1]))),
    page.tierLine ? h("p.help", null, say(page.tierLine)) : null);
}

/** @param {TierStep} step @param {TierStep | undefined} next */
function tier(step, next) {
  const classes = [step.here && "here", step.reached && "reached", next?.reached && "passed"].filter(Boolean).join(" ");
  return h("li", { key: step.line.key, class: classes, "aria-current": step.here ? "step" : null },
    h("b", null, say(step.line)), h("span.num", null, count(step.cap)),
    h("span.unseen", null, t(step.here ? "current" : step.reached ? "tierReached" : "tierAhead")));
}

/** @param {You} page */
function reputation(page) {
  if (page.reputation === null) return null;
  const past = page.reputationPast;
  const first = past[0];
  return part("reputation", t("partReputation"), first ? t("reputationWas", first.value, date(first.at)) : "",
    h("div.facts-line", null, h("p.big", null, count(page.reputation)), past.length > 1 ? spark(past, page.reputation) : null));
}

/** @param {Past[]} past @param {number} now */
function spark(past, now) {
  const values = past.map(one => one.value);
  const low = Math.min(...values);
  const high = Math.max(...values, low + 1);
  const start = past[0]?.at ?? 0;
  const length = Math.max(1, (past.at(-1)?.at ?? 0) - start);
  const points = past.map(one => `${(((one.at - start) / length) * 240).toFixed(1)},${(34 - ((one.value - low) / (high - low)) * 30).toFixed(1)}`);
  return h("svg", { class: "spark", viewBox: "0 0 240 36", preserveAspectRatio: "none", role: "img", "aria-label": t("reputationChart", values[0] ?? now, now) },
    h("path", { class: "base", d: "M0 35.5H240" }), h("polyline", { points: points.join(" ") }));
}

/** @param {You} page */
function tokens(page) {
  if (!page.tokens.length) return null;
  return part("tokens", t("partTokens"), t("tokensHint"),
    h("dl.pair", null, page.tokens.map(fact => h("div", { key: fact.label.key }, h("dd.big", null, say(fact.value)), h("dt.help", null, say(fact.label))))));
}

/** @param {You} page */
function share(page) {
  if (!page.posts.length) return null;
  const seeds = page.posts.filter(Boolean).length;
  return part("share", t("partShare"), say(page.postsLine),
    h("div.strokes", { role: "img", "aria-label": t("postsLabel", page.posts.length - seeds, seeds) },
      page.posts.map((seed, index) => h("i", { key: index, class: seed ? "seed" : "" }))),
    h("p.help", null, t("postsHint")));
}

/** @param {You} page */
function depths(page) {
  const most = Math.max(0, ...page.depths);
  if (!most) return null;
  const told = page.depths.map((number, index) => t("depthAt", index + 1, number)).join(", ");
  return part("depth", t("partDepth"), say(page.depthsLine),
    h("div.depths", { role: "img", "aria-label": t("depthsLabel", told) }, page.depths.map((number, index) =>
      h("span", { key: index, class: index >= 2 ? "deep" : "" },
        h("i", { style: { "block-size": `${Math.round((number / most) * 36)}px` } }), index === 7 ? t("depthMore", 8) : count(index + 1)))));
}

/** @param {You} page */
function receipts(page) {
  const list = all ? page.receipts : page.receipts.slice(0, FEW);
  const toggle = () => ((all = !all), repaint());
  return h("section.part", { key: "receipts", id: "receipts", tabindex: -1, "aria-labelledby": "part-receipts" },
    h("div.head", null, h("h2", { id: "part-receipts" }, t("partReceipts")),
      page.receipts.length > FEW ? h("button.link.end", { type: "button", on: { click: toggle } }, t(all ? "receiptsFew" : "receiptsAll")) : null),
    list.length ? h("ul.ledger", null, list.map(spend)) : h("p.help", null, t("receiptsNone")));
}

/** @param {Spend} item @param {number} index */
function spend(item, index) {
  const { node } = item;
  const when = sameDay(new Date(item.at), new Date()) ? at(item.at) : age(item.at);
  return h("li", { key: index },
    h("span.num", null, when),
    node ? h("button.clip", { type: "button", on: { click: () => goThread(node) } }, say(item.line)) : h("span.clip", null, say(item.line)),
    h("span.num", null, item.paid === null ? t("notTold") : count(item.paid)));
}

/** @param {You} page */
function foot(page) {
  const { referral } = page;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(referral ?? "");
      tellSaid("saidCopied");
    } catch {
      tellAlert("alertCopy");
    }
  };
  return h("div.part.acts", { key: "foot" },
    h("button.act", { key: "lock", type: "button", on: { click: () => void ask({ do: "lock" }) } }, icon("lock"), t("lock")),
    h("button.act", { key: "options", type: "button", on: { click: () => openOptions() } }, icon("out"), t("options")),
    referral ? h("button.act", { key: "referral", type: "button", on: { click: () => void copy() } }, icon("copy"), t("referralCopy")) : null);
}
