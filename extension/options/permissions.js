// Each permission with the sentence that justifies it.
import { h } from "../dom.js";
import { api, HOME } from "../platform.js";
import { t } from "../i18n.js";
import { repaint } from "../panel/ui.js";
import { part } from "./part.js";

/** @import { OptionsPage } from "../../pkg/views" */

/** @type {[name: string, key: string][]} */
const NEEDED = [
  ["storage", "permissionStorage"],
  ["alarms", "permissionAlarms"],
  ["notifications", "permissionNotifications"],
  ["contextMenus", "permissionMenus"],
  ["activeTab, scripting", "permissionPage"],
  ["sidePanel", "permissionPanel"],
  [new URL(HOME).host, "permissionHome"],
];

/** Whether the address that is set, when it is another one, is allowed. @type {boolean | null} */
let allowed = null;
let askedFor = "";

/** @param {OptionsPage} page */
export function permissions(page) {
  const url = URL.canParse(page.address) ? new URL(page.address) : null;
  const other = url && url.origin !== HOME ? url : null;
  const pattern = other ? `${other.protocol}//${other.hostname}/*` : "";
  if (pattern !== askedFor) void look(pattern);
  const own = Object.keys(api).includes("sidePanel") ? NEEDED : NEEDED.filter(([name]) => name !== "sidePanel");
  return part("partPermissions", true,
    h("table.grid.wide", null, h("tbody", null,
      own.map(([name, key]) => h("tr", { key: name }, h("th", { scope: "row" }, h("code", null, name)), h("td", null, t(key)), h("td.help", null, t("permissionNeeded")))),
      h("tr", { key: "other" }, h("th", { scope: "row" }, other ? h("code", null, other.host) : t("permissionOtherName")), h("td", null, t("permissionOther")),
        h("td.help", null, pattern && allowed ? t("permissionAllowed")
          : pattern ? h("button.link", { type: "button", on: { click: () => void allow(pattern) } }, t("permissionAllow")) : null)))),
    h("p.help", null, t("permissionNote")));
}

/** @param {string} pattern */
async function look(pattern) {
  askedFor = pattern;
  allowed = pattern ? await api.permissions.contains({ origins: [pattern] }) : null;
  repaint();
}

/** @param {string} pattern */
async function allow(pattern) {
  allowed = await api.permissions.request({ origins: [pattern] });
  repaint();
}
