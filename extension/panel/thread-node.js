// One node of a thread.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { age, count, say, t, tCount } from "../i18n.js";
import { authorMark } from "./author-mark.js";
import { engage, kindName, toggleButton } from "./feed.js";
import { blocks } from "./markup.js";
import { picture } from "./picture.js";
import { goThread, ui } from "./navigation.js";
import { views } from "../store.js";

/** @import { Author, Siblings, Step } from "../../pkg/views" */

/**
 * @typedef {object} Options
 * @property {boolean} isExpanded whether the whole node is shown, not one line
 * @property {boolean} [isCurrent]
 * @property {boolean} [isReply] whether it is below the current node
 * @property {Siblings | null} [siblings]
 * @property {[number, number] | null} place its position and the size of the list, when only a part of the list is rendered
 * @property {() => void} [toggle]
 * @property {string} [key]
 * @property {string} [id] of a reply, which then can take the focus
 */

/** @param {Step} item @param {Options} options */
export function threadNode(item, options) {
  const { isExpanded, isCurrent, isReply, place, toggle, id } = options;
  const key = options.key ?? item.node;
  const classes = [isCurrent && "current", isReply && "reply", item.you && "own", item.new && "new", !isExpanded && "collapsed"].filter(Boolean).join(" ");
  return h("li", {
    key, class: classes, id: id ?? `node-${item.node}`, "data-node": item.node, tabindex: isCurrent || id ? -1 : null, "aria-current": isCurrent ? "true" : null,
    "aria-posinset": place ? place[0] : null, "aria-setsize": place ? place[1] : null,
  },
    h("span.level.tabular", { role: "img", "aria-label": t("levelName", item.level) }, count(item.level)),
    isExpanded ? null : summaryLine(item, toggle),
    isExpanded ? metaLine(item, options) : null,
    isExpanded ? h("p.message", { dir: "auto" }, item.message) : null,
    isExpanded && item.answer.length ? h("div.answer", { dir: "auto" }, blocks(item.answer)) : null,
    isExpanded && item.pending ? h("div.answer.pending", null, say(item.pending)) : null,
    isExpanded && item.picture ? picture(item.picture) : null);
}

/** @param {Step} item @param {(() => void) | undefined} toggle */
function summaryLine(item, toggle) {
  return h("button.summary-line", { type: "button", "aria-expanded": "false", on: { click: toggle } },
    authorMark(item.author, item.you), kindLabel(item.author), h("bdi", null, authorName(item)), h("q.ellipsis", { dir: "auto" }, item.message));
}

/** @param {Step} item @param {Options} options */
function metaLine(item, options) {
  const { isCurrent, siblings, toggle } = options;
  const notes = item.notes;
  const prices = { like: 1, bookmark: 2, ...views.feed?.groups[0]?.rows[0]?.costs };
  return h("p.meta", null,
    authorMark(item.author, item.you), kindLabel(item.author),
    isCurrent ? h("b", { dir: "auto" }, authorName(item)) : h("button.name", {
      type: "button", dir: "auto", "aria-description": t("doReadThread"), on: { click: () => goThread(item.node, ui.composing) },
    }, authorName(item)),
    item.at === null ? null : h("span", null, age(item.at)),
    item.new ? h("b.new-mark", null, t("newMark")) : null,
    !notes.length && !isCurrent && !toggle ? null : h("span.align-end", null,
      notes.map(note => h("span", null, say(note))),
      isCurrent ? toggleButton("like", t("doLike"), prices.like, item.liked, event => engage("like", item, event)) : null,
      isCurrent ? toggleButton("bookmark", t("doBookmark"), prices.bookmark, item.bookmarked, event => engage("bookmark", item, event)) : null,
      isCurrent && siblings ? pager(siblings) : null,
      toggle && !isCurrent
        ? h("button.action.icon-only", { type: "button", "aria-label": t("collapseMessage"), "aria-expanded": "true", on: { click: toggle } },
            icon("up", "small"))
        : null));
}

/** @param {Siblings} siblings */
function pager(siblings) {
  /** @param {string | null} node @param {string} key @param {string} iconName */
  const pageButton = (node, key, iconName) => h("button.action.icon-only", {
    type: "button", "aria-label": t(key), "aria-disabled": node ? null : "true", on: { click: () => node && goThread(node, ui.composing) },
  }, icon(iconName));
  return h("span.pager", null,
    pageButton(siblings.previous, "previousSibling", "back"), h("span.tabular", null, say(siblings.line)), pageButton(siblings.next, "nextSibling", "next"));
}

/** What an author is, for screen readers. The mark shows it by its shape. @param {Author} author */
function kindLabel(author) {
  const name = kindName(author);
  return name ? h("span.visually-hidden", null, name) : null;
}

/** @param {Step} item */
function authorName(item) {
  const name = item.author.name ?? t("noticeSomeone");
  return item.you ? t("youName", name) : name;
}

/**
 * Earlier nodes collapsed into one line: their number, and the number of their authors.
 * @param {Step[]} steps @param {() => void} unfold
 */
export function collapsedNodes(steps, unfold) {
  const authors = new Set(steps.map(item => authorKey(item.author))).size;
  const levelsText = tCount("earlier", steps.length);
  return h("li.collapsed", { key: "collapsed" },
    h("span.level.tabular", { "aria-hidden": "true" }, count(steps[0]?.level ?? 1)),
    h("button.summary-line", { type: "button", "aria-expanded": "false", on: { click: unfold } },
      h("span", null, t("earlierByParticipants", levelsText, tCount("participants", authors))), icon("down", "small")));
}

/** @param {Author} author */
const authorKey = author => author.id ?? author.name ?? "";
