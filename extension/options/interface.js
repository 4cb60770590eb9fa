// Toolbar button, appearance and keyboard shortcuts.
import { h } from "../dom.js";
import { api } from "../platform.js";
import { t } from "../i18n.js";
import { repaint } from "../render.js";
import { shortcutRow, shortcutRows } from "../shortcuts.js";
import { checkbox, radio, saveSetting, section, select } from "./form-controls.js";

/** @import { Appearance, ToolbarAction, OptionsPage } from "../../pkg/views" */

/** @type {[value: ToolbarAction, name: string][]} */
const SURFACES = [["popup", "opensPopup"], ["docked", "opensDocked"], ["page", "opensPage"]];

/** @param {OptionsPage} page */
export function toolbar(page) {
  return section("partToolbar", true,
    h("fieldset", null, h("legend.visually-hidden", null, t("partToolbar")),
      SURFACES.map(([opens, name]) => radio("opens", opens, t(name), page.toolbarAction === opens, () => void saveSetting({ toolbarAction: opens })))));
}

/** @param {OptionsPage} page */
export function appearance(page) {
  const { appearance } = page;
  const setLooks = (/** @type {Partial<Appearance>} */ next) => void saveSetting({ appearance: { ...appearance, ...next } });
  /** @type {[string, string][]} */
  const sizes = [["small", t("textSmall")], ["medium", t("textMedium")], ["large", t("textLarge")]];
  return section("partAppearance", false,
    h("div.row.wide-gap", null,
      h("fieldset.row.wide-gap", null, h("legend.visually-hidden", null, t("themeLabel")),
        radio("theme", "system", t("themeSystem"), appearance.theme === "system", () => setLooks({ theme: "system" })),
        radio("theme", "light", t("themeLight"), appearance.theme === "light", () => setLooks({ theme: "light" })),
        radio("theme", "dark", t("themeDark"), appearance.theme === "dark", () => setLooks({ theme: "dark" }))),
      h("div.row", null, h("span", { "aria-hidden": "true" }, t("textSize")), select(t("textSize"), sizes, appearance.text, text => setLooks({ text }), true))));
}

/** The browser's shortcut for opening the panel; empty when none is set. @type {string | null} */
let shortcut = null;
let isRequested = false;

/** @param {OptionsPage} page */
export function keyboard(page) {
  if (!isRequested) void loadShortcut();
  return section("partKeyboard", false,
    h("table.grid", null, h("tbody", null,
      shortcutRow("openPanel", shortcut ? shortcut.split("+") : [], shortcut === "" ? t("keyOpenUnset") : "",
        h("button.link", { type: "button", on: { click: openShortcuts } }, t("keyChange"))),
      shortcutRows())),
    checkbox(t("keyLetters"), page.appearance.keys, keys => void saveSetting({ appearance: { ...page.appearance, keys } })));
}

async function loadShortcut() {
  isRequested = true;
  const all = await api.commands.getAll();
  shortcut = all.find(command => command.name === "_execute_action")?.shortcut ?? "";
  repaint();
}

/** Chrome has a page for shortcuts; Firefox opens its own through an API. */
function openShortcuts() {
  const { openShortcutSettings } = /** @type {{openShortcutSettings?: () => void}} */ (/** @type {unknown} */ (api.commands));
  if (openShortcutSettings) openShortcutSettings.call(api.commands);
  else void api.tabs.create({ url: "chrome://extensions/shortcuts" });
}
