// The thread that is read, as it was read last: it stays where it is, with all that is typed there, while it is read anew.
import { send, threads, views } from "../store.js";

/** @import { ThreadPage } from "../../pkg/views" */

export const LOADING = "blankThreadLoadingTitle";
const OFFLINE = "blankThreadOfflineTitle";

/** @type {ThreadPage | undefined} */
let page;
/** Whether the core was asked for what it has not. */
let asked = false;

/** @returns {ThreadPage | undefined} the thread as it is drawn */
export const reading = () => page;

/** Another thread, or another account: nothing of the last one is of use. */
export function leave() {
  page = undefined;
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
  if (!page?.current || (lacks !== LOADING && lacks !== OFFLINE)) page = now;
  return page;
}

/** Asks the core, once, to read what it could now and has not. @param {string} node @param {boolean} lacking */
function askAgain(node, lacking) {
  if (lacking && !asked) void send({ do: "open", node });
  asked = lacking;
}
