// The one line that says what was done, or what went wrong. It stays until the next one.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say, t } from "./i18n.js";
import { send } from "./store.js";

/** @import { Command, Line } from "../pkg/views" */
/** @import { Reply } from "./store.js" */

/** @type {{said?: Line | undefined, alert?: Line | undefined, undo?: string | undefined, receipt?: string | undefined}} */
let now = {};
/** @type {() => void} */
let repaint = () => {};
/** @type {((id: string) => void) | undefined} */
let showReceipt;

/** @param {() => void} paint @param {(id: string) => void} [receipts] */
export function startStatus(paint, receipts) {
  repaint = paint;
  showReceipt = receipts;
}

/** Shows what an answer says, if it says anything. @param {Reply} answer */
export function tell(answer) {
  if (!answer.said && !answer.alert) return;
  now = { said: answer.said, alert: answer.alert, undo: answer.undo, receipt: answer.receipt };
  repaint();
}

/** What was said is over: something else stands on the page now. */
export function hush() {
  now = {};
  repaint();
}

/** @param {string} key @param {...(string | number)} args */
export const tellSaid = (key, ...args) => tell({ said: { key, args } });

/** @param {string} key @param {...(string | number)} args */
export const tellAlert = (key, ...args) => tell({ alert: { key, args } });

/** Sends a command and tells its answer. @param {Command} command @param {number} [account] the one that was shown when it was asked for */
export async function ask(command, account) {
  const answer = await send(command, account);
  tell(answer);
  return answer;
}

/** Both regions always stand in the page, so that a screen reader hears them change. */
export function statusLine() {
  const { said, alert, undo, receipt } = now;
  return h("footer.said", { class: said || alert ? "" : "empty", key: "said" },
    said ? icon("check") : null,
    alert ? icon("cross", "refuse") : null,
    h("p", { role: "status" }, say(said)),
    h("p", { role: "alert" }, say(alert)),
    undo ? h("button.link", { type: "button", on: { click: () => void undoIt(undo) } }, t("undo")) : null,
    receipt && showReceipt
      ? h("button.link", { type: "button", on: { click: () => showReceipt?.(receipt) } }, t("receipt"))
      : null);
}

/** @param {string} token */
async function undoIt(token) {
  const answer = await send({ do: "undo", token });
  now = {};
  tell(answer.said || answer.alert ? answer : { said: { key: "saidUndone" } });
  repaint();
}
