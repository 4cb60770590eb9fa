// The menu under the name: the accounts of this browser, options, lock, help.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { api, openOptions, surface } from "../platform.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { menu, menuItem } from "./menu.js";
import { isUserAction } from "../user-action.js";

/** @import { AccountRow } from "../../pkg/views" */

/** @param {() => void} close closes the menu and returns the focus to its button */
export function accountMenu(close) {
  const rows = views.accounts?.rows ?? [];
  /** @param {() => unknown} act */
  const run = act => (/** @type {Event} */ event) => {
    if (!isUserAction(event)) return;
    close();
    void act();
  };
  return menu("account-menu", t("accountMenu"), close,
    h("div", { key: "accounts", role: "group", "aria-label": t("partAccounts") },
      rows.map(row => accountItem(row, run(() => row.current || sendAndShow({ do: "switchAccount", account: row.number })))),
      menuItem("plus", t("accountAdd"), run(() => sendAndShow({ do: "addAccount" })))),
    h("hr", { key: "line" }),
    menuItem("options", t("options"), run(openOptions)),
    views.header?.lockable ? menuItem("lock", t("lock"), run(() => sendAndShow({ do: "lock" }))) : null,
    // A panel in a page cannot open tabs by itself.
    surface() === "page" ? null : menuItem("unknown", t("help"), run(() => api.tabs.create({ url: api.runtime.getURL("register.html?first") }))));
}

/** @param {AccountRow} row @param {(event: Event) => void} onClick */
function accountItem(row, onClick) {
  return h("button.menu-item", { key: row.number, type: "button", role: "menuitemradio", "aria-checked": String(row.current), tabindex: -1, on: { click: onClick } },
    row.current ? icon("check") : h("span", null),
    h("span", null, h("b", { dir: "auto" }, say(row.name)), h("span.help", null, say(row.standing))));
}
