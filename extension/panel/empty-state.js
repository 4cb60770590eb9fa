// The empty state of a list: an icon, a title, a sentence, and buttons.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say } from "../i18n.js";
import { runAction } from "./actions.js";

/** @import { EmptyState, Button } from "../../pkg/views" */

/** @param {EmptyState} view @param {(button: Button, event: Event) => void} [onClick] */
export function emptyState(view, onClick = runAction) {
  return h("section.empty-state", { key: "blank" },
    icon(view.icon),
    h("h2", null, say(view.title)),
    h("p", null, say(view.text), view.code ? h("code", null, view.code) : null),
    view.buttons.length
      ? h("div.row", null, view.buttons.map(button => viewButton(button, event => onClick(button, event))))
      : null);
}

/** A button as a view describes it. @param {Button} button @param {(event: Event) => void} onClick */
export function viewButton(button, onClick) {
  return h("button", { key: button.do, type: "button", class: button.main ? "btn main" : "btn plain", on: { click: onClick } },
    say(button.line), button.do === "site" ? icon("out") : null);
}
