// The status line: what was done, or what went wrong. It stays until the next message, until the person closes it, goes elsewhere or locks
// the key, and until another account becomes active. What only says that something was done leaves at the next press too.
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { say, t } from "./i18n.js";
import { send, views } from "./store.js";
import { focusReturningRow, focusSoon } from "./render.js";
import { onUserAction } from "./user-action.js";

/** @import { Request, LocalizedMessage } from "../pkg/views" */
/** @import { Reply } from "./store.js" */

/**
 * @typedef {object} Message
 * @property {LocalizedMessage | undefined} [said]
 * @property {LocalizedMessage | undefined} [alert]
 * @property {string | undefined} [undo]
 * @property {string | undefined} [receipt]
 */

/** @type {Message} */
let message = {};
/** The account that the message is about; undefined for a message about no single account. @type {number | undefined} */
let messageAccount;
/** @type {() => void} */
let repaint = () => {};
/** @type {((id: string) => void) | undefined} */
let showReceipt;

/** @param {() => void} repaintPage @param {(id: string) => void} [onReceipt] */
export function startStatus(repaintPage, onReceipt) {
  repaint = repaintPage;
  showReceipt = onReceipt;
  for (const name of ["click", "input"]) document.addEventListener(name, clearPlainMessage, { capture: true });
}

/**
 * Clears a message of success that leads nowhere. Whoever does the next thing has seen it. The paint waits until the event has been handled:
 * before, it would give a box or a field that was changed its old value. What was pressed may show a message of its own. A click that a script
 * makes, as for presses that were kept until the panel had started, is nobody's next thing.
 * @param {Event} event
 */
function clearPlainMessage(event) {
  if (!event.isTrusted) return;
  const shown = message;
  const isInLine = event.target instanceof Element && event.target.closest(".status-line");
  if (shown.said && !shown.undo && !shown.receipt && !isInLine) setTimeout(() => message === shown && clearStatus());
}

/** Commands that change which account is active or whether its key is locked. Their answers are not about a single account. */
const ACCOUNT_COMMANDS = new Set(["switchAccount", "addAccount", "signOut", "lock", "unlock"]);

/** @returns {number | undefined} the account that this page shows */
const shownAccount = () => views.header?.account ?? views.options?.account;

/**
 * Shows the message of an answer, if it has one. A message about an account that is no longer active is not shown.
 * @param {Partial<Reply>} answer @param {number} [account] the account that it is about; the active one, if absent
 */
export function showAnswer(answer, account = shownAccount()) {
  if ((!answer.said && !answer.alert) || account !== shownAccount()) return;
  message = { said: answer.said, alert: answer.alert, undo: answer.undo, receipt: answer.receipt };
  messageAccount = account;
  repaint();
}

/** Clears the status line, because the page shows something else now. */
export function clearStatus() {
  message = {};
  repaint();
}

/** Clears a message about an account that is no longer active. Call it when the views change. */
export function clearOtherAccountStatus() {
  if (messageAccount !== undefined && messageAccount !== shownAccount()) clearStatus();
}

/** Clears the message and returns the focus, which was on its button, to the content. */
function closeStatus() {
  clearStatus();
  focusSoon("#tab-panel, main[tabindex]");
}

/** @param {string} key @param {...(string | number)} args */
export const showStatus = (key, ...args) => showAnswer({ said: { key, args } });

/** @param {string} key @param {...(string | number)} args */
export const showAlert = (key, ...args) => showAnswer({ alert: { key, args } });

/** Sends a command and shows its answer. @param {Request} command @param {number} [account] the account that the page showed */
export async function sendAndShow(command, account) {
  const about = account ?? shownAccount();
  const answer = await send(command, account);
  if (ACCOUNT_COMMANDS.has(command.do)) {
    showAnswer(answer);
    if (answer.said || answer.alert) messageAccount = undefined;
  } else {
    showAnswer(answer, about);
  }
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
    undo ? h("button.link.undo", { type: "button", on: { click: onUserAction(() => undoLast(undo)) } }, t("undo")) : null,
    receipt && showReceipt
      ? h("button.link", { type: "button", on: { click: () => showReceipt?.(receipt) } }, t("receipt"))
      : null,
    said || alert
      ? h("button.action.icon-only.close", { key: "close", type: "button", "aria-label": t("closeStatus"), on: { click: closeStatus } }, icon("cross", "small"))
      : null);
}

/** @param {string} token */
async function undoLast(token) {
  focusReturningRow();
  const answer = await send({ do: "undo", undo: token });
  message = {};
  showAnswer(answer.said || answer.alert ? answer : { said: { key: "saidUndone" } });
  repaint();
}
