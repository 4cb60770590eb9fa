// A model of the person's own: its address and name are stored in this browser; its key stands in session storage alone, which no file holds,
// and belongs to the address that it was entered for.
import { readAddress } from "./address.js";
import { api } from "./platform.js";

/**
 * @typedef {object} OwnModel
 * @property {URL} url the address of the server, such as `http://localhost:11434/v1`
 * @property {string} model the name of the model there
 * @property {string} key empty without one
 */

const NAME = "own-model";
const KEY = "own-model-key";

/** @type {Set<(model: OwnModel | null) => void>} */
const watchers = new Set();

/** @returns {Promise<OwnModel | null>} null while none is set up */
export async function loadOwnModel() {
  const { [NAME]: stored } = /** @type {Record<string, any>} */ (await api.storage.local.get(NAME));
  const url = typeof stored?.address === "string" ? readAddress(stored.address) : null;
  if (!url || typeof stored.model !== "string") return null;
  const { [KEY]: kept } = /** @type {Record<string, any>} */ (await api.storage.session.get(KEY));
  return { url, model: stored.model, key: kept?.origin === url.origin && typeof kept.key === "string" ? kept.key : "" };
}

/** Stores a model. Its key is kept until the browser closes. Throws when the browser has no room. @param {OwnModel} model */
export async function saveOwnModel({ url, model, key }) {
  // This may be refused. Then the model that was set up before keeps its key.
  await api.storage.local.set({ [NAME]: { address: url.href, model } });
  await api.storage.session.set({ [KEY]: { origin: url.origin, key } });
}

/** Forgets the model and its key. */
export async function forgetOwnModel() {
  await api.storage.session.remove(KEY);
  await api.storage.local.remove(NAME);
}

/** Calls back with the model now and after each change. @param {(model: OwnModel | null) => void} watcher */
export function watchOwnModel(watcher) {
  watchers.add(watcher);
  void loadOwnModel().then(watcher);
}

/** @param {Record<string, unknown>} changes */
function onChange(changes) {
  // A page that does not watch reads no key. In Firefox, a panel in a page could not read it.
  if (!watchers.size || (!(NAME in changes) && !(KEY in changes))) return;
  void loadOwnModel().then(model => watchers.forEach(watcher => watcher(model)));
}

api.storage.local.onChanged.addListener(onChange);
api.storage.session?.onChanged.addListener(onChange);
