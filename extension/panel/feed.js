// The tab Opportunities.
import { h } from "../dom.js";
import { authorIcon, depthChart, icon } from "../icons.js";
import { age, count, say, t, tCount } from "../i18n.js";
import { send, views } from "../store.js";
import { showAnswer } from "../status.js";
import { emptyState } from "./empty-state.js";
import { sortForQuote } from "./waiting-quote.js";
import { firstPaint, repaint } from "../render.js";
import { isUserAction, onUserAction } from "../user-action.js";
import { openOptions } from "../platform.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";
import { isSearching, searchBox, searchResults } from "./search.js";

/** @import { Author, Group, LocalizedMessage, Row } from "../../pkg/views" */

/** Likes and bookmarks in progress, so that one click sends one command. @type {Set<string>} */
const pending = new Set();

/** Whether the whole list is painted. The rest waits for the first paint. */
let showsAll = false;
// A timer, so that the panel's *hello* to the core goes first.
void firstPaint.then(() => setTimeout(() => ((showsAll = true), repaint())));

/** The controls that narrow and order the list, while they are shown. They are loaded when they are first asked for. @type {typeof import("./feed-filter.js") | null} */
let filter = null;

/** @typedef {"all" | "bookmarks" | "mine"} Listed what is listed */

/** What the person chose to list. @type {{listed: Listed, account: number | undefined}} */
let choice = { listed: "all", account: undefined };

/** What is listed. The lists belong to the account that they were chosen in, and their buttons are there while it is connected. @returns {Listed} */
const listed = () => (views.header?.connected && views.header.account === choice.account ? choice.listed : "all");

/** The lists of threads, loaded at the first use. @type {typeof import("./thread-lists.js") | null} */
let threadLists = null;

/** Hiding and muting, loaded at the first use. @type {typeof import("./not-for-me.js") | null} */
let notForMe = null;

/** The buckets whose rows are not shown, in all panels of this browser. */
const collapsed = new Set(globalThis.localStorage?.getItem("collapsed")?.split(" ") ?? []);

export function feedTab() {
  const first = views.feed;
  if (!first) return [];
  const rest = showsAll ? views.feedMore : undefined;
  if (isSearching()) return [searchBox(), ...searchResults(item => row(item, "search", null))];
  const list = listed();
  if (list !== "all") return [searchBox(listButtons(false)), ...(threadLists?.threadList(list) ?? [])];
  const groups = sortForQuote(merge(first.groups, rest?.groups ?? []));
  return [
    searchBox(listButtons(groups.length > 0)),
    filter && groups.length ? filter.filterControls(groups) : null,
    first.note ? h("p.info-bar", { key: "note" }, say(first.note)) : null,
    first.emptyState ? emptyState(first.emptyState) : null,
    ...sections(groups),
    hiddenLine(first.hidden),
  ];
}

/** The groups, or the rows in the order that the person chose. @param {Group[]} groups */
function sections(groups) {
  const { groups: shown, rows, title } = filter?.narrowed(groups) ?? { groups, rows: null, title: "" };
  const gone = notForMe?.goneSection();
  const sectionNames = rows && shown.length ? ["ordered"] : shown.map(group => /** @type {string} */ (group.bucket));
  const line = gone && !sectionNames.includes(gone) ? notForMe?.goneLine() : null;
  if (groups.length && !shown.length) return [line, h("p.search-note", { key: "none" }, t("filterNone"))];
  if (rows) return [line, h("section", { key: "ordered", "aria-labelledby": "ordered" }, heading("ordered", title, null, rows.length), rowElements(rows, "ordered"))];
  return [line, ...shown.map(groupSection)];
}

/** The buttons that choose what is listed, and the one that narrows it. @param {boolean} filters whether there is something to narrow */
function listButtons(filters) {
  const lists = views.header?.connected;
  return h("div.row.lists", { key: "lists", role: "group", "aria-label": t("listsLabel") },
    lists ? listButton("all", "listAll", 0) : null,
    lists ? listButton("bookmarks", "listBookmarks", unread("bookmarks")) : null,
    lists ? listButton("mine", "listMine", unread("mine")) : null,
    filters ? filterButton() : null);
}

