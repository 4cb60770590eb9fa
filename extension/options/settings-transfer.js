// Export and import of settings, without the key, and diagnostics without any text that a person wrote.
import { copyText } from "../clipboard.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { saveFile } from "../save-file.js";
import { sendAndShow, showStatus } from "../status.js";
import { views } from "../store.js";
import { checkbox, section } from "./form-controls.js";

export function settingsTransfer() {
  return section("partSettings", true,
    h("div.row", null,
      h("button.btn", { type: "button", on: { click: () => void exportAll() } }, t("exportSettings")),
      h("button.btn", { type: "button", on: { click: () => document.getElementById("import")?.click() } }, t("importSettings")),
      h("input", { id: "import", type: "file", accept: "application/json,.json", hidden: true, tabindex: -1, "aria-label": t("importFile"), on: { change: importAll } }),
      h("button.btn.plain", { type: "button", on: { click: () => void copyDiagnostics() } }, t("copyDiagnostics"))),
    h("p.help", null, t("diagnosticsHint")),
    checkbox(t("syncPreferences"), views.accounts?.synced ?? false, on => void sendAndShow({ do: "setSync", on })),
    h("p.help", { key: "sync" }, t("syncHint")));
}

async function exportAll() {
  const { text } = await sendAndShow({ do: "exportSettings" });
  if (text === undefined) return;
  saveFile(`impromptu-settings-${new Date().toISOString().slice(0, 10)}.json`, "application/json", text);
  showStatus("saidExported");
}

/** @param {Event} event */
async function importAll(event) {
  const input = /** @type {HTMLInputElement} */ (event.target);
  const file = input.files?.[0];
  input.value = "";
  if (file) await sendAndShow({ do: "importSettings", text: await file.text() });
}

async function copyDiagnostics() {
  const { text } = await sendAndShow({ do: "diagnostics" });
  if (text === undefined) return;
  await copyText(text, "saidCopied");
}
