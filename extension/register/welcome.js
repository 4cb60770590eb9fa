// The first page after install: what this is, in four sentences, and three doors.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { api, openOptions } from "../platform.js";
import { t } from "../i18n.js";
import { focusSoon } from "../panel/ui.js";
import { head } from "./sheet.js";
import { goTo } from "./place.js";

export function welcome() {
  return [
    head(t("welcomeTitle")),
    h("div.sentences", { key: "sentences" }, h("p", null, t("welcomeOne")), h("p", null, t("welcomeTwo")), h("p", null, t("welcomeThree")), h("p", null, t("welcomeFour"))),
    h("ul.doors", { key: "doors" },
      door("key", "doorKey", openOptions),
      door("person", "doorJoin", () => (history.replaceState(null, "", "register.html"), goTo("join"), focusSoon("#stage"))),
      door("read", "doorLook", () => void api.tabs.create({ url: api.runtime.getURL("panel.html?surface=side") }))),
    h("details", { key: "setup" },
      h("summary", null, icon("next", "small"), h("span.name", null, t("setupTitle"))),
      h("ul.inside.setup", null, ["setupKey", "setupBeat", "setupProvider", "setupSites"].map(key => h("li", { key }, t(key))))),
  ];
}

/** @param {string} drawing @param {"doorKey" | "doorJoin" | "doorLook"} name @param {() => void} does */
function door(drawing, name, does) {
  return h("li", { key: name },
    h("button.door", { type: "button", "aria-describedby": `${name}-hint`, on: { click: does } },
      icon(drawing), h("span", null, t(name)), icon("next", "small")),
    h("p.help", { id: `${name}-hint` }, t(`${name}Hint`)));
}
