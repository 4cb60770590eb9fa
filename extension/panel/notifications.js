// The tab Notifications: unread, read, archived, snoozed.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { age, at, count, date, sameDay, say, t, tCount } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { runAction } from "./actions.js";
import { emptyState } from "./empty-state.js";
import { authorMark } from "./author-mark.js";
import { kindName } from "./feed.js";
import { onEscape } from "./keyboard.js";
import { focusSoon, repaint } from "../render.js";
import { onUserAction } from "../user-action.js";
import { goThread, ui } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { NotificationGroup, NotificationKind, NotificationList, NotificationRow, Triage } from "../../pkg/views" */

/** @typedef {"unread" | "all" | "archived" | "snoozed"} Filter */

/** @type {Filter} */
let filter = "all";

/** The number of rows that a thread shows before the person asks for more. */
const MAX_ROWS = 4;

/** Titles of the threads that show all of their rows. @type {Set<string>} */
const expandedThreads = new Set();

/** Keys of the rows that are selected. @type {Set<string>} */
const selected = new Set();

/** @type {Record<NotificationKind, string>} */
const ICONS = { reprompt: "reprompt", mention: "mention", like: "like", follow: "follow", message: "message", tier: "tier", arrival: "person", hit: "search", other: "other" };

export function notificationsTab() {
  const list = views.notifications;
  if (!list) return [];
  if (list.emptyState) return [emptyState(list.emptyState)];
  const groups = list.groups.map(group => ({ ...group, rows: group.rows.filter(row => isShown(row.triage)) })).filter(group => group.rows.length);
  const rows = list.groups.flatMap(group => group.rows);
  const idsOf = (/** @type {Triage} */ triage) => rows.filter(row => row.triage === triage).flatMap(row => row.ids);
  const [unread, read, snoozed] = [idsOf("unread"), idsOf("read"), idsOf("snoozed")];
  const shown = new Set(groups.flatMap(group => group.rows).map(rowKey));
  for (const key of selected) if (!shown.has(key)) selected.delete(key);
  const isList = filter === "all" || filter === "unread";
  return [
    list.quiet
      ? h("div.info-bar", { key: "quiet" }, icon("moon", "small"), h("p", null, say(list.quiet)),
          h("button.link", { type: "button", on: { click: (/** @type {Event} */ event) => runAction({ line: { key: "quietHours" }, do: "options", main: false }, event) } }, t("quietHours")))
      : null,
    h("div.filter", { key: "filter" },
      h("div.row", { role: "group", "aria-label": t("showLabel") },
        filterButton("unread", t("showUnread"), list.unread), filterButton("all", t("showAll"), 0), filterButton("archived", t("showArchived"), 0),
        snoozed.length || filter === "snoozed" ? filterButton("snoozed", t("showSnoozed"), snoozed.length) : null),
      h("div.row.align-end", null,
        unread.length && isList
          ? h("button.action", { key: "all-read", type: "button", on: { click: onUserAction(() => setTriage(unread, "read")) } }, icon("check"), t("markAllRead"))
          : null,
        read.length && filter === "all"
          ? h("button.action", { key: "archive-read", type: "button", on: { click: onUserAction(() => setTriage(read, "archived")) } }, icon("archive"), t("archiveRead"))
          : null),
      // Always in the page, because screen readers announce changes of existing regions only.
      h("p.visually-hidden", { key: "selected", "aria-live": "polite" }, selected.size ? tCount("selectedCount", selected.size) : "")),
    groups.length ? sections(groups, list) : emptyState(emptyView()),
    list.more && isList
      ? h("div.older", { key: "older" }, h("button.btn", { type: "button", on: { click: () => void sendAndShow({ do: "olderNotifications" }) } }, t("doOlder")))
      : null,
    selected.size ? selectionBar(groups.flatMap(group => group.rows), list) : null,
  ];
}

