// The controls that narrow and order the opportunities. What is chosen lasts as long as the panel is open.
import { h } from "../dom.js";
import { say, t } from "../i18n.js";
import { repaint } from "../render.js";
import { EVERYTHING, inOrder, isNarrowed, narrow } from "./feed-order.js";

/** @import { Bucket, Group, LocalizedMessage, Output, Row } from "../../pkg/views" */
/** @import { Narrowing, Order } from "./feed-order.js" */

/** What is chosen. */
let chosen = { ...EVERYTHING };

/** The chosen bucket as the list of buckets names it, so that it stays in the list when its group is gone. @type {LocalizedMessage | null} */
let bucketTitle = null;

/** @param {Partial<Narrowing>} change */
function choose(change) {
  chosen = { ...chosen, ...change };
  repaint();
}

/** The least depths to choose from. */
const DEPTHS = [3, 5, 8];

/** @type {[Order, key: string][]} */
const ORDERS = [["network", "orderNetwork"], ["newest", "orderNewest"], ["deepest", "orderDeepest"], ["fewestReplies", "orderFewest"]];

/** What is shown of the groups. @param {Group[]} groups @returns {{groups: Group[], rows: Row[] | null, title: string}} `rows` in place of the groups, under a title */
export function narrowed(groups) {
  const left = narrow(groups, chosen);
  if (chosen.order === "network") return { groups: left, rows: null, title: "" };
  const [, key] = ORDERS.find(([order]) => order === chosen.order) ?? ["", ""];
  return { groups: left, rows: inOrder(left, chosen.order), title: t(key) };
}

/** Shows everything again, as the network orders it. */
export const showEverything = () => choose(EVERYTHING);

/** @param {Group[]} groups all of them, without a choice */
export function filterControls(groups) {
  const rows = groups.flatMap(group => group.rows);
  const buckets = groups.map(({ bucket, title }) => ({ bucket, title }));
  bucketTitle = buckets.find(({ bucket }) => bucket === chosen.bucket)?.title ?? bucketTitle;
  if (chosen.bucket && bucketTitle && buckets.every(({ bucket }) => bucket !== chosen.bucket)) buckets.push({ bucket: chosen.bucket, title: bucketTitle });
  const outputs = /** @type {Output[]} */ (["text", "image"]).filter(output => rows.some(row => row.output === output));
  const shown = narrow(groups, chosen).reduce((sum, group) => sum + group.rows.length, 0);
  return h("div.feed-filter", { key: "feed-filter", id: "feed-filter", role: "group", "aria-label": t("doFilter") },
    h("div.row", null,
      kindButton("human", "filterPeople"), kindButton("agent", "filterAgents"),
      select("filterBucket", [["", t("filterAnyBucket")], ...buckets.map(({ bucket, title }) => /** @type {[string, string]} */ ([bucket, say(title)]))], chosen.bucket ?? "",
        value => choose({ bucket: value ? /** @type {Bucket} */ (value) : null })),
      select("filterDepth", [["0", t("filterAnyDepth")], ...DEPTHS.map(depth => /** @type {[string, string]} */ ([String(depth), t("filterDeep", depth)]))], String(chosen.depth),
        value => choose({ depth: Number(value) })),
      outputs.length > 1 || chosen.output
        ? select("filterOutput", [["", t("filterAnyOutput")], ["text", t("outputText")], ["image", t("outputImage")]], chosen.output ?? "",
            value => choose({ output: value ? /** @type {Output} */ (value) : null }))
        : null,
      select("filterOrder", ORDERS.map(([order, key]) => [order, t(key)]), chosen.order, value => choose({ order: /** @type {Order} */ (value) }))),
    isNarrowed(chosen)
      ? h("p.help", { key: "shown" }, t("filterShown", shown, rows.length), " ", h("button.link", { type: "button", on: { click: showEverything } }, t("filterClear")))
      : null);
}

/** @param {"human" | "agent"} kind @param {string} key */
const kindButton = (kind, key) => h("button.btn.filter-button", {
  key, type: "button", "aria-pressed": String(chosen.kind === kind), on: { click: () => choose({ kind: chosen.kind === kind ? null : kind }) },
}, t(key));

/** @param {string} key the message key of its name @param {[value: string, name: string][]} options @param {string} value @param {(value: string) => void} set */
const select = (key, options, value, set) => h("select.filter-select", {
  key, "aria-label": t(key), on: { change: (/** @type {Event} */ event) => set(/** @type {HTMLSelectElement} */ (event.target).value) },
}, options.map(([option, name]) => h("option", { key: option, value: option, set: { selected: option === value } }, name)));
