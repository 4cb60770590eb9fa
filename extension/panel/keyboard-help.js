// The list of keyboard shortcuts, over the panel.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { focusSoon, repaint } from "../render.js";
import { shortcutRows } from "../shortcuts.js";

let isOpen = false;

export function openKeyboardHelp() {
  isOpen = true;
  repaint();
}

function close() {
  /** @type {HTMLDialogElement | null} */ (document.querySelector("#keyboard-help"))?.close();
  isOpen = false;
  if (document.activeElement === document.body) focusSoon("#tab-panel");
  repaint();
}

export function keyboardHelp() {
  if (!isOpen) return null;
  return h("dialog", {
    key: "keyboard-help", id: "keyboard-help", "aria-labelledby": "keyboard-help-title",
    created: (/** @type {HTMLDialogElement} */ dialog) => queueMicrotask(() => dialog.showModal()),
    on: { close, cancel: close },
  },
    h("header", null, h("h2", { id: "keyboard-help-title", tabindex: -1, autofocus: true }, t("keyHelpTitle"))),
    h("div.review-body", null, h("table.shortcuts", null, h("tbody", null, shortcutRows()))),
    h("footer", null, h("button.btn", { type: "button", on: { click: close } }, t("closeKeyHelp"))));
}
