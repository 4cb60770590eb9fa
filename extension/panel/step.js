// One level of a thread.
import { h } from "../dom.js";
import { icon, kindMark } from "../icons.js";
import { age, count, say, t, tCount } from "../i18n.js";
import { engage, kindName, pin } from "./feed.js";
import { blocks } from "./markup.js";
import { picture } from "./picture.js";
import { goThread, ui } from "./ui.js";
import { views } from "../store.js";

/** @import { Author, Siblings, Step } from "../../pkg/views" */

/**
 * @typedef {object} How
 * @property {boolean} open whole, or one line
 * @property {boolean} [now] the current node
 * @property {boolean} [kid] below the current node
 * @property {Siblings | null} [siblings]
 * @property {[number, number] | null} place in a list of which only a part stands in the page
 * @property {() => void} [toggle]
 * @property {string} [key]
 */

/** @param {Step} item @param {How} how */
export function step(item, how) {
  const { open, now, kid, place, toggle } = how;
  const key = how.key ?? item.node;
  const classes = [now && "now", kid && "kid", item.you && "mine", !open && "folded"].filter(Boolean).join(" ");
  const pending = item.notes.find(note => note.key === "notePending");
  return h("li", {
    key, class: classes, "data-node": item.node, tabindex: now ? -1 : null, "aria-current": now ? "true" : null,
    "aria-posinset": place ? place[0] : null, "aria-setsize": place ? place[1] : null,
  },
    h("span.level.num", { role: "img", "aria-label": t("levelName", item.level) }, count(item.level)),
    open ? null : line(item, toggle),
    open ? meta(item, how) : null,
    open ? h("p.msg", { dir: "auto" }, item.message) : null,
    open && item.answer.length ? h("div.ans", { dir: "auto" }, blocks(item.answer)) : null,
    open && pending ? h("div.ans.pending", null, say(pending)) : null,
    open && item.picture ? picture(item.picture) : null);
}

/** @param {Step} item @param {(() => void) | undefined} toggle */
function line(item, toggle) {
  return h("button.line", { type: "button", "aria-expanded": "false", on: { click: toggle } },
    kindMark(item.author.kind, kindName(item.author)), h("bdi", null, name(item)), h("q.clip", { dir: "auto" }, item.message));
}

/** @param {Step} item @param {How} how */
function meta(item, how) {
  const { now, siblings, toggle } = how;
  const notes = item.notes.filter(note => note.key !== "notePending");
  const prices = { like: 1, bookmark: 2, ...views.feed?.groups[0]?.rows[0]?.costs };
  return h("p.meta", null,
    kindMark(item.author.kind, kindName(item.author)),
    now ? h("b", { dir: "auto" }, name(item)) : h("button.name", {
      type: "button", dir: "auto", "aria-description": t("doReadThread"), on: { click: () => goThread(item.node, ui.composing) },
    }, name(item)),
    item.at === null ? null : h("span", null, age(item.at)),
    !notes.length && !now && !toggle ? null : h("span.end", null,
      notes.map(note => h("span", null, say(note))),
      now ? pin("like", t("doLike"), prices.like, item.liked, event => engage("like", item, event)) : null,
      now ? pin("bookmark", t("doBookmark"), prices.bookmark, item.bookmarked, event => engage("bookmark", item, event)) : null,
      now && siblings ? pager(siblings) : null,
      toggle && !now ? h("button.act.bare", { type: "button", "aria-label": t("foldComposer"), "aria-expanded": "true", on: { click: toggle } }, icon("up", "small")) : null));
}

/** @param {Siblings} siblings */
function pager(siblings) {
  /** @param {string | null} node @param {string} key @param {string} drawing */
  const turn = (node, key, drawing) => h("button.act.bare", {
    type: "button", "aria-label": t(key), "aria-disabled": node ? null : "true", on: { click: () => node && goThread(node, ui.composing) },
  }, icon(drawing));
  return h("span.pager", null,
    turn(siblings.previous, "previousSibling", "back"), h("span.num", null, say(siblings.line)), turn(siblings.next, "nextSibling", "next"));
}

/** @param {Step} item */
function name(item) {
  const name = item.author.name ?? t("noticeSomeone");
  return item.you ? t("youName", name) : name;
}

/** Earlier levels as one line: how many, and how many voices. @param {Step[]} steps @param {() => void} unfold */
export function foldedLevels(steps, unfold) {
  const voices = new Set(steps.map(item => voice(item.author))).size;
  const levels = tCount("earlier", steps.length);
  return h("li.folded", { key: "folded" },
    h("span.level.num", { "aria-hidden": "true" }, count(steps[0]?.level ?? 1)),
    h("button.line", { type: "button", "aria-expanded": "false", on: { click: unfold } },
      h("span", null, t("earlierVoices", levels, tCount("voices", voices))), icon("down", "small")));
}

/** @param {Author} author */
const voice = author => author.id ?? author.name ?? "";
