// Provider keys. Impromptu stores them and runs models with them; this page sends, lists and deletes them, and keeps none.
import { h } from "../dom.js";
import { say, t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { isUserAction } from "../user-action.js";
import { clearFieldErrors, errorAttributes, errorLine, section, showFieldError } from "./form-controls.js";

/** @import { OptionsPage, ProviderKey } from "../../pkg/views" */

/** @param {OptionsPage} page */
export function providers(page) {
  if (page.keyTail === null) return null;
  return section("partProvider", true,
    h("form", { key: `provider-${page.account}`, on: { submit: (/** @type {SubmitEvent} */ event) => void sendKey(event, page.account) } },
      h("div.row", null,
        h("label.select-field", null, h("span", null, t("providerWhich")),
          h("select.input", { id: "provider" }, h("option", { value: "openrouter" }, "OpenRouter"), h("option", { value: "fal" }, "fal.ai"))),
        h("div.field.grow", null, h("label", { for: "provider-key" }, t("providerKey")),
          h("input.input.secret", { id: "provider-key", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: "sk-or-v1-…", ...errorAttributes("provider-key"), on: { input: () => clearFieldErrors("provider-key") } }),
          errorLine("provider-key"))),
      h("div.row", null,
        h("button.btn", { type: "submit" }, t("providerSend")),
        h("button.btn.plain", { type: "button", on: { click: () => void sendAndShow({ do: "listCredentials" }, page.account) } }, t("providerList")))),
    page.providers ? keyList(page.providers, page.account) : null);
}

/** @param {ProviderKey[]} keys @param {number} account */
function keyList(keys, account) {
  if (!keys.length) return h("p.help", { key: "none" }, t("providerNone"));
  return h("ul.health", { key: "held", "aria-label": t("providersHeld") }, keys.map((key, index) => {
    const { id } = key;
    const name = key.name ?? t("unnamed");
    return h("li", { key: id ?? index }, h("b", { dir: "auto" }, name), h("span.help", null, say(key.line)),
      id === null ? null : h("button.link.align-end", {
        type: "button",
        on: { click: (/** @type {Event} */ event) => isUserAction(event) && void sendAndShow({ do: "removeCredential", id }, account) },
      }, t("providerRemove", name)));
  }));
}

/** @param {SubmitEvent} event @param {number} account */
async function sendKey(event, account) {
  event.preventDefault();
  if (!isUserAction(event)) return;
  const provider = /** @type {HTMLSelectElement} */ (document.getElementById("provider")).value;
  const field = /** @type {HTMLInputElement} */ (document.getElementById("provider-key"));
  const answer = await sendAndShow({ do: "putCredential", provider, key: field.value.trim() }, account);
  if (answer.alert) showFieldError("provider-key", answer.alert);
  else field.value = "";
}
