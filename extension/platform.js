// The one module that names the browser's extension API. Everything else imports `api` from here.

/** @type {typeof chrome} */
export const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

/** Names this page among all open surfaces, so that it knows its own writes from those of others. */
export const surfaceId = crypto.randomUUID();

/** The origin that the manifest already grants; any other is asked for in the click. */
export const HOME = "https://impromptusocial.ai";

/** What a word is for that is meant for the panel in front: the popup, or the tab that opens in its place. */
export const FRONT = "front";

/** @returns {"popup" | "side" | "page"} the room this page was opened in; what is framed stands in a page, whatever its address says */
export function room() {
  if (globalThis.top !== globalThis.self) return "page";
  return new URLSearchParams(location.search).get("surface") === "side" ? "side" : "popup";
}

/**
 * Opens the docked panel. Only within a gesture, before anything is awaited.
 * @param {number | undefined} windowId
 * @returns {Promise<void>}
 */
export async function openDocked(windowId) {
  const firefox = /** @type {any} */ (api).sidebarAction;
  if (firefox) return firefox.open();
  await api.sidePanel.open({ windowId: /** @type {number} */ (windowId) });
}

/**
 * Asks the background for what a panel in a page may not do by itself.
 * @param {{door: string} & Record<string, unknown>} request
 * @returns {Promise<any>} null when it was refused
 */
export const askDoor = request => api.runtime.sendMessage(request).catch(() => null);

/** Opens a page of ours in a new tab. @param {"register.html"} page */
export function openOwn(page) {
  void (room() === "page" ? askDoor({ door: "own", page }) : api.tabs.create({ url: api.runtime.getURL(page) }));
}

/** Opens the options page. */
export function openOptions() {
  void (room() === "page" ? askDoor({ door: "options" }) : api.runtime.openOptionsPage());
}

/** Opens an address of the web in a new tab; anything but http and https is ignored. @param {string} address */
export function openWeb(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && (url.protocol === "https:" || url.protocol === "http:")) void (api.tabs ? api.tabs.create({ url: url.href }) : open(url.href, "_blank", "noopener"));
}
