// Heartbeat, badge and notifications, writing hints.
import { h } from "../dom.js";
import { at, say, t } from "../i18n.js";
import { focusSoon } from "../render.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { onUserAction } from "../user-action.js";
import { checkbox, durationText, saveSetting, section, select } from "./form-controls.js";

/** @import { HiddenRow, NotificationChoice, OptionsPage, QuietHours } from "../../pkg/views" */

/** @param {OptionsPage} page */
export function heartbeat(page) {
  const intervals = [...new Set([...page.paces, page.pace])].sort((one, other) => one - other);
  return section("partHeartbeat", true,
    select(t("paceEvery"), intervals.map(pace => [String(pace), durationText(pace)]), String(page.pace), value => void saveSetting({ pace: Number(value) })),
    h("p.help", null, say(page.paceLine)));
}

/** @param {OptionsPage} page */
export function badges(page) {
  const muted = page.mutedUntil !== null && page.mutedUntil > Date.now() ? page.mutedUntil : null;
  return section("partNotices", true,
    h("table.grid", null,
      h("thead", null, h("tr", null, ["columnKind", "columnBadge", "columnDesktop"].map(key => h("th", { key, scope: "col" }, t(key))))),
      h("tbody", null, page.notifications.map(notificationRow))),
    quietHours(page.quiet),
    checkbox(t("openReads"), page.openReads, on => void saveSetting({ openReads: on })),
    h("div.row", { key: "mute" },
      muted
        ? h("button.btn", { key: "end", type: "button", on: { click: () => void saveSetting({ muteMinutes: 0 }) } }, t("muteEnd"))
        : h("button.btn", { key: "mute", type: "button", on: { click: () => void saveSetting({ muteMinutes: 60 }) } }, t("muteHour")),
      muted ? h("p.help", null, t("mutedEnds", at(muted))) : null));
}

/** @param {NotificationChoice} item */
function notificationRow(item) {
  const { kind, badge, desktop } = item;
  const name = say(item.line);
  return h("tr", { key: kind },
    h("th", { scope: "row" }, name),
    h("td", null, checkbox(name, badge, on => void saveSetting({ notification: { kind, badge: on, desktop } }), t("boxName", name, t("columnBadge")))),
    h("td", null, checkbox(name, desktop, on => void saveSetting({ notification: { kind, badge, desktop: on } }), t("boxName", name, t("columnDesktop")))));
}

/** @param {QuietHours} quiet */
function quietHours(quiet) {
  const times = [...new Set([...Array.from({ length: 48 }, (_, index) => index * 30), quiet.from, quiet.to])].sort((one, other) => one - other);
  /** @type {[string, string][]} */
  const options = times.map(time => [String(time), timeOfDay(time)]);
  return h("div.row", { key: "quiet" },
    checkbox(t("quietFrom"), quiet.on, on => void saveSetting({ quiet: { ...quiet, on } })),
    select(t("quietFrom"), options, String(quiet.from), value => void saveSetting({ quiet: { ...quiet, from: Number(value) } }), true),
    h("span", { "aria-hidden": "true" }, t("quietTo")),
    select(t("quietToLabel"), options, String(quiet.to), value => void saveSetting({ quiet: { ...quiet, to: Number(value) } }), true));
}

/** @param {number} time minutes after midnight */
const timeOfDay = time => `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;

/** @param {OptionsPage} page */
export function opportunities(page) {
  return section("tabOpportunities", false,
    checkbox(t("showTrending"), page.trending, trending => void saveSetting({ trending })),
    h("p.help", null, page.trendingNote ? say(page.trendingNote) : t("showTrendingHint")),
    hiddenList("hidden-threads", t("partHiddenThreads"), page.hiddenThreads, "doShowAgain"),
    hiddenList("muted-authors", t("partMutedAuthors"), page.mutedAuthors, "doUnmute"),
    page.hiddenThreads.length + page.mutedAuthors.length ? h("p.help", { key: "hidden-hint" }, t("hiddenHint")) : null);
}

/** @param {string} key @param {string} title @param {HiddenRow[]} rows @param {string} button the message key of what takes one back */
function hiddenList(key, title, rows, button) {
  if (!rows.length) return null;
  return h("div.hidden-list", { key }, h("h3", { id: key }, title),
    h("ul.health", { "aria-labelledby": key }, rows.map(({ undo, name }) => h("li", { key: undo },
      h("b.ellipsis", { dir: "auto" }, say(name)),
      h("button.link.align-end", { type: "button", "aria-label": t("boxName", t(button), say(name)), on: { click: onUserAction(() => showAgain(undo)) } }, t(button))))));
}

/** @param {string} undo */
async function showAgain(undo) {
  await sendAndShow({ do: "showAgain", undo }, views.options?.account);
  focusSoon("#tabOpportunities");
}

/** @param {OptionsPage} page */
export function hints(page) {
  return section("partHints", true,
    h("div.two-columns", null, page.hints.map(hint => checkbox(say(hint.line), hint.on, on => void saveSetting({ hint: { code: hint.code, on } })))));
}
