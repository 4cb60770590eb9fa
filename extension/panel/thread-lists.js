// The lists of bookmarked threads and of one's own, with what is new in each.
import { h } from "../dom.js";
import { depthChart } from "../icons.js";
import { age, say, t, tCount } from "../i18n.js";
import { views } from "../store.js";
import { emptyState } from "./empty-state.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { ListedThread } from "../../pkg/views" */

/** @param {"bookmarks" | "mine"} list */
export function threadList(list) {
  const lists = views.lists;
  if (!lists) return [];
  const threads = lists[list];
  const name = list === "mine" ? "emptyMine" : "emptyBookmarks";
  return [
    threads.length ? h("p.search-note.help", { key: "here" }, t(list === "mine" ? "listMineHere" : "listBookmarksHere")) : null,
    threads.length
      ? h("section", { key: list, "aria-label": t(list === "mine" ? "listMine" : "listBookmarks") }, threads.map(row))
      : emptyState({ icon: list === "mine" ? "sprout" : "bookmark", title: { key: `${name}Title` }, text: { key: `${name}Text` }, code: null, buttons: [] }),
    list === "mine" && lists.line ? h("p.search-note.help", { key: "line" }, say(lists.line)) : null,
  ];
}

/** Whether a text says nothing that the title does not say. @param {string} title @param {string} text */
export function repeats(title, text) {
  const words = (/** @type {string} */ part) => part.toLowerCase().replace(/[\s\p{P}]+/gu, " ").trim();
  return words(title).startsWith(words(text));
}

/** @param {ListedThread} item */
function row(item) {
  const id = `listed-${encodeURIComponent(item.node)}`;
  const open = () => goThread(item.node);
  return h("article.opportunity.opens.listed", {
    key: item.node, "data-row": item.node, "aria-labelledby": id, tabindex: 0,
    on: { click: openOnClick(open), keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.target === event.currentTarget && open() },
  },
    item.depth === null ? h("span", null) : depthChart(item.depth, tCount("factDeep", item.depth)),
    h("div", null,
      h("h2", { id, dir: "auto" }, item.title ?? (item.text || t("untitled"))),
      h("p.age.tabular", null, item.at === null ? "" : age(item.at)),
      item.title && item.text && !repeats(item.title, item.text) ? h("p.preview", { dir: "auto" }, item.text) : null,
      h("p.reason.dot-separated", null,
        item.unread ? h("b", null, tCount("desktopMany", item.unread)) : null, item.line ? h("span", null, say(item.line)) : null)));
}
