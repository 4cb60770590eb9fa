// Requests the data of the panel's first paint while its modules load; `session-storage.js` uses the result. In Firefox a panel in a page
// has no such storage and asks the background instead.
{
  /** @type {typeof chrome} */
  const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
  /** @type {{firstViews?: unknown}} */ (globalThis).firstViews = api.storage.session?.get(["view:header", "view:feed", "navigation", "quote"]);
}
