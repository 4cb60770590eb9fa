// The core in this page, for what a page does by itself: it is loaded when it is first needed.

/** @typedef {typeof import("../pkg/impromptu.js")} Core */

/** @type {Promise<Core> | undefined} */
let loading;

/** Loads it once. A load that failed is tried anew by the next call. @returns {Promise<Core>} */
export const loadCore = () => (loading ??= load().catch(error => {
  loading = undefined;
  throw error;
}));

async function load() {
  const core = await import("../pkg/impromptu.js");
  await core.default({ module_or_path: new URL("../pkg/impromptu_bg.wasm", import.meta.url) });
  return core;
}