/** What is done to the selected rows. @param {NotificationRow[]} rows @param {NotificationList} list */
function selectionBar(rows, list) {
  const ids = rows.filter(item => selected.has(rowKey(item))).flatMap(item => item.ids);
  /** @param {string} name @param {string} iconName @param {string} text @param {() => void} act */
  const button = (name, iconName, text, act) =>
    h("button.action", { key: name, type: "button", on: { click: onUserAction(act) } }, icon(iconName), text);
  return h("div.selection-bar", { key: "selection", role: "toolbar", "aria-label": t("selectionLabel") },
    h("b.tabular", { key: "count" }, tCount("selectedCount", selected.size)),
    filter === "snoozed" ? button("back", "bell", t("bringBack"), () => setTriage(ids, "unread"))
      : button("read", filter === "archived" ? "bell" : "check", t(filter === "archived" ? "unarchive" : "markRead"), () => setTriage(ids, "read")),
    snoozeTimes(list).map(until => button(`snooze-${until}`, "wait", t("snoozeUntil", at(until)), () => snooze(ids, until))),
    filter === "archived" ? null : button("archive", "archive", t("archive"), () => setTriage(ids, "archived")),
    h("button.action.icon-only.align-end", { key: "clear", type: "button", "aria-label": t("selectNone"), on: { click: clearSelection } }, icon("cross")));
}

/** The times at which something that is snoozed now can come back. The list may be older than the first of them. @param {NotificationList} list */
const snoozeTimes = list => [list.laterToday, list.tomorrow].flatMap(until => (until !== null && until > Date.now() ? until : []));

function clearSelection() {
  selected.clear();
  repaint();
}

onEscape(() => {
  if (ui.thread || ui.tab !== "notifications" || !selected.size) return false;
  clearSelection();
  return true;
});

/** @param {Triage} triage */
function isShown(triage) {
  if (filter === "all") return triage === "unread" || triage === "read";
  return triage === filter;
}

/** @returns {import("../../pkg/views").EmptyState} */
function emptyView() {
  const name = { archived: "emptyArchived", unread: "emptyUnread", snoozed: "emptySnoozed", all: "emptyNotices" }[filter];
  return { icon: "bell", title: { key: `${name}Title` }, text: { key: `${name}Text` }, code: null, buttons: [] };
}

/** @param {Filter} name @param {string} text @param {number} number */
function filterButton(name, text, number) {
  return h("button.action", {
    key: name, type: "button", "aria-pressed": String(filter === name), on: { click: () => ((filter = name), repaint()) },
  }, text, number ? h("span.tabular", { "aria-hidden": "true" }, ` ${count(number)}`) : null);
}

/** Threads with something of today, and under a heading those without. @param {NotificationGroup[]} groups @param {NotificationList} list */
function sections(groups, list) {
  const isToday = (/** @type {NotificationGroup} */ { rows: [newest] }) => newest !== undefined && newest.at !== null && sameDay(new Date(newest.at), new Date());
  const earlier = groups.filter(group => !isToday(group));
  return [
    ...groups.filter(isToday).map(group => threadSection(group, list)),
    earlier.length && earlier.length < groups.length ? h("p.day-heading", { key: "earlier" }, t("dayEarlier")) : null,
    ...earlier.map(group => threadSection(group, list)),
  ];
}

/** The notifications of one thread under its title. @param {NotificationGroup} group @param {NotificationList} list */
function threadSection({ title, rows, unread }, list) {
  const name = say(title);
  const isExpanded = expandedThreads.has(name) || rows.length <= MAX_ROWS + 1;
  const shown = isExpanded ? rows : rows.slice(0, MAX_ROWS);
  const hidden = rows[shown.length];
  const expand = () => {
    expandedThreads.add(name);
    if (hidden) focusSoon(`[data-row="${CSS.escape(rowKey(hidden))}"]`);
  };
  return h("section.notification-group", { key: `thread-${name}`, "aria-label": name },
    h("h2.thread-heading", { dir: "auto" }, h("bdi", null, name), unread && (filter === "all" || filter === "unread") ? h("span.unread-count.tabular", null, tCount("groupUnread", unread)) : null),
    shown.map(item => row(item, list)),
    hidden ? h("button.link.more-rows", { key: "more", type: "button", on: { click: expand } }, tCount("groupMore", rows.length - shown.length)) : null);
}

