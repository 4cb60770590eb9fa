// The status line: what was done, or what went wrong. It stays until the next message.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say, t } from "./i18n.js";
import { send } from "./store.js";
import { onUserAction } from "./user-action.js";

/** @import { Request, LocalizedMessage } from "../pkg/views" */
/** @import { Reply } from "./store.js" */

/** @type {{said?: LocalizedMessage | undefined, alert?: LocalizedMessage | undefined, undo?: string | undefined, receipt?: string | undefined}} */
let message = {};
/** @type {() => void} */
let repaint = () => {};
/** @type {((id: string) => void) | undefined} */
let showReceipt;

/** @param {() => void} repaintPage @param {(id: string) => void} [onReceipt] */
export function startStatus(repaintPage, onReceipt) {
  repaint = repaintPage;
  showReceipt = onReceipt;
}

/** Shows the message of an answer, if it has one. @param {Partial<Reply>} answer */
export function showAnswer(answer) {
  if (!answer.said && !answer.alert) return;
  message = { said: answer.said, alert: answer.alert, undo: answer.undo, receipt: answer.receipt };
  repaint();
}

/** Clears the status line, because the page shows something else now. */
export function clearStatus() {
  message = {};
  repaint();
}

/** @param {string} key @param {...(string | number)} args */
export const showStatus = (key, ...args) => showAnswer({ said: { key, args } });

/** @param {string} key @param {...(string | number)} args */
export const showAlert = (key, ...args) => showAnswer({ alert: { key, args } });

/** Sends a command and shows its answer. @param {Request} command @param {number} [account] the account that the page showed */
export async function sendAndShow(command, account) {
  const answer = await send(command, account);
  showAnswer(answer);
  return answer;
}

/** Both live regions are always in the page, because screen readers announce changes of existing regions only. */
export function statusLine() {
  const { said, alert, undo, receipt } = message;
  return h("footer.status-line", { class: said || alert ? "" : "empty", key: "status-line" },
    said ? icon("check") : null,
    alert ? icon("cross", "refuse") : null,
    h("p", { role: "status" }, say(said)),
    h("p", { role: "alert" }, say(alert)),
    undo ? h("button.link", { type: "button", on: { click: onUserAction(() => undoLast(undo)) } }, t("undo")) : null,
    receipt && showReceipt
      ? h("button.link", { type: "button", on: { click: () => showReceipt?.(receipt) } }, t("receipt"))
      : null);
}

/** @param {string} token */
async function undoLast(token) {
  const answer = await send({ do: "undo", undo: token });
  message = {};
  showAnswer(answer.said || answer.alert ? answer : { said: { key: "saidUndone" } });
  repaint();
}
