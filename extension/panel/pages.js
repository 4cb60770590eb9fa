// What is below the current node, fetched a page at a time as it comes near, and let go when it is far.
import { send, threads } from "../store.js";
import { repaint } from "./ui.js";

/** @import { Step, ThreadPage } from "../../pkg/views" */

const SIZE = 50;
const KEPT = 40;

/** Pages by number; the ones used last are last. @type {Map<number, Step[]>} */
const pages = new Map();
/** @type {Set<number>} */
const asked = new Set();

/** Another thread: nothing of the last one is of use. */
export function forget() {
  pages.clear();
  asked.clear();
}

/** @param {ThreadPage} page @param {number} index @returns {Step | undefined} undefined until it has come */
export function below(page, index) {
  const first = page.below[index];
  if (first) return first;
  const number = Math.floor(index / SIZE);
  const step = pages.get(number)?.[index % SIZE];
  // The last page grows when more is read.
  if (!step) void ask(page.node, number);
  return step;
}

/** @param {string} node @param {number} number */
async function ask(node, number) {
  // Nothing to be had until the thread has been read again; it is painted then, and comes by here.
  if (asked.has(number) || threads.get(node)?.blank) return;
  asked.add(number);
  const { steps } = await send({ do: "page", node, from: number * SIZE, count: SIZE });
  if (!asked.delete(number) || !steps) return;
  // A worker that started since has not read the thread. It does now, shows it, and is asked for the page again.
  if (!steps.length) return void send({ do: "open", node });
  pages.set(number, steps);
  for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - KEPT))) pages.delete(old);
  repaint();
}
