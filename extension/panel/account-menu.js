// The menu under the name: the accounts of this browser, options, lock, help.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { api, openOptions, surface } from "../platform.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { focusSoon } from "../render.js";
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
  return h("div.menu", {
    key: "menu", id: "account-menu", role: "menu", "aria-label": t("accountMenu"),
    created: () => focusSoon("#account-menu [role^='menuitem']"),
    on: {
      keydown: (/** @type {KeyboardEvent} */ event) => onMenuKey(event, close),
      focusout: (/** @type {FocusEvent} */ event) => closeWhenLeft(event, close),
    },
  },
    h("div", { key: "accounts", role: "group", "aria-label": t("partAccounts") },
      rows.map(row => accountItem(row, run(() => row.current || sendAndShow({ do: "switchAccount", account: row.number })))),
      item("plus", t("accountAdd"), run(() => sendAndShow({ do: "addAccount" })))),
    h("hr", { key: "line" }),
    item("options", t("options"), run(openOptions)),
    views.header?.lockable ? item("lock", t("lock"), run(() => sendAndShow({ do: "lock" }))) : null,
    // A panel in a page cannot open tabs by itself.
    surface() === "page" ? null : item("unknown", t("help"), run(() => api.tabs.create({ url: api.runtime.getURL("register.html?first") }))));
}

/** @param {AccountRow} row @param {(event: Event) => void} onClick */
function accountItem(row, onClick) {
  return h("button.menu-item", { key: row.number, type: "button", role: "menuitemradio", "aria-checked": String(row.current), tabindex: -1, on: { click: onClick } },
    row.current ? icon("check") : h("span", null),
    h("span", null, h("b", { dir: "auto" }, say(row.name)), h("span.help", null, say(row.standing))));
}

/** @param {string} iconName @param {string} name @param {(event: Event) => void} onClick */
function item(iconName, name, onClick) {
  return h("button.menu-item", { key: iconName, type: "button", role: "menuitem", tabindex: -1, on: { click: onClick } }, icon(iconName), h("span", null, name));
}

/** The arrow keys, Home and End move between entries; Esc and Tab close the menu. @param {KeyboardEvent} event @param {() => void} close */
function onMenuKey(event, close) {
  if (event.key === "Tab") return close();
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("[role^='menuitem']"))];
  const position = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape") close();
  // Letters and digits belong to the menu while it is open.
  else if (next === undefined) return event.key.length === 1 && event.key !== " " ? event.preventDefault() : undefined;
  else items.at(next % items.length)?.focus();
  event.preventDefault();
}

/** Closes the menu when the focus leaves it for something else in the panel. @param {FocusEvent} event @param {() => void} close */
function closeWhenLeft(event, close) {
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.relatedTarget instanceof Node && !menu.parentElement?.contains(event.relatedTarget)) close();
}
