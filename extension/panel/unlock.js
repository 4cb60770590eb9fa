// The form that unlocks a key with its passphrase. Nothing else is shown until then.
import { h } from "../dom.js";
import { icon, logo } from "../icons.js";
import { surface } from "../platform.js";
import { t } from "../i18n.js";
import { sendAndShow, showAlert } from "../status.js";
import { views } from "../store.js";

export function unlockForm() {
  const account = views.header?.account;
  return [
    h("h1.brand", { key: "brand" }, logo(), t("appName")),
    // In a page the passphrase is not asked for, because any page could imitate the field.
    surface() === "page" ? h("div.empty-state", { key: "elsewhere" }, icon("lock"),
      h("h2", null, t("emptyLockedTitle")), h("p", null, t("pagePanelLocked")),
      h("button.btn.main", { type: "button", on: { click: () => void import("./page-panel.js").then(pagePanel => pagePanel.openInPopup()) } }, t("pagePanelOutside")))
    : h("form.empty-state", { key: "unlock", on: { submit: (/** @type {SubmitEvent} */ event) => void unlock(event, account) } },
      icon("lock"),
      h("h2", null, t("emptyLockedTitle")),
      h("p", null, t("emptyLockedText")),
      h("label", { for: "passphrase" }, t("passphrase")),
      h("input.input.secret", { id: "passphrase", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", autofocus: true }),
      h("button.btn.main", { type: "submit" }, t("unlock"))),
  ];
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
