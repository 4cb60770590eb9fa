// The tab Opportunities.
import { h } from "../dom.js";
import { icon, kindMark, spine } from "../icons.js";
import { age, count, say, t, tCount } from "../i18n.js";
import { send, views } from "../store.js";
import { tell } from "../status.js";
import { blankCard } from "./blank.js";
import { proposed } from "./quote.js";
import { byHand, goThread, repaint, shown } from "./ui.js";

/** @import { Author, Group, Row } from "../../pkg/views" */

/** Likes and bookmarks on their way, so that one press is one command. @type {Set<string>} */
const going = new Set();

/** Whether the rest of the list is painted already: it waits until the first picture stands. */
let whole = false;
// After what is said to the core by then, which should not wait for it.
void shown.then(() => setTimeout(() => ((whole = true), repaint())));

export function feed() {
  const first = views.feed;
  if (!first) return [];
  const rest = whole ? views.feedMore : undefined;
  return [
    first.note ? h("p.band", { key: "note" }, say(first.note)) : null,
    first.blank ? blankCard(first.blank) : null,
    ...proposed(merge(first.groups, rest?.groups ?? [])).map(bucket),
  ];
}

/** The groups of both pages as one list. @param {Group[]} first @param {Group[]} rest */
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
function bucket(group) {
  const id = `bucket-${group.bucket}`;
  return h("section", { key: group.bucket, "aria-labelledby": id },
    h("div.bucket", null,
      h("h2", { id }, say(group.title)),
      h("p.clip", null, say(group.hint)),
      h("span.num.end", null, count(group.count))),
    group.rows.map(row));
}

/** @param {Row} item */
function row(item) {
  const id = `row-${item.node}`;
  const named = item.title ? `${id}-title` : `${id}-preview`;
  const deep = item.facts.find(fact => fact.key === "factDeep");
  return h("article.opp", {
    key: item.node, "data-row": item.node, "aria-labelledby": named, tabindex: 0,
    on: { keydown: (/** @type {KeyboardEvent} */ event) => inside(event, item) },
  },
    item.depth === null ? h("span", null) : spine(item.depth, deep ? say(deep) : tCount("factDeep", item.depth)),
    h("div", null,
      item.title ? h("h3", { id: `${id}-title`, dir: "auto" }, item.title) : null,
      mood(item),
      item.preview ? h("p.preview", { id: `${id}-preview`, dir: "auto" }, item.preview) : null,
      h("p.why.dots", null,
        h("b", null, say(item.reason)), by(item.author), item.facts.map(fact => h("span", null, say(fact)))),
      h("div.acts", null,
        act("reprompt", t("doReprompt"), t("costsFrom", item.costs.reprompt), () => goThread(item.node, true),
          h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(item.costs.reprompt))),
        act("read", t("doReadThread"), "", () => goThread(item.node)),
        pin("like", t("doLike"), item.costs.like, item.liked, event => engage("like", item, event)),
        pin("bookmark", t("doBookmark"), item.costs.bookmark, item.bookmarked, event => engage("bookmark", item, event)))));
}

/** *new*, *draft* and how old it is. @param {Row} item */
function mood(item) {
  const mood = item.drafted ? t("moodDraft") : item.fresh ? t("moodNew") : "";
  const old = item.at === null ? "" : age(item.at);
  if (!mood && !old) return null;
  return h("p.age.num", null, mood ? h("b", null, mood) : null, mood && old ? " " : null, old);
}

/** @param {Author} author */
export function by(author) {
  if (!author.name) return null;
  return h("span.by", null, kindMark(author.kind, kindName(author)), h("bdi", null, author.name));
}

/** @param {Author} author */
export const kindName = author => (author.kind === "unknown" ? "" : t(author.kind === "human" ? "kindHuman" : "kindAgent"));

/**
 * @param {string} drawing @param {string} name @param {string} description @param {() => void} does
 * @param {import("../dom.js").Kid} [price]
 */
function act(drawing, name, description, does, price) {
  return h("button.act", {
    type: "button", tabindex: -1, class: drawing === "reprompt" ? "first" : "",
    "aria-description": description || null, on: { click: does },
  }, icon(drawing), h("span", null, name), price ?? null);
}

/** @param {string} drawing @param {string} name @param {number} price @param {boolean} on @param {(event: Event) => void} does */
export function pin(drawing, name, price, on, does) {
  return h("button.act.pin", {
    type: "button", tabindex: -1, class: drawing, "aria-pressed": String(on),
    "aria-description": t("costs", price), "data-tip": t("tipCosts", name, price), on: { click: does },
  }, icon(drawing), h("span.name", null, name));
}

/** @param {"like" | "bookmark"} verb @param {{node: string, liked: boolean, bookmarked: boolean}} item @param {Event} event */
export async function engage(verb, item, event) {
  const done = verb === "like" ? item.liked : item.bookmarked;
  const name = `${verb} ${item.node}`;
  if (done || going.has(name) || !byHand(event)) return;
  going.add(name);
  const answer = await send({ do: verb, node: item.node }, views.masthead?.account);
  going.delete(name);
  tell(answer);
}

/** Inside a row: arrows walk its buttons, single letters act. @param {KeyboardEvent} event @param {Row} item */
function inside(event, item) {
  const here = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.key === "Enter" && event.target === here) return goThread(item.node);
  if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
  const stops = [here, .../** @type {NodeListOf<HTMLElement>} */ (here.querySelectorAll("button"))];
  const forward = (event.key === "ArrowRight") === (getComputedStyle(here).direction === "ltr");
  const next = stops[stops.indexOf(/** @type {HTMLElement} */ (document.activeElement)) + (forward ? 1 : -1)];
  next?.focus();
  event.preventDefault();
}
