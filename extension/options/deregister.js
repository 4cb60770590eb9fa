// Leaving the network for good. The name is typed first, so that no slip of the hand does it.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { section } from "./form-controls.js";

/** @import { OptionsPage } from "../../pkg/views" */

/** What was typed. */
let typed = "";

/** @param {OptionsPage} page */
export function deregister(page) {
  const word = page.deregister;
  if (word === null) return null;
  const matches = typed.trim() === word;
  const send = async (/** @type {Event} */ event) => {
    if (typed.trim() !== word || !isUserAction(event)) return;
    const name = typed;
    typed = "";
    await sendAndShow({ do: "deregister", name }, page.account);
    repaint();
  };
  return section("partDeregister", true,
    h("details", null, h("summary", null, t("deregisterOpen")),
      h("label.select-field", null, h("span", null, t("deregisterType", word)),
        h("input.input.narrow", {
          id: "deregister-name", type: "text", autocomplete: "off", spellcheck: "false", dir: "auto", set: { value: typed },
          on: { input: (/** @type {Event} */ event) => ((typed = /** @type {HTMLInputElement} */ (event.target).value), repaint()) },
        })),
      h("button.btn", { type: "button", "aria-disabled": matches ? null : "true", on: { click: (/** @type {Event} */ event) => void send(event) } }, t("doDeregister"))));
}
