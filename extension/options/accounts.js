// The accounts of this browser: which is in front, what they are called, whose unread the badge counts.
import { h } from "../dom.js";
import { say, t, tCount } from "../i18n.js";
import { ask } from "../status.js";
import { views } from "../store.js";
import { focusSoon, repaint } from "../panel/ui.js";
import { askSure, part, pick } from "./part.js";

/** @import { AccountRow } from "../../pkg/views" */

/** The account about which the question of signing out is asked. @type {number | null} */
let leaving = null;

export function accounts() {
  const page = views.accounts;
  if (!page) return null;
  const { rows } = page;
  /** @type {[string, string][]} */
  const counts = [["", t("countAll")], ...rows.map(row => /** @type {[string, string]} */ ([String(row.number), say(row.name)]))];
  return part("partAccounts", true,
    h("ul.accounts", null, rows.map(account)),
    h("div.row", null,
      h("button.btn", { type: "button", on: { click: () => void ask({ do: "addAccount" }) } }, t("accountAdd")),
      rows.length > 1
        ? pick(t("countLabel"), counts, page.counted === null ? "" : String(page.counted),
          value => void ask({ do: "countAccount", account: value ? Number(value) : null }))
        : null));
}

/** @param {AccountRow} row */
function account(row) {
  const name = say(row.name);
  const rename = (/** @type {Event} */ event) => void ask({ do: "nameAccount", account: row.number, label: /** @type {HTMLInputElement} */ (event.target).value });
  return h("li", { key: row.number, "aria-current": row.current ? "true" : null },
    h("p.dots", null, h("b", { dir: "auto" }, name), h("span", null, say(row.standing)),
      row.drafts ? h("span", null, tCount("drafts", row.drafts)) : null),
    h("div.row", null,
      h("input.input.short", {
        type: "text", autocomplete: "off", maxlength: 40, "aria-label": t("accountLabel", name), placeholder: t("accountLabelPlaceholder"),
        born: (/** @type {HTMLInputElement} */ field) => (field.value = row.label), on: { change: rename },
      }),
      row.current
        ? h("span.help", { key: "front", id: `account-${row.number}`, tabindex: -1 }, t("current"))
        : h("button.btn", { key: "switch", type: "button", "aria-label": t("accountSwitchTo", name), on: { click: () => void switchTo(row) } }, t("accountSwitch")),
      row.keyTail !== null && leaving !== row.number
        ? h("button.btn.plain", { key: "leave", id: `ask-leave-${row.number}`, type: "button", "aria-label": t("accountSignOutOf", name), on: { click: () => ((leaving = row.number), repaint()) } }, t("accountSignOut"))
        : null),
    leaving === row.number ? sure(row) : null);
}

/** @param {AccountRow} row */
async function switchTo(row) {
  const answer = await ask({ do: "switchAccount", account: row.number });
  if (!answer.alert) focusSoon(`#account-${row.number}`);
}

/** @param {AccountRow} row */
function sure(row) {
  const leave = () => void ask({ do: "signOut", account: row.number });
  return askSure(`leave-${row.number}`, t("accountSignOutSure", say(row.name)), t("accountSignOut"), leave, t("forgetKeep"),
    () => ((leaving = null), repaint()));
}
