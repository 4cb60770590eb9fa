// The first frame of the next panel: what this one shows of the opportunities, kept in session storage for `first-frame-early.js`, which
// paints it for the same account only. The core drops it when the account changes, the key is locked or the connection ends.
import { snapshot } from "../dom.js";
import { surface } from "../platform.js";
import { isProxied, session } from "../session-storage.js";
import { views } from "../store.js";
import { showsWholeFeed } from "./feed.js";
import { isSearching } from "./search.js";
import { scroller, ui } from "./navigation.js";

/** @import { Snapshot } from "../dom.js" */

/**
 * @typedef {object} FirstFrame
 * @property {number} account
 * @property {boolean} connected
 * @property {string} view
 * @property {string} language
 * @property {Snapshot[]} nodes
 *
 * @typedef {object} Painted what `first-frame-early.js` painted
 * @property {Snapshot[]} nodes
 * @property {() => Element[]} end ends the time in which presses are kept, and returns what was pressed
 */

/** Whether a frame is about to be kept. */
let isScheduled = false;

/** Keeps what the panel shows when the browser has time, if that is what a new panel would show. @param {HTMLElement} panel */
export function keepFirstFrame(panel) {
  if (isScheduled || isProxied || surface() === "page" || !isFirstView(panel)) return;
  isScheduled = true;
  requestIdleCallback(() => {
    isScheduled = false;
    const header = views.header;
    if (!header || !isFirstView(panel)) return;
    /** @type {FirstFrame} */
    const frame = {
      account: header.account, connected: header.connected, view: panel.dataset["view"] ?? "", language: document.documentElement.lang,
      nodes: snapshot(panel, element => element.getBoundingClientRect().top < innerHeight),
    };
    void session.set({ [`firstFrame:${surface()}`]: frame });
  });
}

/** @param {HTMLElement} panel */
function isFirstView(panel) {
  const isAtStart = ui.tab === "opportunities" && !ui.thread && !isSearching() && showsWholeFeed() && scroller()?.scrollTop === 0;
  return isAtStart && views.header?.locked === false && !views.quote && !panel.querySelector("#account-menu, #keyboard-help, .gone, .status-line:not(.empty)");
}

/** @returns {Painted | undefined} what was painted before the modules were loaded */
export const firstFrame = /** @type {{firstFrame?: Painted}} */ (globalThis).firstFrame;
