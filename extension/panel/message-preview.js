// A message as Markdown shows it, below the box in which it is written. Nothing in it loads.
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { repaint } from "../render.js";
import { loadCore } from "./core-module.js";
import { blocks } from "./markup.js";

/** @import { Core } from "./core-module.js" */

/** Whether the preview is unfolded. */
let isOpen = false;

/** The core, once a preview was asked for. @type {Core | null} */
let core = null;

/** @param {string} text */
export function messagePreview(text) {
  return h("details.message-preview", { key: "message-preview", open: isOpen, on: { toggle: onToggle } },
    h("summary", null, t("messagePreview")),
    isOpen && core ? h("div.answer", { role: "group", "aria-label": t("messagePreview") }, text.trim() ? blocks(core.markdown(text)) : h("p.help", null, t("exchangeNoMessage"))) : null);
}

/** @param {Event} event */
async function onToggle(event) {
  const details = /** @type {HTMLDetailsElement} */ (event.currentTarget);
  isOpen = details.open;
  if (isOpen) core ??= await loadCore().catch(() => null);
  // Without the core it folds again. The next press loads it anew.
  if (!core) details.open = isOpen = false;
  repaint();
}
