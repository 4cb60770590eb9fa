// What the core leaves for surfaces, and what doors leave for them. A panel in a page of Firefox has no such storage of its own: there
// the background reads and writes for it, and passes changes on.
import { api, askDoor } from "./platform.js";

/**
 * @typedef {Record<string, chrome.storage.StorageChange>} Changes
 *
 * @typedef {{firstViews?: Promise<Record<string, any>> | undefined}} Asked
 */

const area = api.storage.session;

/** Whether the background does it for this page. */
export const borrowed = !area;

export const session = {
  /** @param {string | string[]} keys @returns {Promise<Record<string, any>>} */
  get: async keys => (area ? area.get(keys) : (await askDoor({ door: "read", keys: [keys].flat() })) ?? {}),
  /** @param {Record<string, unknown>} items @returns {Promise<unknown>} */
  set: items => (area ? area.set(items) : askDoor({ door: "write", items })),
  /** @param {string} key @returns {Promise<unknown>} */
  remove: key => (area ? area.remove(key) : askDoor({ door: "remove", key })),
  /** @param {(changes: Changes) => void} listener */
  listen(listener) {
    if (area) area.onChanged.addListener(listener);
    else api.runtime.onMessage.addListener((message, sender) => {
      // From the background alone: a script beside a page speaks with our id too, and comes from a tab.
      const background = sender.id === api.runtime.id && !sender.tab && sender.url?.startsWith(api.runtime.getURL(""));
      if (background && message?.tell === "changes") listener(message.changes);
    });
  },
};

/** What the panel paints first, asked for by `first.js` before there was any module. @type {Promise<Record<string, any>> | undefined} */
export const first = /** @type {Asked} */ (globalThis).firstViews;
