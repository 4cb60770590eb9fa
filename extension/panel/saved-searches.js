// The saved searches: the control that saves the search at hand, and their list.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { onUserAction } from "../user-action.js";
import { openOnClick } from "./row-click.js";

/** @import { SavedRow, Search } from "../../pkg/views" */

/** What is compared of two searches. @param {Search} search */
const parts = ({ words, human, unexplored, output, days }) => JSON.stringify([words, human, unexplored, output, days]);

/** Saves a search, or removes it. @param {Search} query @param {boolean} on */
const save = (query, on) => onUserAction(() => sendAndShow({ do: "saveSearch", query, on }, views.header?.account));

/** Saves the search at hand, or says that it is saved. @param {Search} search */
export function saveControl(search) {
  const isSaved = views.search?.saved.some(saved => parts(saved.search) === parts(search));
  return h("div.search-there", { key: "save" },
    h("p.help", null, t(isSaved ? "savedHere" : "savedHelp")),
    h("button.btn", { type: "button", on: { click: save(search, !isSaved) } }, t(isSaved ? "doRemoveSaved" : "doSaveSearch")));
}

/** @param {(search: Search) => void} run fills the search in */
export function savedList(run) {
  const saved = views.search?.saved ?? [];
  if (!saved.length) return null;
  return h("section", { key: "saved", "aria-labelledby": "saved-searches" },
    h("div.group-heading", null, h("h2", { id: "saved-searches" }, t("kindHit")), h("span.tabular.align-end", null, count(saved.length))),
    saved.map(item => row(item, run)),
    h("p.search-note.help", { key: "help" }, t("savedHelp")));
}

/** @param {SavedRow} item @param {(search: Search) => void} run */
function row({ search, line }, run) {
  const key = parts(search);
  const id = `saved-${encodeURIComponent(key)}`;
  const names = [
    search.words,
    search.human ? t("filterHuman") : "",
    search.unexplored ? t("filterUnexplored") : "",
    search.output ? t(search.output === "text" ? "outputText" : "outputImage") : "",
    search.days ? t("filterWeek") : "",
  ].filter(Boolean);
  const open = () => run(search);
  return h("article.hit.saved.opens", {
    key, "data-row": key, tabindex: 0, "aria-labelledby": id,
    on: { click: openOnClick(open), keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.target === event.currentTarget && open() },
  },
    icon("search"),
    h("div", null,
      h("h3.dot-separated", { id }, names.map(name => h("bdi", { key: name }, name))),
      h("p.age", null, say(line))),
    h("button.action.icon-only", { type: "button", "aria-label": t("savedRemove", names.join(", ")), on: { click: save(search, false) } }, icon("cross", "small")));
}
