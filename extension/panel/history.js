// Budget, spending and reputation day by day as small plots and as a table, what each post brought, and the receipts as a file.
import { csv } from "../csv.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { age, count, date, say, t } from "../i18n.js";
import { saveFile } from "../save-file.js";
import { send, views } from "../store.js";
import { showStatus } from "../status.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { DayFacts, Outcome } from "../../pkg/views" */
/** @typedef {(string | number | null)[]} ReceiptRow */

const DAY = 86_400_000;
/** The size of a plot in its own units; the page stretches it. */
const [WIDTH, HEIGHT] = [270, 40];

/** The number of a day from the first one. Days of 23 or 25 hours begin an hour off. @param {DayFacts} day @param {DayFacts} first */
const indexOf = (day, first) => Math.round((day.at - first.at) / DAY);

/**
 * The line through the known values, in two paths: one through days that follow one another, and one over the days between that are not known.
 * @param {[index: number, value: number][]} points @param {number} last index of the last day @param {number} high the largest value
 */
export function linePaths(points, last, high) {
  let known = "";
  let unknown = "";
  points.forEach(([index, value], position) => {
    const spot = `${((index / Math.max(1, last)) * WIDTH).toFixed(1)} ${(HEIGHT - (value / Math.max(1, high)) * HEIGHT).toFixed(1)}`;
    const before = points[position - 1];
    if (before && index - before[0] === 1) known += `L${spot}`;
    else {
      if (before) unknown += `L${spot}`;
      known += `M${spot}`;
    }
    unknown += `M${spot}`;
  });
  return { known, unknown };
}

/** @param {string} label @param {...import("../dom.js").Child} paths */
function plot(label, ...paths) {
  return h("svg", { class: "plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    h("path", { class: "base", d: `M0 ${HEIGHT}H${WIDTH}` }), ...paths);
}

/** @param {string} key @param {string} title @param {string} beside @param {import("../dom.js").Child} drawing */
function figure(key, title, beside, drawing) {
  return h("div.plot-block", { key }, h("p.help.plot-title", null, h("b", null, title), h("span", null, beside)), drawing);
}

/** The plots of the last days. A single day is no line: then it is said when they come. @param {DayFacts[]} days */
export function history(days) {
  const [first, latest] = [days[0], days.at(-1)];
  if (!first || !latest || first === latest) {
    return h("section.section", { key: "history", "aria-labelledby": "part-history" },
      h("div.head", null, h("h2", { id: "part-history" }, t("partHistory"))), h("p.help", null, t("historySoon")));
  }
  const last = indexOf(latest, first);
  const budgets = /** @type {[number, number][]} */ (days.flatMap(day => (day.lowest === null ? [] : [[indexOf(day, first), day.lowest]])));
  const lowest = Math.min(...budgets.map(([, value]) => value));
  const highest = Math.max(...budgets.map(([, value]) => value));
  const spent = days.reduce((sum, day) => sum + day.spent, 0);
  const most = Math.max(1, ...days.map(day => day.spent));
  const line = linePaths(budgets, last, highest);
  const bars = days.filter(day => day.spent > 0).map(day => {
    const left = ((indexOf(day, first) / Math.max(1, last)) * (WIDTH - 2) + 1).toFixed(1);
    return `M${left} ${HEIGHT}V${(HEIGHT - (day.spent / most) * HEIGHT).toFixed(1)}`;
  });
  return h("section.section", { key: "history", "aria-labelledby": "part-history" },
    h("div.head", null, h("h2", { id: "part-history" }, t("partHistory")), h("p.help.align-end", null, t("dateRange", date(first.at), date(latest.at)))),
    budgets.length > 1
      ? figure("budget", t("historyLowest"), t("valueRange", lowest, highest),
          plot(t("lowestChart", lowest, highest), h("path", { class: "unknown", d: line.unknown }), h("path", { d: line.known })))
      : null,
    figure("spent", t("historySpent"), t("spentTotal", spent), plot(t("spentChart", spent, most), h("path", { class: "bars", d: bars.join("") }))),
    h("details", { key: "table" }, h("summary", null, t("historyTable")), table(days)));
}

/** @param {DayFacts[]} days */
function table(days) {
  /** @param {number | null} value */
  const value = value => h("td.tabular", null, value === null ? t("notKnown") : count(value));
  return h("table.history-table", null,
    h("thead", null, h("tr", null, ["historyDay", "historyLowest", "historySpent", "partReputation"].map(key => h("th", { key, scope: "col" }, t(key))))),
    h("tbody", null, [...days].reverse().map(day => h("tr", { key: day.at },
      h("th", { scope: "row" }, date(day.at)), value(day.lowest), value(day.spent), value(day.reputation)))));
}

const COLLAPSED_COUNT = 4;

/** What each post brought. @param {Outcome[]} outcomes */
export function outcomes(outcomes) {
  if (!outcomes.length) return null;
  return h("section.section", { key: "outcomes", "aria-labelledby": "part-outcomes" },
    h("div.head", null, h("h2", { id: "part-outcomes" }, t("partOutcomes"))),
    h("ul.outcomes", null, outcomes.slice(0, COLLAPSED_COUNT).map(outcome)),
    outcomes.length > COLLAPSED_COUNT
      ? h("details", { key: "more" }, h("summary", null, t("outcomesEarlier")), h("ul.outcomes", null, outcomes.slice(COLLAPSED_COUNT).map(outcome)))
      : null);
}

/** @param {Outcome} item */
function outcome(item) {
  const open = () => goThread(item.node);
  const facts = [item.replies, item.likes].flatMap(fact => (fact ? say(fact) : []));
  return h("li.opens", { key: item.node, on: { click: openOnClick(open) } },
    h("p.outcome-title", null, h("button.link.ellipsis", { type: "button", dir: "auto", title: t("doReadThread"), "aria-description": t("doReadThread"), on: { click: open } }, item.title ?? (item.text || t("untitled"))), h("span.tabular", null, age(item.at))),
    item.title ? h("p.ellipsis.content-font", { dir: "auto" }, item.text) : null,
    h("p.help.dot-separated", null, (facts.length ? facts : [t("outcomeUnknown")]).map((fact, index) => h("span", { key: index }, fact)),
      item.paid === null ? null : h("span.tabular", null, t("outcomePaid", item.paid))));
}

/** The button that saves all receipts as a file. */
export function exportButton() {
  return h("button.action", { key: "export", type: "button", on: { click: () => void exportReceipts() } }, icon("download"), t("exportReceipts"));
}

/** The names of the columns, for programs. */
const COLUMNS = ["time", "act", "title", "text", "node", "estimated", "paid", "left"];

async function exportReceipts() {
  const { receipts } = /** @type {{receipts?: ReceiptRow[]}} */ (await send({ do: "receiptRows" }, views.header?.account));
  if (!receipts) return;
  const rows = receipts.map(([at, ...rest]) => [new Date(Number(at)).toISOString(), ...rest]);
  // Spreadsheets know by the byte order mark that it is UTF-8.
  saveFile(`impromptu-receipts-${new Date().toISOString().slice(0, 10)}.csv`, "text/csv", "\u{FEFF}", csv([COLUMNS, ...rows]));
  showStatus("saidReceipts");
}
