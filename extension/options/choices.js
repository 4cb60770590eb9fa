// Heartbeat, badge and notices, craft hints.
import { h } from "../dom.js";
import { at, say, t } from "../i18n.js";
import { change, minutes, part, pick, tick } from "./part.js";

/** @import { NoticeChoice, OptionsPage, Quiet } from "../../pkg/views" */

/** @param {OptionsPage} page */
export function heartbeat(page) {
  const paces = [...new Set([...page.paces, page.pace])].sort((one, other) => one - other);
  return part("partHeartbeat", true,
    pick(t("paceEvery"), paces.map(pace => [String(pace), minutes(pace)]), String(page.pace), value => void change({ pace: Number(value) })),
    h("p.help", null, say(page.paceLine)));
}

/** @param {OptionsPage} page */
export function badges(page) {
  const muted = page.mutedUntil !== null && page.mutedUntil > Date.now() ? page.mutedUntil : null;
  return part("partNotices", true,
    h("table.grid", null,
      h("thead", null, h("tr", null, ["columnKind", "columnBadge", "columnDesktop"].map(key => h("th", { key, scope: "col" }, t(key))))),
      h("tbody", null, page.notices.map(notice))),
    quietHours(page.quiet),
    tick(t("openReads"), page.openReads, on => void change({ openReads: on })),
    h("div.row", { key: "mute" },
      muted
        ? h("button.btn", { key: "end", type: "button", on: { click: () => void change({ muteMinutes: 0 }) } }, t("muteEnd"))
        : h("button.btn", { key: "mute", type: "button", on: { click: () => void change({ muteMinutes: 60 }) } }, t("muteHour")),
      muted ? h("p.help", null, t("mutedEnds", at(muted))) : null));
}

/** @param {NoticeChoice} item */
function notice(item) {
  const { kind, badge, desktop } = item;
  const name = say(item.line);
  return h("tr", { key: kind },
    h("th", { scope: "row" }, name),
    h("td", null, tick(name, badge, on => void change({ notice: { kind, badge: on, desktop } }), t("boxName", name, t("columnBadge")))),
    h("td", null, tick(name, desktop, on => void change({ notice: { kind, badge, desktop: on } }), t("boxName", name, t("columnDesktop")))));
}

/** @param {Quiet} quiet */
function quietHours(quiet) {
  const times = [...new Set([...Array.from({ length: 48 }, (_, index) => index * 30), quiet.from, quiet.to])].sort((one, other) => one - other);
  /** @type {[string, string][]} */
  const options = times.map(time => [String(time), clock(time)]);
  return h("div.row", { key: "quiet" },
    tick(t("quietFrom"), quiet.on, on => void change({ quiet: { ...quiet, on } })),
    pick(t("quietFrom"), options, String(quiet.from), value => void change({ quiet: { ...quiet, from: Number(value) } }), true),
    h("span", { "aria-hidden": "true" }, t("quietTo")),
    pick(t("quietToLabel"), options, String(quiet.to), value => void change({ quiet: { ...quiet, to: Number(value) } }), true));
}

/** @param {number} time minutes after midnight */
const clock = time => `${String(Math.floor(time / 60)).padStart(2, "0")}:${String(time % 60).padStart(2, "0")}`;

/** @param {OptionsPage} page */
export function hints(page) {
  return part("partHints", true,
    h("div.two", null, page.hints.map(hint => tick(say(hint.line), hint.on, on => void change({ hint: { code: hint.code, on } })))));
}
