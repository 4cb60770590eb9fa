// The only module that uses the browser's extension API directly. Everything else imports `api` from here.

/** @type {typeof chrome} */
export const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;

/** The origin that the manifest grants access to. Others need a permission. */
export const DEFAULT_ORIGIN = "https://impromptusocial.ai";

/** Addresses navigation to the panel in front: the popup, or the tab that opens in its place. */
export const FRONT_PANEL = "front";

/** @returns {"popup" | "side" | "page"} the surface that shows this page; a framed page is always `page`, whatever its address says */
export function surface() {
  if (globalThis.top !== globalThis.self) return "page";
  return new URLSearchParams(location.search).get("surface") === "side" ? "side" : "popup";
}

/**
 * Opens the docked panel. Call it within the user gesture, before anything is awaited.
 * @param {number | undefined} windowId
 * @returns {Promise<void>}
 */
export async function openDocked(windowId) {
  const firefox = /** @type {any} */ (api).sidebarAction;
  if (firefox) return firefox.open();
  await api.sidePanel.open({ windowId: /** @type {number} */ (windowId) });
}

/**
 * Asks the background for something that a panel in a page cannot do by itself.
 * @param {{panelRequest: string} & Record<string, unknown>} request
 * @returns {Promise<any>} null when the request was refused
 */
export const askBackground = request => api.runtime.sendMessage(request).catch(() => null);

/** Opens a page of the extension in a new tab. @param {"register.html"} page */
export function openExtensionPage(page) {
  void (surface() === "page" ? askBackground({ panelRequest: "openPage", page }) : api.tabs.create({ url: api.runtime.getURL(page) }));
}

/** Opens the options page. */
export function openOptions() {
  void (surface() === "page" ? askBackground({ panelRequest: "options" }) : api.runtime.openOptionsPage());
}

/** Opens a web address in a new tab. Ignores schemes other than http and https. @param {string} address */
export function openWeb(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && (url.protocol === "https:" || url.protocol === "http:")) void (api.tabs ? api.tabs.create({ url: url.href }) : open(url.href, "_blank", "noopener"));
}
