// How the key is encrypted at rest, and what that does and does not protect against.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { isUserAction } from "../user-action.js";
import { focusSoon, repaint } from "../render.js";
import { durationText, radio, saveSetting, section, select } from "./form-controls.js";

/** @import { LocalizedMessage, OptionsPage } from "../../pkg/views" */

/** @typedef {"current" | "passphrase" | "repeat"} Field a field of the form */
/** @typedef {"set" | "change" | "remove"} Purpose what the form does with the passphrase */

const IDLE_MINUTES = [5, 15, 30, 60, 240];

/** The fields of the form: id and label. @type {Record<Field, [id: string, label: string]>} */
const FIELDS = {
  current: ["current-passphrase", "currentPassphrase"],
  passphrase: ["new-passphrase", "newPassphrase"],
  repeat: ["repeat-passphrase", "repeatPassphrase"],
};

/** What the form asks for, and its main button. @type {Record<Purpose, [fields: Field[], button: string]>} */
const FORMS = {
  set: [["passphrase", "repeat"], "sealSet"],
  change: [["current", "passphrase", "repeat"], "passphraseChange"],
  remove: [["current"], "passphraseRemove"],
};

/** The open form and its account. @type {{ purpose: Purpose, account: number } | null} */
let openForm = null;

/** Whether that form shows what is typed. */
let isShown = false;

/** What is wrong with the fields of the form. @type {Map<string, LocalizedMessage>} */
const fieldErrors = new Map();

/** @param {OptionsPage} page */
export function protection(page) {
  if (page.keyTail === null) return null;
  const purpose = openForm?.account === page.account ? openForm.purpose : null;
  const usesPassphrase = purpose ? purpose !== "remove" : page.passphrase;
  const chooseDevice = () => {
    if (page.passphrase) open("remove", page.account);
    else closeForm();
  };
  const choosePassphrase = () => {
    if (page.passphrase) closeForm();
    else open("set", page.account);
  };
  const idle = [...new Set([...IDLE_MINUTES, page.lockAfter])].sort((one, other) => one - other);
  return section("partProtection", false,
    h("fieldset", null, h("legend.visually-hidden", null, t("partProtection")),
      radio("seal", "device", t("sealDevice"), !usesPassphrase, chooseDevice, t("sealDeviceHint")),
      radio("seal", "passphrase", t("sealPassphrase"), usesPassphrase, choosePassphrase, t("sealPassphraseHint"))),
    purpose ? passphraseForm(purpose, page.account)
      : page.passphrase ? h("div.row.indent", { key: "change" }, h("button.btn", { type: "button", on: { click: () => open("change", page.account) } }, t("passphraseChange"))) : null,
    page.passphrase
      ? select(t("lockAfter"), idle.map(number => [String(number), durationText(number)]), String(page.lockAfter), value => void saveSetting({ lockAfter: Number(value) }))
      : null);
}

/** @param {Purpose} purpose @param {number} account */
function open(purpose, account) {
  isShown = false;
  fieldErrors.clear();
  openForm = { purpose, account };
  const [[first = "current"]] = FORMS[purpose];
  focusSoon(`#${FIELDS[first][0]}`);
}

/** @param {Purpose} purpose @param {number} account */
function passphraseForm(purpose, account) {
  const [names, button] = FORMS[purpose];
  /** @param {SubmitEvent} event */
  const submit = async event => {
    event.preventDefault();
    if (!isUserAction(event)) return;
    const [passphrase, current] = [valueOf("passphrase"), valueOf("current")];
    if (purpose !== "remove" && !passphrase) return document.getElementById(FIELDS.passphrase[0])?.focus();
    if (passphrase !== valueOf("repeat")) return showErrors(names, [{ field: "repeat", line: { key: "alertPassphraseRepeat", args: [] } }]);
    const answer = await sendAndShow({ do: "setPassphrase", passphrase, current }, account);
    if (answer.alert) return showErrors(names, answer.fields ?? []);
    closeForm();
  };
  const toggle = () => ((isShown = !isShown), repaint());
  return h("form.passphrase-form.indent", { key: `${purpose}-${account}`, on: { submit } },
    names.map(passphraseField),
    h("div.row", null,
      h("button.btn", { key: "set", type: "submit" }, t(button)),
      h("button.btn.plain", { key: "show", type: "button", "aria-pressed": String(isShown), on: { click: toggle } }, t("showPassphrase")),
      h("button.btn.plain", { key: "cancel", type: "button", on: { click: closeForm } }, t("doNotNow"))));
}

/** Shows errors beside their fields and moves the focus to the first. @param {Field[]} names @param {{ field: string, line: LocalizedMessage }[]} lines */
function showErrors(names, lines) {
  fieldErrors.clear();
  for (const { field, line } of lines) fieldErrors.set(field, line);
  const wrong = names.find(name => fieldErrors.has(name)) ?? names[0] ?? "current";
  focusSoon(`#${FIELDS[wrong][0]}`);
}

function closeForm() {
  openForm = null;
  focusSoon("#partProtection");
}

/** @param {Field} name */
function passphraseField(name) {
  const [id, label] = FIELDS[name];
  const hint = name === "passphrase" ? t("newPassphraseHint") : null;
  const error = fieldErrors.get(name);
  const forget = () => void (fieldErrors.delete(name) && repaint());
  return h("div.field", { key: id },
    h("div.label", null, h("label", { for: id }, t(label)), hint ? h("span.help", { id: `${id}-hint` }, hint) : null),
    h("input.input.narrow", {
      id, class: isShown ? "" : "secret", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: " ",
      "aria-invalid": error ? "true" : null, "aria-describedby": [error ? `${id}-wrong` : "", hint ? `${id}-hint` : ""].join(" ").trim() || null,
      on: { input: forget },
    }),
    error ? h("p.help.refuse", { key: "wrong", id: `${id}-wrong` }, icon("cross", "small"), " ", say(error)) : null);
}

/** What is typed in a field; nothing, when the form does not ask for it. @param {Field} name */
function valueOf(name) {
  const input = /** @type {HTMLInputElement | null} */ (document.getElementById(FIELDS[name][0]));
  return input?.value ?? "";
}
