// The replies of the current node, loaded in pages as they scroll into view and dropped when they are far away.
import { send, threads } from "../store.js";
import { repaint } from "../render.js";

/** @import { Step, ThreadPage } from "../../pkg/views" */

const PAGE_SIZE = 50;
const MAX_PAGES = 40;

/** Pages by number; the most recently loaded is last. @type {Map<number, Step[]>} */
const pages = new Map();
/** @type {Set<number>} */
const requested = new Set();
/** Pages that came empty, and for which the thread was read again. @type {Set<number>} */
const readAgain = new Set();

/** Call it when another thread opens. */
export function clearReplies() {
  pages.clear();
  requested.clear();
  readAgain.clear();
}

/** @param {ThreadPage} page @param {number} index @returns {Step | undefined} undefined until it is loaded */
export function replyAt(page, index) {
  const first = page.below[index];
  if (first) return first;
  const number = Math.floor(index / PAGE_SIZE);
  const step = pages.get(number)?.[index % PAGE_SIZE];
  // The last page grows when more replies are read.
  if (!step) void requestPage(page.node, number);
  return step;
}

/** @param {string} node @param {number} number */
async function requestPage(node, number) {
  // No replies are available until the thread was read again; that causes a paint, which comes here again.
  if (requested.has(number) || threads.get(node)?.emptyState) return;
  requested.add(number);
  const { steps } = await send({ do: "threadPage", node, from: number * PAGE_SIZE, count: PAGE_SIZE });
  if (!requested.delete(number) || !steps) return;
  if (!steps.length) {
    // A restarted worker has not read the thread. It reads it now, and the next paint requests the page again. A page that is still empty
    // then has no replies, whatever their number is said to be.
    if (!readAgain.has(number)) void send({ do: "openThread", node, resumes: true });
    readAgain.add(number);
    return;
  }
  readAgain.delete(number);
  pages.set(number, steps);
  for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - MAX_PAGES))) pages.delete(old);
  repaint();
}
