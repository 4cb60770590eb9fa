// Hiding a thread and muting an author from the opportunities, and the line that stands where the thread was.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { focusReturningRow, focusSoon, repaint } from "../render.js";
import { showAnswer } from "../status.js";
import { send, views } from "../store.js";
import { onUserAction } from "../user-action.js";

/** @import { Author, LocalizedMessage, Request, Row } from "../../pkg/views" */

/**
 * @typedef {object} Gone what was hidden last
 * @property {number | undefined} account
 * @property {string} section the section that it stood in
 * @property {string | null} after the row above it
 * @property {LocalizedMessage} line
 * @property {string} undo
 * @property {Author | null} author who may be muted, too
 */

/** @type {Gone | null} */
let gone = null;

/** Hides the thread of a row. @param {Row} row @param {string} section @param {string | null} after the row above it */
export async function hideThread(row, section, after) {
  const author = row.author.id || row.author.name ? row.author : null;
  await put({ do: "hideThread", node: row.node }, section, after, author);
}

/** @param {Request} request @param {string} section @param {string | null} after @param {Author | null} author */
async function put(request, section, after, author) {
  const account = views.header?.account;
  const answer = await send(request, account);
  if (!answer.said || !answer.undo) return showAnswer(answer, account);
  gone = { account, section, after, line: answer.said, undo: answer.undo, author };
  focusSoon(".gone .undo");
  repaint();
}

/** The section that has the line, if there is one. */
export const goneSection = () => (gone && gone.account === views.header?.account ? gone.section : null);

/** Puts the line into its section, where the thread was. @template T @param {Row[]} rows @param {T[]} elements */
export function withGoneLine(rows, elements) {
  const place = rows.findIndex(row => row.node === gone?.after) + 1;
  return [...elements.slice(0, place), goneLine(), ...elements.slice(place)];
}

/** What was hidden, and the way back. */
export function goneLine() {
  if (!gone) return null;
  const { line, section, after, author, undo } = gone;
  return h("div.gone", { key: "gone", "data-row": "gone", tabindex: -1, role: "group", "aria-labelledby": "gone-line" },
    icon("hide"), h("p", { id: "gone-line" }, say(line)),
    h("button.link.undo", { type: "button", "aria-describedby": "gone-line", on: { click: onUserAction(() => takeBack(undo)) } }, t("undo")),
    author
      ? h("button.link", { type: "button", title: t("muteTip"), "aria-description": t("muteTip"), on: { click: onUserAction(() => put({ do: "muteAuthor", id: author.id, name: author.name }, section, after, null)) } }, t("doMute", author.name ?? t("unnamed")))
      : null);
}

/** @param {string} undo */
async function takeBack(undo) {
  const account = gone?.account;
  focusReturningRow();
  const answer = await send({ do: "undo", undo }, account);
  gone = null;
  showAnswer(answer, account);
  repaint();
}
