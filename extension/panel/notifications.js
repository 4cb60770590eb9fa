// The tab Notifications: unread, read, archived.
import { h } from "../dom.js";
import { authorIcon, icon } from "../icons.js";
import { age, count, date, sameDay, say, t, tCount } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { runAction } from "./actions.js";
import { emptyState } from "./empty-state.js";
import { kindName } from "./feed.js";
import { focusSoon, repaint } from "../render.js";
import { onUserAction } from "../user-action.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { NotificationGroup, NotificationKind, NotificationRow, Triage } from "../../pkg/views" */

/** @typedef {"unread" | "all" | "archived"} Filter */

/** @type {Filter} */
let filter = "all";

/** The number of rows that a thread shows before the person asks for more. */
const MAX_ROWS = 4;

/** Titles of the threads that show all of their rows. @type {Set<string>} */
const expandedThreads = new Set();

/** @type {Record<NotificationKind, string>} */
const ICONS = { reprompt: "reprompt", mention: "mention", like: "like", follow: "follow", message: "message", tier: "tier", arrival: "person", other: "other" };

export function notificationsTab() {
  const list = views.notifications;
  if (!list) return [];
  if (list.emptyState) return [emptyState(list.emptyState)];
  const groups = list.groups.map(group => ({ ...group, rows: group.rows.filter(row => isShown(row.triage)) })).filter(group => group.rows.length);
  const unread = list.groups.flatMap(group => group.rows).filter(row => row.triage === "unread").flatMap(row => row.ids);
  return [
    list.quiet
      ? h("div.info-bar", { key: "quiet" }, icon("moon", "small"), h("p", null, say(list.quiet)),
          h("button.link", { type: "button", on: { click: (/** @type {Event} */ event) => runAction({ line: { key: "quietHours" }, do: "options", main: false }, event) } }, t("quietHours")))
      : null,
    h("div.filter", { key: "filter" },
      h("div.row", { role: "group", "aria-label": t("showLabel") },
        filterButton("unread", t("showUnread"), list.unread), filterButton("all", t("showAll"), 0), filterButton("archived", t("showArchived"), 0)),
      unread.length && filter !== "archived"
        ? h("button.action.align-end", { key: "all-read", type: "button", on: { click: onUserAction(() => markAllRead(unread)) } }, icon("check"), t("markAllRead"))
        : null),
    groups.length ? sections(groups) : emptyState(emptyView()),
    list.more && filter !== "archived"
      ? h("div.older", { key: "older" }, h("button.btn", { type: "button", on: { click: () => void sendAndShow({ do: "olderNotifications" }) } }, t("doOlder")))
      : null,
  ];
}

/** @param {string[]} ids */
const markAllRead = ids => sendAndShow({ do: "triage", ids, to: "read" }, views.header?.account);

/** @param {Triage} triage */
function isShown(triage) {
  if (filter === "all") return triage !== "archived";
  return triage === filter;
}

/** @returns {import("../../pkg/views").EmptyState} */
function emptyView() {
  const name = filter === "archived" ? "emptyArchived" : filter === "unread" ? "emptyUnread" : "emptyNotices";
  return { icon: "bell", title: { key: `${name}Title` }, text: { key: `${name}Text` }, code: null, buttons: [] };
}

/** @param {Filter} name @param {string} text @param {number} number */
function filterButton(name, text, number) {
  return h("button.action", {
    key: name, type: "button", "aria-pressed": String(filter === name), on: { click: () => ((filter = name), repaint()) },
  }, text, number ? h("span.tabular", { "aria-hidden": "true" }, ` ${count(number)}`) : null);
}

/** Threads with something of today, and under a heading those without. @param {NotificationGroup[]} groups */
function sections(groups) {
  const isToday = (/** @type {NotificationGroup} */ { rows: [newest] }) => newest !== undefined && newest.at !== null && sameDay(new Date(newest.at), new Date());
  const earlier = groups.filter(group => !isToday(group));
  return [
    ...groups.filter(isToday).map(threadSection),
    earlier.length && earlier.length < groups.length ? h("p.day-heading", { key: "earlier" }, t("dayEarlier")) : null,
    ...earlier.map(threadSection),
  ];
}

/** The notifications of one thread under its title. @param {NotificationGroup} group */
function threadSection({ title, rows, unread }) {
  const name = say(title);
  const isExpanded = expandedThreads.has(name) || rows.length <= MAX_ROWS + 1;
  const shown = isExpanded ? rows : rows.slice(0, MAX_ROWS);
  const hidden = rows[shown.length];
  const expand = () => {
    expandedThreads.add(name);
    if (hidden) focusSoon(`[data-row="${CSS.escape(rowKey(hidden))}"]`);
  };
  return h("section.notification-group", { key: `thread-${name}`, "aria-label": name },
    h("h2.thread-heading", { dir: "auto" }, h("bdi", null, name), unread && filter !== "archived" ? h("span.unread-count.tabular", null, tCount("groupUnread", unread)) : null),
    shown.map(row),
    hidden ? h("button.link.more-rows", { key: "more", type: "button", on: { click: expand } }, tCount("groupMore", rows.length - shown.length)) : null);
}

/** @param {NotificationRow} item */
const rowKey = item => item.ids.join(" ");

/** @param {NotificationRow} item */
function row(item) {
  const { triage } = item;
  const key = rowKey(item);
  // References to an element are separated by spaces, so its id has none.
  const name = `notification-${encodeURIComponent(item.ids[0] ?? "")}`;
  const open = () => item.node && goThread(item.node);
  const archived = triage === "archived";
  return h("article.notification", {
    key, class: item.node ? `${triage} opens` : triage, "data-row": key, "aria-labelledby": name, tabindex: 0,
    on: {
      click: openOnClick(open),
      keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.target === event.currentTarget && open(),
    },
  },
    icon(archived ? "archive" : ICONS[item.kind]),
    h("div", null,
      h("p.notification-text", { id: name },
        triage === "unread" ? h("span.visually-hidden", null, t("unreadName"), ": ") : null,
        item.from.name ? [authorIcon(item.from.kind, kindName(item.from)), " ", h("b", null, h("bdi", null, item.from.name)), " "] : null,
        h("bdi", null, say(item.line))),
      item.text ? h("blockquote", { dir: "auto" }, item.text) : null,
      archived ? h("p.notification-place", null, t("archivedHint")) : null),
    h("p.notification-time.tabular", null, item.at === null ? "" : archived ? date(item.at) : age(item.at)),
    h("div.row-tools", null,
      item.node ? toolButton("reprompt", "doReprompt", "", () => item.node && goThread(item.node, true)) : null,
      item.node ? toolButton("read", "doReadThread", "", open) : null,
      archived ? null : triage === "unread"
        ? toolButton("check", "markRead", "u", onUserAction(() => setTriage(item, "read")))
        : toolButton("unread", "markUnread", "u", onUserAction(() => setTriage(item, "unread"))),
      archived
        ? toolButton("bell", "unarchive", "e", onUserAction(() => setTriage(item, "read")))
        : toolButton("archive", "archive", "e", onUserAction(() => setTriage(item, "archived")))));
}

/** @param {string} iconName @param {string} key @param {string} letter @param {(event: Event) => void} onClick */
function toolButton(iconName, key, letter, onClick) {
  return h("button.action.icon-only", { key, type: "button", "aria-label": t(key), title: t(key), "data-key": letter || null, on: { click: onClick } }, icon(iconName));
}

/** @param {NotificationRow} item @param {Triage} to */
const setTriage = (item, to) => sendAndShow({ do: "triage", ids: item.ids, to }, views.header?.account);
