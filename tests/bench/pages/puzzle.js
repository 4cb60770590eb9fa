// Hashes per second of the core and of hash-wasm, each in its own workers.

/** @param {"ours" | "hash-wasm"} whose */
function worker(whose) {
  const made = new Worker(`hash-${whose}.js`, { type: "module" });
  /** @type {(seconds: number) => void} */
  let resolve;
  /** @type {(reason: unknown) => void} */
  let reject;
  made.onmessage = ({ data }) => resolve(data);
  made.onerror = event => reject(new Error(`the worker of ${whose} failed: ${event.message}`));
  const run = (/** @type {{hashes: number, memory: number, passes: number}} */ what) => new Promise((good, bad) => {
    [resolve, reject] = [good, bad];
    made.postMessage(what);
  });
  return { run, end: () => made.terminate() };
}

globalThis.bench = {
  /**
   * Milliseconds per hash, with one worker and with two at once. All compute the same hashes.
   * @param {{memory: number, passes: number, hashes: number, rounds: number}} what memory in KiB
   */
  async puzzle({ memory, passes, hashes, rounds }) {
    /** @type {Record<string, number[]>} */
    const times = { ours: [], theirs: [], two: [] };
    const workers = { ours: worker("ours"), second: worker("ours"), theirs: worker("hash-wasm") };
    for (const each of Object.values(workers)) await each.run({ hashes, memory, passes });
    for (let round = 0; round < rounds; round++) {
      for (const [name, one] of /** @type {const} */ ([["ours", workers.ours], ["theirs", workers.theirs]])) {
        const from = performance.now();
        await one.run({ hashes, memory, passes });
        times[name].push((performance.now() - from) / hashes);
      }
      const from = performance.now();
      await Promise.all([workers.ours.run({ hashes, memory, passes }), workers.second.run({ hashes, memory, passes })]);
      times.two.push((performance.now() - from) / (2 * hashes));
    }
    for (const each of Object.values(workers)) each.end();
    return times;
  },
};
