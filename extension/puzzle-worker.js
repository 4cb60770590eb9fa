// Searches a part of a puzzle in a dedicated worker. Its memory is allocated once and freed when the worker is terminated.
import init, { Search } from "./pkg/impromptu.js";

/**
 * @typedef {{round: number, start: number, count: number}} Assignment
 * @typedef {{ready: true} | {refused: string} | (Assignment & {nonce: number | undefined, ms: number})} Report
 */

/** @type {Search | undefined} */
let search;

/** @param {Report} report */
const sendReport = report => postMessage(report);

/** @param {MessageEvent<{challenge: string} | Assignment>} event */
onmessage = async ({ data }) => {
  if ("challenge" in data) {
    try {
      await init({ module_or_path: new URL("pkg/impromptu_bg.wasm", import.meta.url) });
      search = new Search(JSON.parse(data.challenge));
      sendReport({ ready: true });
    } catch (error) {
      sendReport({ refused: error instanceof Error ? error.message : String(error) });
    }
    return;
  }
  const { round, start, count } = data;
  const startedAt = performance.now();
  const nonce = search?.range(round, start, count);
  sendReport({ round, start, count, nonce, ms: performance.now() - startedAt });
};
