// How the key is encrypted at rest, and what that does and does not protect against.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { sendAndShow, showAlert } from "../status.js";
import { isUserAction } from "../user-action.js";
import { focusSoon, repaint } from "../render.js";
import { durationText, radio, saveSetting, section, select } from "./form-controls.js";

/** @import { OptionsPage } from "../../pkg/views" */

const IDLE_MINUTES = [5, 15, 30, 60, 240];

/** Whether the form for a new passphrase is open. */
let isChoosing = false;

/** Whether that form shows what is typed. */
let isShown = false;

/** @param {OptionsPage} page */
export function protection(page) {
  if (page.keyTail === null) return null;
  const usesPassphrase = page.passphrase || isChoosing;
  const chooseDevice = () => {
    isChoosing = false;
    if (page.passphrase) void sendAndShow({ do: "setPassphrase", passphrase: "" }, page.account);
    repaint();
  };
  const choosePassphrase = () => {
    if (page.passphrase) repaint();
    else openForm();
  };
  const idle = [...new Set([...IDLE_MINUTES, page.lockAfter])].sort((one, other) => one - other);
  return section("partProtection", false,
    h("fieldset", null, h("legend.visually-hidden", null, t("partProtection")),
      radio("seal", "device", t("sealDevice"), !usesPassphrase, chooseDevice, t("sealDeviceHint")),
      radio("seal", "passphrase", t("sealPassphrase"), usesPassphrase, choosePassphrase, t("sealPassphraseHint"))),
    isChoosing ? passphraseForm(page.account)
      : page.passphrase ? h("div.row.indent", { key: "change" }, h("button.btn", { type: "button", on: { click: openForm } }, t("passphraseChange"))) : null,
    page.passphrase
      ? select(t("lockAfter"), idle.map(number => [String(number), durationText(number)]), String(page.lockAfter), value => void saveSetting({ lockAfter: Number(value) }))
      : null);
}

function openForm() {
  isShown = false;
  isChoosing = true;
  focusSoon("#new-passphrase");
}

/** @param {number} account */
function passphraseForm(account) {
  /** @param {SubmitEvent} event */
  const submit = async event => {
    event.preventDefault();
    if (!isUserAction(event)) return;
    const [passphrase, repeated] = [valueOf("new-passphrase"), valueOf("repeat-passphrase")];
    if (!passphrase) return document.getElementById("new-passphrase")?.focus();
    if (passphrase !== repeated) {
      showAlert("alertPassphraseRepeat");
      return document.getElementById("repeat-passphrase")?.focus();
    }
    const answer = await sendAndShow({ do: "setPassphrase", passphrase }, account);
    if (answer.alert) return document.getElementById("new-passphrase")?.focus();
    closeForm();
  };
  const toggle = () => ((isShown = !isShown), repaint());
  return h("form.passphrase-form.indent", { key: `choose-${account}`, on: { submit } },
    passphraseField("new-passphrase", "newPassphrase", "newPassphraseHint"),
    passphraseField("repeat-passphrase", "repeatPassphrase"),
    h("div.row", null,
      h("button.btn", { key: "set", type: "submit" }, t("sealSet")),
      h("button.btn.plain", { key: "show", type: "button", "aria-pressed": String(isShown), on: { click: toggle } }, t("showPassphrase")),
      h("button.btn.plain", { key: "cancel", type: "button", on: { click: closeForm } }, t("doNotNow"))));
}

function closeForm() {
  isChoosing = false;
  focusSoon("#partProtection");
}

/** @param {string} id @param {string} label @param {string} [hint] */
function passphraseField(id, label, hint) {
  return h("div.field", { key: id },
    h("div.label", null, h("label", { for: id }, t(label)), hint ? h("span.help", { id: `${id}-hint` }, t(hint)) : null),
    h("input.input.narrow", {
      id, class: isShown ? "" : "secret", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: " ",
      "aria-describedby": hint ? `${id}-hint` : null,
    }));
}

/** @param {string} id */
const valueOf = id => /** @type {HTMLInputElement} */ (document.getElementById(id)).value;
