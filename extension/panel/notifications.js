// The tab Notifications: unread, read, archived.
import { h } from "../dom.js";
import { authorIcon, icon } from "../icons.js";
import { age, count, date, sameDay, say, t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { runAction } from "./actions.js";
import { emptyState } from "./empty-state.js";
import { kindName } from "./feed.js";
import { focusSoon, repaint } from "../render.js";
import { onUserAction } from "../user-action.js";
import { goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { NotificationKind, NotificationRow, Triage } from "../../pkg/views" */

/** @typedef {"unread" | "all" | "archived"} Filter */

/** @type {Filter} */
let filter = "all";

/** @type {Record<NotificationKind, string>} */
const ICONS = { reprompt: "reprompt", mention: "mention", like: "like", follow: "follow", message: "message", tier: "tier", arrival: "person", other: "other" };

export function notificationsTab() {
  const list = views.notifications;
  if (!list) return [];
  if (list.emptyState) return [emptyState(list.emptyState)];
  const rows = list.rows.filter(row => isShown(row.triage));
  const unread = list.rows.filter(row => row.triage === "unread").flatMap(row => row.ids);
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
    rows.length ? daySections(rows) : emptyState(emptyView()),
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

/** Rows under *Today* and *Earlier*. @param {NotificationRow[]} rows */
function daySections(rows) {
  if (filter === "archived") return [h("section", { key: "archived", "aria-label": t("showArchived") }, rows.map(row))];
  const today = rows.filter(item => item.at !== null && sameDay(new Date(item.at), new Date()));
  const earlier = rows.filter(item => !today.includes(item));
  return [["dayToday", today], ["dayEarlier", earlier]].map(([key, part]) => {
    const name = String(key);
    const items = /** @type {NotificationRow[]} */ (part);
    return items.length
      ? h("section", { key: name, "aria-labelledby": name }, h("h2.day-heading", { id: name }, t(name)), items.map(row))
      : null;
  });
}

/** @param {NotificationRow} item */
function row(item) {
  const { triage } = item;
  const key = item.ids.join(" ");
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
      item.place || archived ? h("p.notification-place", null, [say(item.place), archived ? t("archivedHint") : ""].filter(Boolean).join(" · ")) : null),
    h("p.notification-time.tabular", null, item.at === null ? "" : archived ? date(item.at) : age(item.at)),
    h("div.row-tools", null,
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
async function setTriage(item, to) {
  const here = document.querySelector(`[data-row="${CSS.escape(item.ids.join(" "))}"]`);
  const next = here?.nextElementSibling ?? here?.previousElementSibling;
  const row = next?.getAttribute("data-row");
  const hadFocus = here?.contains(document.activeElement) ?? false;
  await sendAndShow({ do: "triage", ids: item.ids, to }, views.header?.account);
  if (hadFocus && row && to === "archived") focusSoon(`[data-row="${CSS.escape(row)}"]`);
}
