// How the key is encrypted at rest, and what that does and does not protect against.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { focusSoon, repaint } from "../render.js";
import { durationText, radio, saveSetting, section, select } from "./form-controls.js";

/** @import { OptionsPage } from "../../pkg/views" */

const IDLE_MINUTES = [5, 15, 30, 60, 240];

/** Whether the form for a new passphrase is open. */
let isChoosing = false;

/** @param {OptionsPage} page */
export function protection(page) {
  const usesPassphrase = page.passphrase || isChoosing;
  const chooseDevice = () => {
    isChoosing = false;
    if (page.passphrase) void sendAndShow({ do: "setPassphrase", passphrase: "" }, page.account);
    repaint();
  };
  const choosePassphrase = () => {
    isChoosing = !page.passphrase;
    if (isChoosing) focusSoon("#new-passphrase");
    repaint();
  };
  const idle = [...new Set([...IDLE_MINUTES, page.lockAfter])].sort((one, other) => one - other);
  return section("partProtection", false,
    h("fieldset", null, h("legend.visually-hidden", null, t("partProtection")),
      radio("seal", "device", t("sealDevice"), !usesPassphrase, chooseDevice, t("sealDeviceHint")),
      radio("seal", "passphrase", t("sealPassphrase"), usesPassphrase, choosePassphrase, t("sealPassphraseHint"))),
    isChoosing ? passphraseForm(page.account) : null,
    page.passphrase
      ? select(t("lockAfter"), idle.map(number => [String(number), durationText(number)]), String(page.lockAfter), value => void saveSetting({ lockAfter: Number(value) }))
      : null);
}

/** @param {number} account */
function passphraseForm(account) {
  /** @param {SubmitEvent} event */
  const submit = async event => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (document.getElementById("new-passphrase"));
    if (!field.value) return;
    const answer = await sendAndShow({ do: "setPassphrase", passphrase: field.value }, account);
    if (answer.alert) return;
    isChoosing = false;
    repaint();
  };
  return h("form.row.indent", { key: `choose-${account}`, on: { submit } },
    h("label", { for: "new-passphrase" }, t("newPassphrase")),
    h("input.input.secret.narrow", { id: "new-passphrase", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: " " }),
    h("button.btn", { type: "submit" }, t("sealSet")));
}