/** How much is unread in a list. @param {"bookmarks" | "mine"} list */
const unread = list => views.lists?.[list].reduce((sum, thread) => sum + thread.unread, 0) ?? 0;

/** @param {Listed} name @param {string} key @param {number} number */
function listButton(name, key, number) {
  return h("button.action.list-button", {
    key: name, type: "button", "aria-pressed": String(listed() === name), "aria-description": number ? tCount("desktopMany", number) : null, on: { click: () => void show(name) },
  }, t(key), number ? h("span.tabular", { "aria-hidden": "true" }, ` ${count(number)}`) : null);
}

/** @param {Listed} name */
async function show(name) {
  const account = views.header?.account;
  threadLists ??= await import("./thread-lists.js");
  choice = { listed: name, account };
  repaint();
}

/** Whether all opportunities are listed, as in a new panel. */
export const showsWholeFeed = () => listed() === "all" && !filter;

/** The button that shows the controls. */
function filterButton() {
  return h("button.action.icon-only", {
    key: "filter", type: "button", "aria-label": t("doFilter"), title: t("doFilter"), "aria-expanded": String(filter !== null), "aria-controls": filter ? "feed-filter" : null,
    on: { click: () => void toggleFilter() },
  }, icon("filter"));
}

/** Shows the controls. Closing them shows everything again, so that nothing is left out unseen. */
async function toggleFilter() {
  if (filter) {
    filter.showEverything();
    filter = null;
  } else {
    filter = await import("./feed-filter.js");
  }
  repaint();
}

/** How much is hidden, and where it is listed. @param {LocalizedMessage[]} lines */
function hiddenLine(lines) {
  if (!lines.length) return null;
  return h("p.hidden-line", { key: "hidden" }, h("span.dot-separated", null, lines.map(line => h("span", { key: line.key }, say(line)))),
    h("button.link", { type: "button", on: { click: openOptions } }, t("inOptions")));
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
  const { bucket } = group;
  const isOpen = !collapsed.has(bucket);
  const toggle = () => {
    if (!collapsed.delete(bucket)) collapsed.add(bucket);
    localStorage.setItem("collapsed", [...collapsed].join(" "));
    repaint();
  };
  return h("section", { key: bucket, "aria-labelledby": `bucket-${bucket}` },
    heading(`bucket-${bucket}`, h("button.collapse", { type: "button", "aria-expanded": String(isOpen), on: { click: toggle } }, icon(isOpen ? "down" : "next", "small"), say(group.title)),
      say(group.hint), filter ? group.rows.length : group.count),
    isOpen ? rowElements(group.rows, bucket) : null);
}

/** @param {string} id @param {import("../dom.js").Child} title @param {string | null} hint @param {number} number */
function heading(id, title, hint, number) {
  return h("div.group-heading", null, h("h2", { id }, title), hint ? h("p.ellipsis", null, hint) : null, h("span.tabular.align-end", null, count(number)));
}

/** @param {Row[]} rows @param {string} section */
function rowElements(rows, section) {
  const elements = rows.map((item, place) => row(item, section, rows[place - 1]?.node ?? null));
  return notForMe?.goneSection() === section ? notForMe.withGoneLine(rows, elements) : elements;
}

/** @param {Row} item @param {string} section a bucket, the ordered rows or the search @param {string | null} after the row above it */
function row(item, section, after) {
  // In these, other rows may be of the same tree.
  const byPreview = section === "trending";
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
        toggleButton("bookmark", t("doBookmark"), item.costs.bookmark, item.bookmarked, event => engage("bookmark", item, event)),
        section === "search" ? null : h("button.action.icon-only.hide", {
          key: "hide", type: "button", tabindex: -1, "aria-label": t("doNotForMe"), title: t("doNotForMe"), on: { click: onUserAction(() => hide(item, section, after)) },
        }, icon("hide")))));
}

/** @param {Row} item @param {string} section @param {string | null} after */
async function hide(item, section, after) {
  notForMe ??= await import("./not-for-me.js");
  await notForMe.hideThread(item, section, after);
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
