// The tab Opportunities.
import { h } from "../dom.js";
import { authorIcon, depthChart, icon } from "../icons.js";
import { age, count, say, t, tCount } from "../i18n.js";
import { send, views } from "../store.js";
import { showAnswer } from "../status.js";
import { emptyState } from "./empty-state.js";
import { sortForQuote } from "./waiting-quote.js";
import { firstPaint, repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";
import { isSearching, searchBox, searchResults } from "./search.js";

/** @import { Author, Group, Row } from "../../pkg/views" */

/** Likes and bookmarks in progress, so that one click sends one command. @type {Set<string>} */
const pending = new Set();

/** Whether the whole list is painted. The rest waits for the first paint. */
let showsAll = false;
// A timer, so that the panel's *hello* to the core goes first.
void firstPaint.then(() => setTimeout(() => ((showsAll = true), repaint())));

export function feedTab() {
  const first = views.feed;
  if (!first) return [];
  const rest = showsAll ? views.feedMore : undefined;
  if (isSearching()) return [searchBox(), ...searchResults(item => row(item))];
  return [
    searchBox(),
    first.note ? h("p.info-bar", { key: "note" }, say(first.note)) : null,
    first.emptyState ? emptyState(first.emptyState) : null,
    ...sortForQuote(merge(first.groups, rest?.groups ?? [])).map(groupSection),
  ];
}

/** Merges the groups of both pages. @param {Group[]} first @param {Group[]} rest */
function merge(first, rest) {
  const groups = first.map(group => ({ ...group }));
  for (const group of rest) {
    const same = groups.find(known => known.bucket === group.bucket);
    if (same) same.rows = same.rows.concat(group.rows);
    else groups.push(group);
  }
  return groups;
}

/** @param {Group} group */
function groupSection(group) {
  const id = `bucket-${group.bucket}`;
  return h("section", { key: group.bucket, "aria-labelledby": id },
    h("div.group-heading", null,
      h("h2", { id }, say(group.title)),
      h("p.ellipsis", null, say(group.hint)),
      h("span.tabular.align-end", null, count(group.count))),
    group.rows.map(item => row(item, group.bucket === "trending")));
}

/** @param {Row} item @param {boolean} [byPreview] whether its preview names it, because other rows may be of the same tree */
function row(item, byPreview = false) {
  const id = `row-${item.node}`;
  const named = item.title && !(byPreview && item.preview) ? `${id}-title` : `${id}-preview`;
  return h("article.opportunity.opens", {
    key: item.node, "data-row": item.node, "aria-labelledby": named, tabindex: 0,
    on: { click: openOnClick(() => goThread(item.node)), keydown: (/** @type {KeyboardEvent} */ event) => onRowKey(event, item) },
  },
    item.depth === null ? h("span", null) : depthChart(item.depth, tCount("factDeep", item.depth)),
    h("div", null,
      item.title ? h("h3", { id: `${id}-title`, dir: "auto" }, item.title) : null,
      rowStatus(item),
      item.preview ? h("p.preview", { id: `${id}-preview`, dir: "auto" }, item.preview) : null,
      h("p.reason.dot-separated", null,
        h("b", null, say(item.reason)), authorLine(item.author), item.facts.map(fact => h("span", null, say(fact)))),
      h("div.actions", null,
        rowButton("reprompt", t("doReprompt"), t("costsFrom", item.costs.reprompt), () => goThread(item.node, true),
          h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(item.costs.reprompt))),
        rowButton("read", t("doReadThread"), "", () => goThread(item.node)),
        toggleButton("like", t("doLike"), item.costs.like, item.liked, event => engage("like", item, event)),
        toggleButton("bookmark", t("doBookmark"), item.costs.bookmark, item.bookmarked, event => engage("bookmark", item, event)))));
}

/** *new* or *draft*, and the age. @param {Row} item */
function rowStatus(item) {
  const status = item.drafted ? t("rowDraft") : item.fresh ? t("rowNew") : "";
  const ageText = item.at === null ? "" : age(item.at);
  if (!status && !ageText) return null;
  return h("p.age.tabular", null, status ? h("b", null, status) : null, status && ageText ? " " : null, ageText);
}

/** @param {Author} author */
export function authorLine(author) {
  if (!author.name) return null;
  return h("span.author", null, authorIcon(author.kind, kindName(author)), h("bdi", null, author.name));
}

/** @param {Author} author */
export const kindName = author => (author.kind === "unknown" ? "" : t(author.kind === "human" ? "kindHuman" : "kindAgent"));

/**
 * @param {string} iconName @param {string} name @param {string} description @param {() => void} onClick
 * @param {import("../dom.js").Child} [price]
 */
function rowButton(iconName, name, description, onClick, price) {
  return h("button.action", {
    type: "button", tabindex: -1, class: iconName === "reprompt" ? "primary" : "",
    "aria-description": description || null, on: { click: onClick },
  }, icon(iconName), h("span", null, name), price ?? null);
}

/** @param {string} iconName @param {string} name @param {number} price @param {boolean} on @param {(event: Event) => void} onClick */
export function toggleButton(iconName, name, price, on, onClick) {
  return h("button.action.toggle", {
    type: "button", tabindex: -1, class: iconName, "aria-pressed": String(on),
    "aria-description": t("costs", price), "data-tip": t("tipCosts", name, price), on: { click: onClick },
  }, icon(iconName), h("span.name", null, name));
}

/** @param {"like" | "bookmark" | "dislike"} verb @param {{node: string, liked: boolean, bookmarked: boolean, disliked?: boolean}} item @param {Event} event */
export async function engage(verb, item, event) {
  const done = { like: item.liked, bookmark: item.bookmarked, dislike: item.disliked ?? false }[verb];
  const name = `${verb} ${item.node}`;
  if (done || pending.has(name) || !isUserAction(event)) return;
  pending.add(name);
  const answer = await send({ do: verb, node: item.node }, views.header?.account);
  pending.delete(name);
  showAnswer(answer);
}

/** In a row, the arrow keys move between its buttons and Enter opens the thread. @param {KeyboardEvent} event @param {Row} item */
function onRowKey(event, item) {
  const rowElement = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.key === "Enter" && event.target === rowElement) return goThread(item.node);
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
  const focusable = [rowElement, .../** @type {NodeListOf<HTMLElement>} */ (rowElement.querySelectorAll("button"))];
  const forward = (event.key === "ArrowRight") === (getComputedStyle(rowElement).direction === "ltr");
  const next = focusable[focusable.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + (forward ? 1 : -1)];
  next?.focus();
  event.preventDefault();
}
