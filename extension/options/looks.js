// Toolbar button, appearance and keys.
import { h } from "../dom.js";
import { api } from "../platform.js";
import { t } from "../i18n.js";
import { repaint } from "../panel/ui.js";
import { change, part, pick, radio, tick } from "./part.js";

/** @import { Looks, Opens, OptionsPage } from "../../pkg/views" */

/** @type {[value: Opens, name: string][]} */
const WAYS = [["popup", "opensPopup"], ["docked", "opensDocked"], ["page", "opensPage"]];

/** @param {OptionsPage} page */
export function toolbar(page) {
  return part("partToolbar", true,
    h("fieldset", null, h("legend.unseen", null, t("partToolbar")),
      WAYS.map(([opens, name]) => radio("opens", opens, t(name), page.opens === opens, () => void change({ opens })))));
}

/** @param {OptionsPage} page */
export function appearance(page) {
  const { looks } = page;
  const set = (/** @type {Partial<Looks>} */ next) => void change({ looks: { ...looks, ...next } });
  /** @type {[string, string][]} */
  const sizes = [["small", t("textSmall")], ["medium", t("textMedium")], ["large", t("textLarge")]];
  return part("partAppearance", false,
    h("div.row.loose", null,
      h("fieldset.row.loose", null, h("legend.unseen", null, t("themeLabel")),
        radio("theme", "system", t("themeSystem"), looks.theme === "system", () => set({ theme: "system" })),
        radio("theme", "light", t("themeLight"), looks.theme === "light", () => set({ theme: "light" })),
        radio("theme", "dark", t("themeDark"), looks.theme === "dark", () => set({ theme: "dark" }))),
      h("div.row", null, h("span", { "aria-hidden": "true" }, t("textSize")), pick(t("textSize"), sizes, looks.text, text => set({ text }), true))));
}

/** What the browser has for opening the panel. @type {string | null} */
let shortcut = null;
let asked = false;

/** @param {OptionsPage} page */
export function keyboard(page) {
  if (!asked) void look();
  const apple = /Mac/.test(navigator.userAgent);
  return part("partKeyboard", false,
    h("table.grid", null, h("tbody", null,
      line("openPanel", shortcut ? shortcut.split("+") : [], shortcut === "" ? t("keyOpenUnset") : "",
        h("button.link", { type: "button", on: { click: openShortcuts } }, t("keyChange"))),
      line("keyPost", [apple ? "⌘" : "Ctrl", "Enter"]),
      line("keyRows", ["J", "K"]), line("keyRowActs", ["R", "L", "B"]), line("keyNotices", ["E", "U"]), line("keyTabs", ["1", "5"]), line("keyClose", ["Esc"]))),
    tick(t("keyLetters"), page.looks.keys, keys => void change({ looks: { ...page.looks, keys } })));
}

/** @param {string} key @param {string[]} caps @param {string} [instead] @param {import("../dom.js").Kid} [link] */
function line(key, caps, instead, link) {
  return h("tr", { key }, h("th", { scope: "row" }, t(key)),
    h("td.keys", null, caps.map((cap, index) => h("kbd", { key: index }, cap)), instead ?? null, link ? [" ", link] : null));
}

async function look() {
  asked = true;
  const all = await api.commands.getAll();
  shortcut = all.find(command => command.name === "_execute_action")?.shortcut ?? "";
  repaint();
}

/** Chrome has a page for this; Firefox opens its own by a call of its own. */
function openShortcuts() {
  const { openShortcutSettings } = /** @type {{openShortcutSettings?: () => void}} */ (/** @type {unknown} */ (api.commands));
  if (openShortcutSettings) openShortcutSettings.call(api.commands);
  else void api.tabs.create({ url: "chrome://extensions/shortcuts" });
}
