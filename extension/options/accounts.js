// The accounts of this browser: which one is active, their labels, and whose unread count the badge shows.
import { h } from "../dom.js";
import { say, t, tCount } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { views } from "../store.js";
import { focusSoon, repaint } from "../render.js";
import { confirmation, section, select } from "./form-controls.js";

/** @import { AccountRow } from "../../pkg/views" */

/** The account whose sign-out is being confirmed. @type {number | null} */
let confirmingSignOut = null;

export function accounts() {
  const page = views.accounts;
  if (!page) return null;
  const { rows } = page;
  /** @type {[string, string][]} */
  const counts = [["", t("countAll")], ...rows.map(row => /** @type {[string, string]} */ ([String(row.number), say(row.name)]))];
  return section("partAccounts", true,
    h("ul.accounts", null, rows.map(accountRow)),
    h("div.row", null,
      h("button.btn", { type: "button", on: { click: () => void sendAndShow({ do: "addAccount" }) } }, t("accountAdd")),
      rows.length > 1
        ? select(t("badgeCounts"), counts, page.badgeAccount === null ? "" : String(page.badgeAccount),
          value => void sendAndShow({ do: "setBadgeAccount", account: value ? Number(value) : null }))
        : null));
}

/** @param {AccountRow} row */
function accountRow(row) {
  const name = say(row.name);
  const rename = (/** @type {Event} */ event) => void sendAndShow({ do: "renameAccount", account: row.number, label: /** @type {HTMLInputElement} */ (event.target).value });
  return h("li", { key: row.number, "aria-current": row.current ? "true" : null },
    h("p.dot-separated", null, h("b", { dir: "auto" }, name), h("span", null, say(row.standing)),
      row.drafts ? h("span", null, tCount("drafts", row.drafts)) : null),
    h("div.row", null,
      h("input.input.narrow", {
        type: "text", autocomplete: "off", maxlength: 40, "aria-label": t("accountLabel", name), placeholder: t("accountLabelPlaceholder"),
        created: (/** @type {HTMLInputElement} */ field) => (field.value = row.label), on: { change: rename },
      }),
      row.current
        ? h("span.help", { key: "front", id: `account-${row.number}`, tabindex: -1 }, t("current"))
        : h("button.btn", { key: "switch", type: "button", "aria-label": t("accountSwitchTo", name), on: { click: () => void switchTo(row) } }, t("accountSwitch")),
      row.keyTail !== null && confirmingSignOut !== row.number
        ? h("button.btn.plain", {
            key: "leave", id: `ask-leave-${row.number}`, type: "button", "aria-label": t("accountSignOutOf", name),
            on: { click: () => ((confirmingSignOut = row.number), repaint()) },
          }, t("accountSignOut"))
        : null),
    confirmingSignOut === row.number ? signOutConfirmation(row) : null);
}

/** @param {AccountRow} row */
async function switchTo(row) {
  const answer = await sendAndShow({ do: "switchAccount", account: row.number });
  if (!answer.alert) focusSoon(`#account-${row.number}`);
}

/** @param {AccountRow} row */
function signOutConfirmation(row) {
  const leave = () => void sendAndShow({ do: "signOut", account: row.number });
  return confirmation(`leave-${row.number}`, t("accountSignOutSure", say(row.name)), t("accountSignOut"), leave, t("forgetKeep"),
    () => ((confirmingSignOut = null), repaint()));
}
