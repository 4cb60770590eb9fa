// The thread that is read, as it was read last: it stays where it is, with all that is typed there, while it is read anew.
import { send, threads, views } from "../store.js";
import { repaint } from "./ui.js";

/** @import { ThreadPage } from "../../pkg/views" */

export const LOADING = "blankThreadLoadingTitle";
const OFFLINE = "blankThreadOfflineTitle";

/** @type {ThreadPage | undefined} */
let page;
/** Whether the core was asked for what it has not. */
let asked = false;
/** How further replies stand that were read before: being read again, or given up. @type {"" | "reading" | "given up"} */
let further = "";

/** @returns {ThreadPage | undefined} the thread as it is drawn */
export const reading = () => page;

/** Another thread, or another account: nothing of the last one is of use. */
export function leave() {
  page = undefined;
  further = "";
}

/**
 * Takes what is to be drawn of a thread. A worker that started since it was read has it no more, and says that it is loading, or offline:
 * until there is something new to read, what was read remains.
 * @param {string} node
 */
export function read(node) {
  const now = threads.get(node);
  const lacks = now?.blank?.title.key;
  if (now) askAgain(node, lacks === LOADING || (lacks === OFFLINE && views.masthead?.pulse === "heard"));
  const waits = lacks === LOADING || lacks === OFFLINE || (now && page && readOn(now, page.belowCount));
  if (!page?.current || !waits) page = now;
  return page;
}

/** A worker that started since has the first replies alone: it reads on, until it has as many again. @param {ThreadPage} now @param {number} had */
function readOn(now, had) {
  if (now.blank || !now.more || now.belowCount >= had || further === "given up") return false;
  if (further !== "reading") {
    further = "reading";
    void send({ do: "moreReplies", node: now.node }).then(({ alert }) => {
      further = alert ? "given up" : "";
      repaint();
    });
  }
  return true;
}

/** Asks the core, once, to read what it could now and has not. @param {string} node @param {boolean} lacking */
function askAgain(node, lacking) {
  if (lacking && !asked) void send({ do: "open", node });
  asked = lacking;
}
