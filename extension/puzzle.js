// Solves a share of a puzzle, in a worker of its own: its memory is allocated once, and goes with the worker when that is ended.
import init, { Search } from "./pkg/impromptu.js";

/**
 * @typedef {{round: number, start: number, count: number}} Share
 * @typedef {{ready: true} | {refused: string} | (Share & {nonce: number | undefined, ms: number})} Report
 */

/** @type {Search | undefined} */
let search;

/** @param {Report} report */
const tell = report => postMessage(report);

/** @param {MessageEvent<{challenge: string} | Share>} event */
onmessage = async ({ data }) => {
  if ("challenge" in data) {
    try {
      await init({ module_or_path: new URL("pkg/impromptu_bg.wasm", import.meta.url) });
      search = new Search(JSON.parse(data.challenge));
      tell({ ready: true });
    } catch (error) {
      tell({ refused: error instanceof Error ? error.message : String(error) });
    }
    return;
  }
  const { round, start, count } = data;
  const begun = performance.now();
  const nonce = search?.range(round, start, count);
  tell({ round, start, count, nonce, ms: performance.now() - begun });
};
