// What local storage holds, and how room is made in it: caches can be fetched again, everything else is the person's.
import { api } from "./platform.js";

const area = api.storage.local;

/** Whether a key is that of an account's cache. The core writes it. @param {string} key */
const isCache = key => /^cache(:\d+)?$/.test(key);

/**
 * @typedef {object} StorageUse
 * @property {number} used bytes in all
 * @property {number} caches bytes of what can be fetched again
 * @property {number | undefined} quota bytes that the browser gives; none in Firefox, where the disk is the limit
 */

/** @returns {Promise<StorageUse>} */
export async function storageUse() {
  const stored = await area.get(null);
  const sizes = Object.entries(stored).map(([key, value]) => ({ key, size: sizeOf(key, value) }));
  return {
    used: sum(sizes),
    caches: sum(sizes.filter(({ key }) => isCache(key))),
    quota: area.QUOTA_BYTES,
  };
}

/** Bytes as browsers count them: of the key, and of the value as JSON. @param {string} key @param {unknown} value */
const sizeOf = (key, value) => new TextEncoder().encode(key + JSON.stringify(value)).length;

/** @param {{size: number}[]} sizes */
const sum = sizes => sizes.reduce((total, { size }) => total + size, 0);

/**
 * Writes what must not be lost. When the browser refuses it, caches make room and it is written again. Each has a second try: after a write
 * that Firefox refuses, its storage connection is broken and the next write fails as well.
 * @param {() => Promise<unknown>} store
 */
export async function storeWithRoom(store) {
  try {
    await store().catch(store);
  } catch {
    const caches = Object.keys(await area.get(null)).filter(isCache);
    const remove = () => area.remove(caches);
    // Where this fails too, the next write tells.
    await remove().catch(remove).catch(() => {});
    await store().catch(store);
  }
}
