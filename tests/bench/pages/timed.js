// Measures how long functions take, in turns.

/**
 * Runs each function once per round, one after the other, and returns the milliseconds of each. `before` is not measured.
 * @param {Record<string, () => unknown>} works
 * @param {number} rounds
 * @param {() => void} [before]
 * @returns {Promise<Record<string, number[]>>}
 */
export async function byTurns(works, rounds, before = () => {}) {
  const times = Object.fromEntries(Object.keys(works).map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, work] of Object.entries(works)) {
      before();
      // Between two functions the browser gets time for its pending work.
      await new Promise(resolve => setTimeout(resolve));
      const from = performance.now();
      work();
      times[name].push(performance.now() - from);
    }
  }
  return times;
}
