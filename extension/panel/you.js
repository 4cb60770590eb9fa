// The tab You: account, budget, tier, reputation, tokens, share and depth of posts, receipts.
import { copyText } from "../clipboard.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openOptions, openWeb } from "../platform.js";
import { at, age, count, date, sameDay, say, signed, t, tCount } from "../i18n.js";
import { sendAndShow, showAnswer } from "../status.js";
import { views } from "../store.js";
import { emptyState } from "./empty-state.js";
import { meterBar } from "./header.js";
import { repaint } from "../render.js";
import { isUserAction, onUserAction } from "../user-action.js";
import { exportButton, history, outcomes } from "./history.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { ReputationValue, Spend, TierStep, Wallet, You } from "../../pkg/views" */

const COLLAPSED_COUNT = 4;
let showsAll = false;

export function youTab() {
  const page = views.you;
  if (!page) return [];
  if (!page.name && !page.budget) {
    return [emptyState({ icon: "person", title: { key: "emptyYouTitle" }, text: { key: "emptyYouText" }, code: null,
      buttons: [{ line: { key: "welcomeSignup" }, do: "register", main: true }, { line: { key: "welcomeKey" }, do: "options", main: false }] }), accounts()];
  }
  return [
    firstSteps(page), profile(page), accounts(), accountHealth(page), budget(page), history(page.days), tiers(page), reputation(page), tokens(page), share(page), depths(page),
    outcomes(page.outcomes), receipts(page), claim(page), referral(page), actions(),
  ];
}

/** @param {string} key @param {string} title @param {string} beside @param {...import("../dom.js").Child | import("../dom.js").Child[]} kids */
function section(key, title, beside, ...kids) {
  return h("section.section", { key, "aria-labelledby": `part-${key}` },
    h("div.head", null, h("h2", { id: `part-${key}` }, title), beside ? h("p.help.align-end", null, beside) : null), ...kids);
}

/** @param {You} page */
function profile(page) {
  return section("profile", t("partProfile"), "",
    h("p.help.dot-separated", null, page.since ? h("span", null, say(page.since)) : null, page.agentId ? h("span.mono", null, page.agentId) : null),
    page.description ? h("p.content-font.about", { dir: "auto" }, page.description) : null);
}

/** The list of accounts, when there are several. */
function accounts() {
  const rows = views.accounts?.rows ?? [];
  if (rows.length < 2) return null;
  return section("accounts", t("partAccounts"), "",
    h("ul.compact-list.pairs", null, rows.map(row => h("li", { key: row.number, "aria-current": row.current ? "true" : null },
      // The element stays a button for the active account, so that it keeps the focus after a switch.
      h("button.ellipsis", {
        type: "button", dir: "auto", "aria-disabled": row.current ? "true" : null, "aria-label": row.current ? null : t("accountSwitchTo", say(row.name)),
        on: { click: onUserAction(() => row.current || sendAndShow({ do: "switchAccount", account: row.number })) },
      }, say(row.name)),
      h("span.align-end", null, row.current ? t("current") : say(row.standing))))));
}

/** A checklist of the network and a prepared first post, until something is posted. @param {You} page */
function firstSteps(page) {
  if (!page.firstSteps) return null;
  const { steps, prepares } = page.firstSteps;
  return section("first-steps", t("firstStepsLabel"), steps.length ? t("amountOfTotal", steps.filter(step => step.done).length, steps.length) : "",
    steps.length ? h("ul.health-lines", null, steps.map((step, index) => h("li", { key: index },
      icon(step.done ? "check" : "pulse"), h("span", { dir: "auto" }, step.title),
      h("span.visually-hidden", null, t(step.done ? "stepDone" : "stepOpen"))))) : null,
    prepares ? h("button.btn", { key: "prepare", type: "button", on: { click: (/** @type {Event} */ event) => void prepare(event) } }, icon("pen"), t("doPrepareFirst")) : null,
    prepares ? h("p.help", { key: "note" }, t("firstPostNote")) : null);
}

/** @param {Event} event */
async function prepare(event) {
  if (!isUserAction(event)) return;
  const answer = await sendAndShow({ do: "prepareFirstPost" });
  if (answer.node) {
    goThread(answer.node, true);
    showAnswer(answer);
  }
}

/** @type {Record<string, string>} */
const HEALTH_ICONS = { ok: "check", wait: "wait", refuse: "terms" };

/** @param {You} page */
function accountHealth(page) {
  if (!page.health.length) return null;
  const open = page.health.filter(line => line.state !== "ok").length;
  return section("health", t("partHealth"), open ? tCount("healthOpen", open) : t("healthClear"),
    h("ul.health-lines", null, page.health.map((line, index) => h("li", { key: index, class: line.state },
      icon(HEALTH_ICONS[line.state] ?? "check"), h("span", { dir: "auto" }, say(line.line)), line.value ? h("span.tabular", null, say(line.value)) : null))),
    h("button.action", { key: "again", type: "button", on: { click: () => void sendAndShow({ do: "openYou" }) } }, icon("refresh"), t("healthAgain")));
}

