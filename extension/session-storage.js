// Session storage: the views that the core writes, and navigation that entry points leave. In Firefox a panel in a page has no access to
// it, so the background reads, writes and forwards changes for it.
import { api, askBackground } from "./platform.js";

/**
 * @typedef {Record<string, chrome.storage.StorageChange>} Changes
 *
 * @typedef {{firstViews?: Promise<Record<string, any>> | undefined}} EarlyRequest
 */

const area = api.storage.session;

/** Whether the background does it for this page. */
export const isProxied = !area;

export const session = {
  /** @param {string | string[]} keys @returns {Promise<Record<string, any>>} */
  get: async keys => (area ? area.get(keys) : (await askBackground({ panelRequest: "read", keys: [keys].flat() })) ?? {}),
  /** @param {Record<string, unknown>} items @returns {Promise<unknown>} */
  set: items => (area ? area.set(items) : askBackground({ panelRequest: "write", items })),
  /** @param {string} key @returns {Promise<unknown>} */
  remove: key => (area ? area.remove(key) : askBackground({ panelRequest: "remove", key })),
  /** @param {(changes: Changes) => void} listener */
  listen(listener) {
    if (area) area.onChanged.addListener(listener);
    else api.runtime.onMessage.addListener((message, sender) => {
      // Only from the background: a content script has the same sender id, but comes from a tab.
      const background = sender.id === api.runtime.id && !sender.tab && sender.url?.startsWith(api.runtime.getURL(""));
      if (background && message?.panelEvent === "changes") listener(message.changes);
    });
  },
};

/**
 * The data of the first paint, requested in the head of the panel before any module was loaded.
 * @type {Promise<Record<string, any>> | undefined}
 */
export const earlyViews = /** @type {EarlyRequest} */ (globalThis).firstViews;
