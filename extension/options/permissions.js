// The permissions, each with its reason.
import { h } from "../dom.js";
import { api, DEFAULT_ORIGIN } from "../platform.js";
import { t } from "../i18n.js";
import { repaint } from "../render.js";
import { section } from "./form-controls.js";

/** @import { OptionsPage } from "../../pkg/views" */

/** @type {[name: string, key: string][]} */
const REASONS = [
  ["storage", "permissionStorage"],
  ["alarms", "permissionAlarms"],
  ["notifications", "permissionNotifications"],
  ["contextMenus", "permissionMenus"],
  ["activeTab, scripting", "permissionPage"],
  ["sidePanel", "permissionPanel"],
  [new URL(DEFAULT_ORIGIN).host, "permissionHome"],
];

/** Whether access to a custom API address is granted; null when the address is the default one. @type {boolean | null} */
let isAllowed = null;
let checkedPattern = "";

/** @param {OptionsPage} page */
export function permissions(page) {
  const url = URL.canParse(page.address) ? new URL(page.address) : null;
  const other = url && url.origin !== DEFAULT_ORIGIN ? url : null;
  const pattern = other ? `${other.protocol}//${other.hostname}/*` : "";
  if (pattern !== checkedPattern) void checkPermission(pattern);
  const listed = Object.keys(api).includes("sidePanel") ? REASONS : REASONS.filter(([name]) => name !== "sidePanel");
  return section("partPermissions", true,
    h("table.grid.wide", null, h("tbody", null,
      listed.map(([name, key]) => h("tr", { key: name }, h("th", { scope: "row" }, h("code", null, name)), h("td", null, t(key)), h("td.help", null, t("permissionNeeded")))),
      h("tr", { key: "other" }, h("th", { scope: "row" }, other ? h("code", null, other.host) : t("permissionOtherName")), h("td", null, t("permissionOther")),
        h("td.help", null, pattern && isAllowed ? t("permissionAllowed")
          : pattern ? h("button.link", { type: "button", on: { click: () => void requestPermission(pattern) } }, t("permissionAllow")) : null)))),
    h("p.help", null, t("permissionNote")));
}

/** @param {string} pattern */
async function checkPermission(pattern) {
  checkedPattern = pattern;
  isAllowed = pattern ? await api.permissions.contains({ origins: [pattern] }) : null;
  repaint();
}

/** @param {string} pattern */
async function requestPermission(pattern) {
  isAllowed = await api.permissions.request({ origins: [pattern] });
  repaint();
}
