// The replies that are new since the person last read a thread: their number, and the way to the next one.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { views } from "../store.js";

/** @import { NewReplies } from "../../pkg/views" */

/** The bar above a thread with new replies. @param {NewReplies} replies @param {() => void} showNext */
export function newRepliesBar(replies, showNext) {
  return h("div.info-bar.new-replies", { key: "new-replies" },
    h("p", null, say(replies.line)),
    h("button.action.next-new.align-end", { type: "button", on: { click: showNext } },
      icon("down", "small"), t("nextNew"), views.header?.appearance.keys ? h("kbd", { "aria-hidden": "true" }, "N") : null));
}

/**
 * The next place after another one; after the last one the first.
 * @param {number[]} places in order, at least one @param {number | null} last
 */
export function nextPlace(places, last) {
  return places.find(place => last === null || place > last) ?? places[0] ?? 0;
}
