// How long things take, by turns.

/**
 * Runs each of some functions once a round, one after the other, and returns the milliseconds of each. `before` runs outside of the time.
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
      // Between two works the browser gets to do what it has put off.
      await new Promise(resolve => setTimeout(resolve));
      const from = performance.now();
      work();
      times[name].push(performance.now() - from);
    }
  }
  return times;
}