/** @param {You} page */
function budget(page) {
  const meter = page.budget;
  if (!meter) return section("budget", t("partBudget"), "", h("p.help", null, t("budgetUnknown")));
  return section("budget", t("partBudget"), say(page.fullAt),
    h("p.tabular", null, h("span.large-value", null, count(meter.balance)), meter.max === null ? null : ` ${t("budgetOfMax", meter.max)}`),
    meter.max ? meterBar(meter) : null,
    page.budgetLine ? h("p.help", null, say(page.budgetLine)) : null);
}

/** @param {You} page */
function tiers(page) {
  if (!page.tiers.length) return null;
  return section("tier", t("partTier"), "",
    h("ol.tier-list", null, page.tiers.map((step, index) => tier(step, page.tiers[index + 1]))),
    page.progress.map(({ line, share }) => h("div.tier-progress", { key: line.key },
      h("p.tabular", null, say(line)),
      h("span.meter", null, share ? h("i", { style: { "inline-size": `${(share * 100).toFixed(1)}%` } }) : null))),
    page.tierLine ? h("p.help", null, say(page.tierLine)) : null);
}

/** @param {TierStep} step @param {TierStep | undefined} next */
function tier(step, next) {
  const classes = [step.here && "current", step.reached && "reached", next?.reached && "passed"].filter(Boolean).join(" ");
  return h("li", { key: step.line.key, class: classes, "aria-current": step.here ? "step" : null },
    h("b", null, say(step.line)), h("span.tabular", null, count(step.cap)),
    h("span.visually-hidden", null, t(step.here ? "current" : step.reached ? "tierReached" : "tierAhead")));
}

/** @param {You} page */
function reputation(page) {
  if (page.reputation === null) return null;
  const past = page.reputationPast;
  const first = past[0];
  return section("reputation", t("partReputation"), first ? t("reputationWas", first.value, date(first.at)) : "",
    h("div.facts-line", null, h("p.large-value", null, count(page.reputation)), past.length > 1 ? sparkline(past, page.reputation) : null));
}

/** @param {ReputationValue[]} past @param {number} now */
function sparkline(past, now) {
  const values = past.map(one => one.value);
  const low = Math.min(...values);
  const high = Math.max(...values, low + 1);
  const start = past[0]?.at ?? 0;
  const length = Math.max(1, (past.at(-1)?.at ?? 0) - start);
  const points = past.map(one => `${(((one.at - start) / length) * 240).toFixed(1)},${(34 - ((one.value - low) / (high - low)) * 30).toFixed(1)}`);
  return h("svg", { class: "sparkline", viewBox: "0 0 240 36", preserveAspectRatio: "none", role: "img", "aria-label": t("reputationChart", values[0] ?? now, now) },
    h("path", { class: "base", d: "M0 35.5H240" }), h("polyline", { points: points.join(" ") }));
}

/** @param {You} page */
function tokens(page) {
  if (!page.tokens.length) return null;
  return section("tokens", t("partTokens"), t("tokensHint"),
    h("dl.fact-pair", null, page.tokens.map(fact => h("div", { key: fact.label.key }, h("dd.large-value", null, say(fact.value)), h("dt.help", null, say(fact.label))))),
    page.wallet ? wallet(page.wallet) : null);
}

/** The movements of tokens, the address, and reading the wallet again. Nothing here moves money. @param {Wallet} item */
function wallet(item) {
  const { address, syncedAt } = item;
  return h("div.wallet", { key: "wallet" },
    item.movements.length ? h("ul.compact-list", { "aria-label": t("movementsLabel") }, item.movements.map((movement, index) => h("li", { key: index },
      h("span.tabular", null, movement.at === null ? "" : date(movement.at)), h("span.ellipsis", { dir: "auto" }, say(movement.line)),
      h("span.tabular", null, signed(movement.amount))))) : h("p.help", null, t("movementsNone")),
    h("div.row", null,
      address ? h("code.ellipsis", { key: "address" }, address) : null,
      address ? h("button.action", { key: "copy", type: "button", on: { click: () => void copyText(address, "saidCopied") } }, icon("copy"), t("walletCopy")) : null,
      item.syncs ? h("button.action", { key: "sync", type: "button", on: { click: onUserAction(() => sendAndShow({ do: "syncWallet" })) } }, icon("refresh"), t("walletSync")) : null,
      syncedAt ? h("span.help.align-end", { key: "synced" }, t("walletSynced", at(syncedAt))) : null));
}

