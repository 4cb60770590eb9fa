// A model of the person's own, which Create may ask before a seed is planted. Nothing is asked of it here.
import { h } from "../dom.js";
import { readAddress } from "../address.js";
import { requestHost } from "../host-permission.js";
import { t } from "../i18n.js";
import { forgetOwnModel, saveOwnModel, watchOwnModel } from "../own-model.js";
import { ownModelHelp } from "../own-model-help.js";
import { clearStatus, showAlert, showStatus } from "../status.js";
import { isUserAction } from "../user-action.js";
import { repaint } from "../render.js";
import { clearFieldErrors, errorAttributes, errorLine, section, showFieldError } from "./form-controls.js";

/** @import { OwnModel } from "../own-model.js" */

/** What is set up; undefined until it is read. @type {OwnModel | null | undefined} */
let current;

watchOwnModel(model => {
  current = model;
  repaint();
});

export function ownModel() {
  if (current === undefined) return null;
  return section("partOwnModel", true,
    // A new form for each set-up, so that its fields begin with that.
    h("form", { key: `own-model-${current?.url.href} ${current?.model}`, on: { submit: save } },
      textField("own-model-address", "ownModelAddress", current?.url.href ?? "", "http://localhost:11434/v1"),
      textField("own-model-name", "ownModelName", current?.model ?? "", "qwen2.5:7b"),
      textField("own-model-key", "ownModelKey", "", current?.key ? `${"•".repeat(20)} ${current.key.slice(-4)}` : "", "ownModelKeyHint"),
      h("div.row", null,
        h("button.btn", { type: "submit" }, t("ownModelSave")),
        current ? h("button.btn.plain", { key: "forget", type: "button", on: { click: () => void forgetOwnModel().then(() => showStatus("saidOwnModelForgotten")) } }, t("ownModelForget")) : null)),
    ownModelHelp(false));
}

/** @param {string} id @param {string} label @param {string} value what it begins with @param {string} placeholder @param {string} [hint] */
function textField(id, label, value, placeholder, hint) {
  return h("div.field", { key: id }, h("label", { for: id }, t(label)),
    h("input.input", {
      id, class: hint ? "secret" : "", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder,
      ...errorAttributes(id, hint ? `${id}-hint` : ""),
      created: (/** @type {HTMLInputElement} */ field) => (field.value = value), on: { input: () => clearFieldErrors(id) },
    }),
    errorLine(id),
    hint ? h("p.help", { id: `${id}-hint` }, t(hint)) : null);
}

/** @param {string} id */
const valueOf = id => /** @type {HTMLInputElement} */ (document.getElementById(id)).value.trim();

/** Requests the host permission first, because browsers grant it only within the click. @param {SubmitEvent} event */
function save(event) {
  event.preventDefault();
  if (!isUserAction(event)) return;
  const url = readAddress(valueOf("own-model-address"));
  const model = valueOf("own-model-name");
  clearFieldErrors("own-model-address", "own-model-name");
  clearStatus();
  if (!url) return showFieldError("own-model-address", { key: "alertOwnModelAddress", args: [] });
  if (!model) return showFieldError("own-model-name", { key: "alertOwnModelName", args: [] });
  // The key that is kept belongs to the address that it was entered for.
  const key = valueOf("own-model-key") || (current?.url.origin === url.origin ? current.key : "");
  void requestHost(url).catch(() => false).then(async granted => {
    if (!granted) return showFieldError("own-model-address", { key: "alertOwnModelPermission", args: [url.host] });
    try {
      await saveOwnModel({ url, model, key });
    } catch {
      return showAlert("alertOwnModelNotKept");
    }
    /** @type {HTMLInputElement} */ (document.getElementById("own-model-key")).value = "";
    showStatus("saidOwnModel", model, url.host);
  });
}
