// The tab Notifications: unread, read, archived.
import { h } from "../dom.js";
import { icon, kindMark } from "../icons.js";
import { age, count, date, sameDay, say, t } from "../i18n.js";
import { ask } from "../status.js";
import { views } from "../store.js";
import { press } from "./actions.js";
import { blankCard } from "./blank.js";
import { kindName } from "./feed.js";
import { focusSoon, goThread, repaint } from "./ui.js";

/** @import { NoticeKind, NoticeRow, Triage } from "../../pkg/views" */

/** @typedef {"unread" | "all" | "archived"} Filter */

/** @type {Filter} */
let filter = "all";

/** @type {Record<NoticeKind, string>} */
const DRAWINGS = { reprompt: "reprompt", mention: "mention", like: "like", follow: "follow", message: "message", tier: "tier", other: "other" };

export function notices() {
  const list = views.notices;
  if (!list) return [];
  if (list.blank) return [blankCard(list.blank)];
  const rows = list.rows.filter(row => fits(row.triage));
  const unread = list.rows.filter(row => row.triage === "unread").flatMap(row => row.ids);
  return [
    list.quiet
      ? h("div.band", { key: "quiet" }, icon("moon", "small"), h("p", null, say(list.quiet)),
          h("button.link", { type: "button", on: { click: () => press({ line: { key: "quietHours" }, do: "options", main: false }) } }, t("quietHours")))
      : null,
    h("div.filter", { key: "filter" },
      h("div.row", { role: "group", "aria-label": t("showLabel") },
        choice("unread", t("showUnread"), list.unread), choice("all", t("showAll"), 0), choice("archived", t("showArchived"), 0)),
      unread.length && filter !== "archived"
        ? h("button.act.end", { key: "all-read", type: "button", on: { click: () => void ask({ do: "triage", ids: unread, to: "read" }, views.masthead?.account) } },
            icon("check"), t("markAllRead"))
        : null),
    rows.length ? days(rows) : blankCard(none()),
    list.more && filter !== "archived"
      ? h("div.older", { key: "older" }, h("button.btn", { type: "button", on: { click: () => void ask({ do: "olderNotices" }) } }, t("doOlder")))
      : null,
  ];
}

/** @param {Triage} triage */
function fits(triage) {
  if (filter === "all") return triage !== "archived";
  return triage === filter;
}

/** @returns {import("../../pkg/views").Blank} */
function none() {
  const name = filter === "archived" ? "blankArchived" : filter === "unread" ? "blankUnread" : "blankNotices";
  return { icon: "bell", title: { key: `${name}Title` }, text: { key: `${name}Text` }, code: null, buttons: [] };
}

/** @param {Filter} name @param {string} text @param {number} number */
function choice(name, text, number) {
  return h("button.act", {
    key: name, type: "button", "aria-pressed": String(filter === name), on: { click: () => ((filter = name), repaint()) },
  }, text, number ? h("span.num", { "aria-hidden": "true" }, ` ${count(number)}`) : null);
}

/** Rows under *Today* and *Earlier*. @param {NoticeRow[]} rows */
function days(rows) {
  if (filter === "archived") return [h("section", { key: "archived", "aria-label": t("showArchived") }, rows.map(row))];
  const today = rows.filter(item => item.at !== null && sameDay(new Date(item.at), new Date()));
  const earlier = rows.filter(item => !today.includes(item));
  return [["dayToday", today], ["dayEarlier", earlier]].map(([key, part]) => {
    const name = String(key);
    const items = /** @type {NoticeRow[]} */ (part);
    return items.length
      ? h("section", { key: name, "aria-labelledby": name }, h("h2.daymark", { id: name }, t(name)), items.map(row))
      : null;
  });
}

/** @param {NoticeRow} item */
function row(item) {
  const { triage } = item;
  const key = item.ids.join(" ");
  const open = () => item.node && goThread(item.node);
  const archived = triage === "archived";
  return h("article.notice", {
    key, class: triage, "data-row": key, "aria-labelledby": `notice-${key}`, tabindex: 0,
    on: {
      click: (/** @type {Event} */ event) => event.target instanceof Element && !event.target.closest("button") && open(),
      keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.target === event.currentTarget && open(),
    },
  },
    icon(archived ? "archive" : DRAWINGS[item.kind]),
    h("div", null,
      h("p.what", { id: `notice-${key}` },
        triage === "unread" ? h("span.unseen", null, t("unreadName"), ": ") : null,
        item.from.name ? [kindMark(item.from.kind, kindName(item.from)), " ", h("b", null, h("bdi", null, item.from.name)), " "] : null,
        h("bdi", null, say(item.line))),
      item.words ? h("blockquote", { dir: "auto" }, item.words) : null,
      item.place || archived ? h("p.where", null, [say(item.place), archived ? t("archivedHint") : ""].filter(Boolean).join(" · ")) : null),
    h("p.when.num", null, item.at === null ? "" : archived ? date(item.at) : age(item.at)),
    h("div.tools", null,
      item.node ? tool("read", "doReadThread", "", open) : null,
      archived ? null : triage === "unread"
        ? tool("check", "markRead", "u", () => void set(item, "read"))
        : tool("unread", "markUnread", "u", () => void set(item, "unread")),
      archived
        ? tool("bell", "unarchive", "e", () => void set(item, "read"))
        : tool("archive", "archive", "e", () => void set(item, "archived"))));
}

/** @param {string} drawing @param {string} key @param {string} letter @param {() => void} does */
function tool(drawing, key, letter, does) {
  return h("button.act.bare", { key, type: "button", "aria-label": t(key), title: t(key), "data-key": letter || null, on: { click: does } }, icon(drawing));
}

/** @param {NoticeRow} item @param {Triage} to */
async function set(item, to) {
  const here = document.querySelector(`[data-row="${CSS.escape(item.ids.join(" "))}"]`);
  const next = here?.nextElementSibling ?? here?.previousElementSibling;
  const row = next?.getAttribute("data-row");
  const held = here?.contains(document.activeElement) ?? false;
  await ask({ do: "triage", ids: item.ids, to }, views.masthead?.account);
  if (held && row && to === "archived") focusSoon(`[data-row="${CSS.escape(row)}"]`);
}
