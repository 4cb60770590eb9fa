// The form that unlocks a key with its passphrase. Nothing else is shown until then.
import { h } from "../dom.js";
import { icon, logo } from "../icons.js";
import { openOptions, surface } from "../platform.js";
import { say, t } from "../i18n.js";
import { sendAndShow, showAlert } from "../status.js";
import { reloadViews, views } from "../store.js";
import { onUserAction } from "../user-action.js";

export function unlockForm() {
  const account = views.header?.account;
  const name = views.header?.name;
  const whose = name ? h("p.locked-account", { key: "whose" }, h("b", { dir: "auto" }, name)) : null;
  return [
    h("h1.brand", { key: "brand" }, logo(), t("appName")),
    // In a page the passphrase is not asked for, because any page could imitate the field.
    surface() === "page" ? h("div.empty-state", { key: "elsewhere" }, icon("lock"),
      h("h2", null, t("emptyLockedTitle")), whose, h("p", null, t("pagePanelLocked")),
      h("button.btn.main", { type: "button", on: { click: () => void import("./page-panel.js").then(pagePanel => pagePanel.openInPopup()) } }, t("pagePanelOutside")))
    : h("form.empty-state", { key: "unlock", on: { submit: (/** @type {SubmitEvent} */ event) => void unlock(event, account) } },
      icon("lock"),
      h("h2", null, t("emptyLockedTitle")), whose,
      h("p", null, t("emptyLockedText")),
      h("label", { for: "passphrase" }, t("passphrase")),
      h("input.input.secret", { id: "passphrase", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", autofocus: true }),
      h("button.btn.main", { type: "submit" }, t("unlock")),
      otherWays()),
  ];
}

/** Whether the list of accounts was asked for. */
let isListRequested = false;

/** The other accounts of this browser, and where a key with a forgotten passphrase is replaced. */
function otherWays() {
  if (!views.accounts && !isListRequested) {
    isListRequested = true;
    void reloadViews(["accounts"]);
  }
  const others = (views.accounts?.rows ?? []).filter(row => !row.current);
  return h("div.other-ways", { key: "others" },
    others.map(row => h("button.btn.plain", {
      key: row.number, type: "button", on: { click: onUserAction(() => sendAndShow({ do: "switchAccount", account: row.number })) },
    }, t("accountSwitchTo", say(row.name)))),
    h("p.help", { key: "forgotten" }, t("passphraseForgotten")),
    h("button.btn.plain", { key: "options", type: "button", on: { click: () => openOptions() } }, t("options")));
}

/** @param {SubmitEvent} event @param {number | undefined} account */
async function unlock(event, account) {
  event.preventDefault();
  const field = /** @type {HTMLInputElement} */ (document.getElementById("passphrase"));
  const passphrase = field.value;
  if (!passphrase) {
    showAlert("alertPassphraseEmpty");
    return field.focus();
  }
  field.value = "";
  const answer = await sendAndShow({ do: "unlock", passphrase }, account);
  if (answer.alert) field.focus();
}
