// The welcome page: four sentences about the product and three ways to begin.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { api, openOptions } from "../platform.js";
import { t } from "../i18n.js";
import { focusSoon } from "../render.js";
import { pageHeader } from "./elements.js";
import { showView } from "./current-view.js";

export function welcome() {
  return [
    pageHeader(t("welcomeTitle")),
    h("div.sentences", { key: "sentences" }, h("p", null, t("welcomeOne")), h("p", null, t("welcomeTwo")), h("p", null, t("welcomeThree")), h("p", null, t("welcomeFour"))),
    h("ul.welcome-options", { key: "welcome-options" },
      option("key", "welcomeKey", openOptions),
      option("person", "welcomeSignup", () => (history.replaceState(null, "", "register.html"), showView("join"), focusSoon("#stage"))),
      option("read", "welcomeLook", () => void api.tabs.create({ url: api.runtime.getURL("panel.html?surface=side") }))),
    h("details", { key: "setup" },
      h("summary", null, icon("next", "small"), h("span.name", null, t("setupTitle"))),
      h("ul.details-body.setup", null, ["setupKey", "setupUpdates", "setupProvider", "setupSites"].map(key => h("li", { key }, t(key))))),
  ];
}

/** @param {string} iconName @param {"welcomeKey" | "welcomeSignup" | "welcomeLook"} name @param {() => void} onClick */
function option(iconName, name, onClick) {
  return h("li", { key: name },
    h("button.welcome-option", { type: "button", "aria-describedby": `${name}-hint`, on: { click: onClick } },
      icon(iconName), h("span", null, t(name)), icon("next", "small")),
    h("p.help", { id: `${name}-hint` }, t(`${name}Hint`)));
}