/** @param {NotificationRow} item */
const rowKey = item => item.ids.join(" ");

/** @param {NotificationRow} item @param {NotificationList} list */
function row(item, list) {
  const { triage, backAt } = item;
  const key = rowKey(item);
  // References to an element are separated by spaces, so its id has none.
  const name = `notification-${encodeURIComponent(item.ids[0] ?? "")}`;
  const open = () => item.node && goThread(item.node);
  const archived = triage === "archived";
  // What is done to a selected row is done to all selected rows.
  const ids = selected.has(key) ? list.groups.flatMap(group => group.rows).filter(other => selected.has(rowKey(other))).flatMap(other => other.ids) : item.ids;
  const select = () => (selected.delete(key) || selected.add(key), repaint());
  return h("article.notification", {
    key, class: [triage, item.node && "opens", selected.has(key) && "selected"].filter(Boolean).join(" "), "data-row": key, "aria-labelledby": name, tabindex: 0,
    on: {
      click: openOnClick(open),
      keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.target === event.currentTarget && open(),
    },
  },
    h("div.row-mark", null,
      icon(archived ? "archive" : backAt === null ? ICONS[item.kind] : "wait"),
      h("input.select-row", { type: "checkbox", "aria-labelledby": name, set: { checked: selected.has(key) }, on: { change: select } })),
    h("div", null,
      h("p.notification-text", { id: name },
        triage === "unread" ? h("span.visually-hidden", null, t("unreadName"), ": ") : null,
        item.from.name ? [authorMark(item.from), h("span.visually-hidden", null, kindName(item.from)), " ", h("b", null, h("bdi", null, item.from.name)), " "] : null,
        h("bdi", null, say(item.line))),
      item.text ? h("blockquote", { dir: "auto" }, item.text) : null,
      archived ? h("p.notification-place", null, t("archivedHint"), " ", wayBack("unarchive", "e", () => setTriage(ids, "read"))) : null,
      backAt === null ? null : h("p.notification-place", null, t("comesBack", at(backAt)), " ", wayBack("bringBack", "u", () => setTriage(ids, "unread")))),
    h("p.notification-time.tabular", null, item.at === null ? "" : archived ? date(item.at) : age(item.at)),
    h("div.row-tools", null,
      item.node ? toolButton("reprompt", "doReprompt", "", () => item.node && goThread(item.node, true)) : null,
      item.node ? toolButton("read", "doReadThread", "", open) : null,
      archived || backAt !== null ? null : triage === "unread"
        ? toolButton("check", "markRead", "u", onUserAction(() => setTriage(ids, "read")))
        : toolButton("unread", "markUnread", "u", onUserAction(() => setTriage(ids, "unread"))),
      archived || backAt !== null ? null : snoozeTimes(list).map(until => toolButton(
        until === list.tomorrow ? "moon" : "wait", "snoozeUntil", until === list.tomorrow ? "t" : "s", onUserAction(() => snooze(ids, until)), at(until))),
      archived ? null : toolButton("archive", "archive", "e", onUserAction(() => setTriage(ids, "archived")))));
}

/** The button that brings a row back into the list; it is in sight always. @param {string} key @param {string} letter @param {() => void} act */
const wayBack = (key, letter, act) => h("button.link", { key, type: "button", "data-key": letter, on: { click: onUserAction(act) } }, t(key));

/**
 * @param {string} iconName @param {string} key @param {string} letter @param {(event: Event) => void} onClick
 * @param {...string} args arguments of the message
 */
function toolButton(iconName, key, letter, onClick, ...args) {
  const name = t(key, ...args);
  return h("button.action.icon-only", { key: `${key} ${letter}`, type: "button", "aria-label": name, title: name, "data-key": letter || null, on: { click: onClick } }, icon(iconName));
}

/** @param {string[]} ids @param {Triage} to */
function setTriage(ids, to) {
  selected.clear();
  return sendAndShow({ do: "triage", ids, to }, views.header?.account);
}

/** @param {string[]} ids @param {number} until */
function snooze(ids, until) {
  selected.clear();
  return sendAndShow({ do: "snooze", ids, until }, views.header?.account);
}
