// How the key is sealed, in plain words about what that does and does not protect.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { ask } from "../status.js";
import { focusSoon, repaint } from "../panel/ui.js";
import { change, minutes, part, pick, radio } from "./part.js";

/** @import { OptionsPage } from "../../pkg/views" */

const IDLE = [5, 15, 30, 60, 240];

/** Whether a new passphrase is being typed. */
let choosing = false;

/** @param {OptionsPage} page */
export function protection(page) {
  const sealed = page.passphrase || choosing;
  const device = () => {
    choosing = false;
    if (page.passphrase) void ask({ do: "protect", passphrase: "" }, page.account);
    repaint();
  };
  const phrase = () => {
    choosing = !page.passphrase;
    if (choosing) focusSoon("#new-passphrase");
    repaint();
  };
  const idle = [...new Set([...IDLE, page.lockAfter])].sort((one, other) => one - other);
  return part("partProtection", false,
    h("fieldset", null, h("legend.unseen", null, t("partProtection")),
      radio("seal", "device", t("sealDevice"), !sealed, device, t("sealDeviceHint")),
      radio("seal", "passphrase", t("sealPassphrase"), sealed, phrase, t("sealPassphraseHint"))),
    choosing ? passphraseForm(page.account) : null,
    page.passphrase
      ? pick(t("lockAfter"), idle.map(number => [String(number), minutes(number)]), String(page.lockAfter), value => void change({ lockAfter: Number(value) }))
      : null);
}

/** @param {number} account */
function passphraseForm(account) {
  /** @param {SubmitEvent} event */
  const submit = async event => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (document.getElementById("new-passphrase"));
    if (!field.value) return;
    const answer = await ask({ do: "protect", passphrase: field.value }, account);
    if (answer.alert) return;
    choosing = false;
    repaint();
  };
  return h("form.row.indent", { key: `choose-${account}`, on: { submit } },
    h("label", { for: "new-passphrase" }, t("newPassphrase")),
    h("input.input.secret.short", { id: "new-passphrase", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: " " }),
    h("button.btn", { type: "submit" }, t("sealSet")));
}
