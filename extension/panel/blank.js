// What stands where rows would stand: an icon, a large line, a sentence, what can be done.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../i18n.js";
import { press } from "./actions.js";

/** @import { Blank, Button } from "../../pkg/views" */

/** @param {Blank} blank @param {(button: Button) => void} [does] */
export function blankCard(blank, does = press) {
  return h("section.blank", { key: "blank" },
    icon(blank.icon),
    h("h2", null, say(blank.title)),
    h("p", null, say(blank.text), blank.code ? h("code", null, blank.code) : null),
    blank.buttons.length
      ? h("div.row", null, blank.buttons.map(button => viewButton(button, () => does(button))))
      : null);
}

/** A button as a view describes it. @param {Button} button @param {() => void} does */
export function viewButton(button, does) {
  return h("button", { key: button.do, type: "button", class: button.main ? "btn main" : "btn plain", on: { click: does } },
    say(button.line), button.do === "site" ? icon("out") : null);
}
