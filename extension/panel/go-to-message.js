// The way to one message of the open thread: to the next new reply, or to what the search found. The list renders it; where it is rendered, the
// way ends with it in sight and, unless the person searches, focused.
import { nextPlace } from "./new-replies.js";
import { currentThread } from "./current-thread.js";

/** @import { Step } from "../../pkg/views" */

/**
 * What the list of messages does on the way.
 * @typedef {object} MessageList
 * @property {(place: number) => void} showReply renders the part of the list that holds a reply
 * @property {(item: Step, place: number) => void} showAbove renders a message above the replies, whole
 * @property {(node: string) => boolean} unfold shows a folded reply whole with the next paint; false when it is not folded
 */

const state = {
  /** The place, among the replies, of the one that the person went to last. @type {number | null} */
  wentTo: null,
  /** The id of the element that has still to be scrolled into view and focused. @type {string | null} */
  target: null,
};

/** Call it when another thread opens. */
export function forgetMessages() {
  Object.assign(state, { wentTo: null, target: null });
}

/** Ends the way: what has not arrived does not take the focus later, and what was found is a message like any other. */
export function stopOnTheWay() {
  state.target = null;
  unmark();
}

/** Takes the mark from the message that was found last. */
function unmark() {
  for (const row of document.querySelectorAll(".thread-nodes > .found")) row.classList.remove("found");
}

/** Goes to the next new reply. @param {MessageList} list */
export function goToNextNew(list) {
  const places = currentThread()?.newReplies?.places;
  if (places) goToReply(nextPlace(places, state.wentTo), list);
}

/** @param {number} place its place among the replies @param {MessageList} list */
function goToReply(place, list) {
  Object.assign(state, { wentTo: place, target: `reply-${place}` });
  list.showReply(place);
}

/** Goes to what the search found. @param {number} place of a reply, or -1 for the current node, -2 for the one above it @param {MessageList} list */
export function goToPlace(place, list) {
  if (place >= 0) return goToReply(place, list);
  const page = currentThread();
  const item = place === -1 ? page?.current : page?.above.at(place + 1);
  if (!item) return;
  state.target = `node-${item.node}`;
  list.showAbove(item, place);
}

/** Ends the way where its message is rendered. Call it after each paint. @param {MessageList} list */
export function arrive(list) {
  const row = state.target === null ? null : document.getElementById(state.target);
  if (!row) return;
  const { node } = row.dataset;
  if (node && row.matches(".reply.collapsed") && list.unfold(node)) return;
  state.target = null;
  row.scrollIntoView({ block: "nearest" });
  unmark();
  // Whoever searches goes on from the box.
  if (document.activeElement?.closest(".thread-search")) return row.classList.add("found");
  row.focus({ preventScroll: true });
}