/** @param {You} page */
function share(page) {
  if (!page.posts.length) return null;
  const seeds = page.posts.filter(Boolean).length;
  return section("share", t("partShare"), say(page.postsLine),
    page.posts.length > 1 ? h("div.post-bars", { key: "bars", role: "img", "aria-label": t("postsLabel", page.posts.length - seeds, seeds) },
      page.posts.map((seed, index) => h("i", { key: index, class: seed ? "seed" : "" }))) : null,
    h("p.help", null, t("postsHint")));
}

/** @param {You} page */
function depths(page) {
  const most = Math.max(0, ...page.depths);
  // A single reprompt makes no chart: its receipt says as much.
  if (page.depths.reduce((sum, number) => sum + number, 0) < 2) return null;
  const depthsText = page.depths.map((number, index) => t("depthAt", index + 1, number)).join(", ");
  return section("depth", t("partDepth"), say(page.depthsLine),
    h("div.depths", { role: "img", "aria-label": t("depthsLabel", depthsText) }, page.depths.map((number, index) =>
      h("span", { key: index, class: index >= 2 ? "deep" : "" },
        h("i", { style: { "block-size": `${Math.round((number / most) * 36)}px` } }), index === 7 ? t("depthMore", 8) : count(index + 1)))));
}

/** @param {You} page */
function receipts(page) {
  const list = showsAll ? page.receipts : page.receipts.slice(0, COLLAPSED_COUNT);
  const toggle = () => ((showsAll = !showsAll), repaint());
  return h("section.section", { key: "receipts", id: "receipts", tabindex: -1, "aria-labelledby": "part-receipts" },
    h("div.head", null, h("h2", { id: "part-receipts" }, t("partReceipts")),
      page.receipts.length > COLLAPSED_COUNT ? h("button.link.align-end", { type: "button", on: { click: toggle } }, t(showsAll ? "receiptsFew" : "receiptsAll")) : null),
    list.length ? h("ul.compact-list", { key: "list" }, list.map(receiptRow)) : h("p.help", null, t("receiptsNone")),
    list.length ? exportButton() : null);
}

/** @param {Spend} item @param {number} index */
function receiptRow(item, index) {
  const { node } = item;
  const when = sameDay(new Date(item.at), new Date()) ? at(item.at) : age(item.at);
  const rowProps = node ? { class: "opens", on: { click: openOnClick(() => goThread(node)) } } : null;
  return h("li", { key: index, ...rowProps },
    h("span.tabular", null, when),
    node ? h("button.link.ellipsis", { type: "button", title: t("doReadThread"), "aria-description": t("doReadThread"), on: { click: () => goThread(node) } }, say(item.line)) : h("span.ellipsis", null, say(item.line)),
    h("span.tabular", null, item.paid === null ? t("notKnown") : count(item.paid)));
}

/** What proves that a person owns the account, until it is claimed. @param {You} page */
function claim(page) {
  if (!page.claim) return null;
  const { code, url, start } = page.claim;
  return section("claim", t("claimCode"), t("claimPending"),
    h("div.row", null,
      code ? h("code.claim-code", { key: "code" }, code) : null,
      code ? h("button.action", { key: "copy", type: "button", on: { click: () => void copyText(code, "saidCopied") } }, icon("copy"), t("claimCopy")) : null,
      url ? h("button.action", { key: "claim", type: "button", on: { click: () => openWeb(url) } }, icon("out"), t("claimOpen")) : null,
      start ? h("button.action", { key: "start", type: "button", on: { click: () => goThread(start) } }, icon("read"), t("claimStart")) : null),
    h("p.help", null, t("claimNote")));
}

/** The referral link, and what it brought once somebody asks. @param {You} page */
function referral(page) {
  const link = page.referral;
  if (!link) return null;
  const line = page.referralLine;
  return h("details.section", { key: "referral" },
    h("summary", null, t("partReferral")),
    line ? h("p", { key: "line" }, say(line)) : null,
    h("div.row", null,
      h("button.action", { key: "copy", type: "button", on: { click: () => void copyText(link, "saidCopied") } }, icon("copy"), t("referralCopy")),
      page.referralAsks ? h("button.action", { key: "ask", type: "button", on: { click: () => void sendAndShow({ do: "openReferral" }) } }, icon("refresh"), t("referralAsk")) : null));
}

function actions() {
  return h("div.section.actions", { key: "footer" },
    views.header?.lockable ? h("button.action", { key: "lock", type: "button", on: { click: onUserAction(() => sendAndShow({ do: "lock" })) } }, icon("lock"), t("lock")) : null,
    h("button.action", { key: "options", type: "button", on: { click: () => openOptions() } }, icon("out"), t("options")));
}
