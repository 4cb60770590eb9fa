// The key is sealed behind a passphrase: nothing else is shown until it is open.
import { h } from "../dom.js";
import { icon, mark } from "../icons.js";
import { room } from "../platform.js";
import { t } from "../i18n.js";
import { ask } from "../status.js";
import { views } from "../store.js";

export function locked() {
  const account = views.masthead?.account;
  return [
    h("h1.brand", { key: "brand" }, mark(), t("appName")),
    // A passphrase is not typed where any page could draw a field that looks like ours.
    room() === "page" ? h("div.blank", { key: "elsewhere" }, icon("lock"),
      h("h2", null, t("blankLockedTitle")), h("p", null, t("guestLocked")),
      h("button.btn.main", { type: "button", on: { click: () => void import("./guest.js").then(guest => guest.goOutside()) } }, t("guestOutside")))
    : h("form.blank", { key: "unlock", on: { submit: (/** @type {SubmitEvent} */ event) => void unlock(event, account) } },
      icon("lock"),
      h("h2", null, t("blankLockedTitle")),
      h("p", null, t("blankLockedText")),
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
  if (!passphrase) return;
  field.value = "";
  const answer = await ask({ do: "unlock", passphrase }, account);
  if (answer.alert) field.focus();
}
