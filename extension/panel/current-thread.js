// The open thread, as it was last read. It stays on the page, with everything typed into it, while the thread is read again.
import { send, threads, views } from "../store.js";
import { repaint } from "../render.js";

/** @import { ThreadPage } from "../../pkg/views" */

/** @type {ThreadPage | undefined} */
let page;
/** Whether the core was asked to read the thread again. */
let isRequested = false;
/** Whether further replies that were read before are being read again, or reading them failed. @type {"" | "reading" | "failed"} */
let furtherState = "";

/** @returns {ThreadPage | undefined} the thread as it is shown */
export const currentThread = () => page;

/** Call it when another thread or account is opened. */
export function clearCurrentThread() {
  page = undefined;
  furtherState = "";
}

/**
 * Updates the open thread from its view. A restarted worker no longer has the thread and reports that it is loading or offline; until it
 * has content again, the previous content stays. So it does when session storage no longer has the view.
 * @param {string} node
 */
export function updateCurrentThread(node) {
  const latest = threads.get(node);
  const status = latest?.status;
  if (latest) requestOnce(node, status === "loading" || (status === "offline" && views.header?.heartbeatStatus === "current"));
  // No view at all: it made room for that of a thread that was read later.
  const isWaiting = !latest || status === "loading" || status === "offline" || (page && isReadingFurther(latest, page.belowCount));
  if (!page?.current || !isWaiting) page = latest;
  return page;
}

/**
 * A restarted worker has only the first replies: requests more until it has as many as before.
 * @param {ThreadPage} latest @param {number} previousCount
 */
function isReadingFurther(latest, previousCount) {
  if (latest.emptyState || !latest.more || latest.belowCount >= previousCount || furtherState === "failed") return false;
  if (furtherState !== "reading") {
    furtherState = "reading";
    void send({ do: "moreReplies", node: latest.node }).then(({ alert }) => {
      furtherState = alert ? "failed" : "";
      repaint();
    });
  }
  return true;
}

/** Asks the core, once, to read a thread that it does not have. @param {string} node @param {boolean} isMissing */
function requestOnce(node, isMissing) {
  if (isMissing && !isRequested) void send({ do: "openThread", node, resumes: false });
  isRequested = isMissing;
}
