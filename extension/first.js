// Asks for what the panel paints first while its modules are on their way; `session.js` takes it from here. A panel in a page of Firefox has
// no such storage and asks the background.
{
  /** @type {typeof chrome} */
  const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
  /** @type {{firstViews?: unknown}} */ (globalThis).firstViews = api.storage.session?.get(["view:masthead", "view:feed", "goto", "quote"]);
}
