// The workers that solve a puzzle, and who of them tries what. Rounds do not hang on each other, so each worker takes another one; when
// fewer rounds are left than workers, several share a round, each with its own range of nonces.

/** @import { PuzzlePage } from "../../pkg/views" */
/** @import { Report, Share } from "../puzzle.js" */

/** Milliseconds of work that are handed out at a time: short, so that pausing is quick and little is tried in vain. */
const STRIDE = 200;
/** Tries by which the speed is judged, after one that is slow because its memory is new. */
const TRIAL = 3;
/** Milliseconds between two savings of how far the search has come. */
const SAVE = 3_000;

/**
 * @typedef {object} Member
 * @property {Worker} worker
 * @property {boolean} ready whether it holds the puzzle and its memory
 * @property {Share | null} share what it tries now
 *
 * @typedef {object} Reports
 * @property {(ms: number) => void} measured milliseconds a try, once
 * @property {(nonces: (number | null)[], starts: number[]) => void} found to be kept
 * @property {() => void} moved something changed that is shown
 * @property {(reason: string) => void} failed a worker could not take the puzzle on
 * @property {() => void} solved
 */

export class Crew {
  /** @type {Member[]} */
  members = [];
  /** How many there may be, once that is known. */
  workers = 0;
  /** Milliseconds a try, as measured first. */
  ms = 0;
  /** Tries since the search began here. */
  tried = 0;
  /** Milliseconds of searching since then, pauses left out. */
  spent = 0;
  /** Whether the search itself has begun, after the measuring. */
  started = false;
  paused = false;
  ended = false;
  /** Tries of the measuring. @type {number[]} */
  trial = [];
  savedAt = 0;
  /** When the last share came back or was handed out while nobody was at work. */
  since = 0;

  /** @param {PuzzlePage} puzzle @param {Reports} reports */
  constructor(puzzle, reports) {
    this.puzzle = puzzle;
    this.reports = reports;
    /** @type {(number | null)[]} */
    this.nonces = [...puzzle.nonces];
    /** Where each round is to be searched next. */
    this.next = [...puzzle.starts];
    this.since = performance.now();
    this.hire();
  }

  /** One more worker. The first one measures before there are others. */
  hire() {
    const worker = new Worker(new URL("../puzzle.js", import.meta.url), { type: "module" });
    /** @type {Member} */
    const member = { worker, ready: false, share: null };
    this.members.push(member);
    worker.onmessage = event => this.heard(member, event.data);
    worker.onerror = event => this.fail(event.message || "worker");
    worker.postMessage({ challenge: this.puzzle.challenge });
  }

  /** @param {string} reason */
  fail(reason) {
    if (this.ended) return;
    this.end();
    this.reports.failed(reason);
  }

  /** @param {Member} member @param {Report} report */
  heard(member, report) {
    if (this.ended) return;
    if ("refused" in report) {
      // The first one refused means the puzzle is; a later one, that there is room for fewer.
      if (this.members[0] === member) return this.fail(report.refused);
      member.worker.terminate();
      this.members = this.members.filter(other => other !== member);
      return;
    }
    member.ready = true;
    if ("round" in report) this.take(member, report);
    if (this.isSolved) return;
    if (this.measured) return this.assign(member);
    // Measuring: one try at a time, and all of them count.
    this.hand(member, this.pick() ?? 0, 1);
  }

  /** Whether it is known how fast this machine is. */
  get measured() {
    return this.ms > 0;
  }

  get isSolved() {
    return this.nonces.every(nonce => nonce !== null);
  }

  /** @param {Member} member @param {Extract<Report, Share>} report */
  take(member, { round, start, nonce, count, ms }) {
    const tries = nonce === undefined ? count : nonce - start + 1;
    member.share = null;
    this.tried += tries;
    this.clock();
    const news = nonce !== undefined && this.nonces[round] === null;
    if (news) this.nonces[round] = nonce;
    if (!this.measured) this.judge(ms / tries);
    if (this.isSolved) {
      this.end();
      return this.reports.solved();
    }
    const now = performance.now();
    if (news || now - this.savedAt > SAVE) {
      this.savedAt = now;
      this.reports.found(this.nonces, this.searched());
    }
    this.reports.moved();
  }

  /** @param {number} ms */
  judge(ms) {
    this.trial.push(ms);
    if (this.trial.length <= TRIAL) return;
    const [, ...warm] = this.trial;
    this.ms = Math.min(...warm);
    this.paused = true;
    this.reports.measured(this.ms);
  }

  /** Up to where each round was searched without a gap. */
  searched() {
    return this.next.map((next, round) => {
      const open = this.members.flatMap(({ share }) => (share?.round === round ? [share.start] : []));
      return Math.min(next, ...open);
    });
  }

  /** Counts the time in which somebody was at work. */
  clock() {
    const now = performance.now();
    this.spent += now - this.since;
    this.since = now;
  }

  /** The round with the fewest at work on it, of those that are open. */
  pick() {
    let best = null;
    let fewest = Infinity;
    for (const [round, nonce] of this.nonces.entries()) {
      if (nonce !== null) continue;
      const at = this.members.filter(({ share }) => share?.round === round).length;
      if (at < fewest) [best, fewest] = [round, at];
    }
    return best;
  }

  /** @param {Member} member */
  assign(member) {
    const round = this.paused ? null : this.pick();
    if (round === null) return;
    this.hand(member, round, Math.max(1, Math.round(STRIDE / this.ms)));
  }

  /** @param {Member} member @param {number} round @param {number} count */
  hand(member, round, count) {
    const start = this.next[round] ?? 0;
    this.next[round] = start + count;
    member.share = { round, start, count };
    member.worker.postMessage(member.share);
  }

  /** Searches with so many workers. @param {number} workers */
  go(workers) {
    this.workers = workers;
    this.started = true;
    this.paused = false;
    this.since = performance.now();
    while (this.members.length < workers) this.hire();
    for (const member of this.members) if (member.ready && !member.share) this.assign(member);
    this.reports.moved();
  }

  /** What was handed out is tried to its end, which takes a moment. */
  pause() {
    this.clock();
    this.paused = true;
    this.reports.moved();
  }

  /** Tries a second, over all workers. */
  get speed() {
    return this.spent > 0 ? (this.tried * 1000) / this.spent : 0;
  }

  /** Seconds that the open rounds take on the average. What was tried in vain says nothing about the next try. */
  get left() {
    const tries = this.puzzle.difficulties.reduce((all, bits, round) => all + (this.nonces[round] === null ? 2 ** bits : 0), 0);
    return this.speed > 0 ? tries / this.speed : 0;
  }

  get done() {
    return this.nonces.filter(nonce => nonce !== null).length;
  }

  /** Ends the workers, and with them the memory they hold. */
  end() {
    if (this.ended) return;
    this.ended = true;
    for (const { worker } of this.members) worker.terminate();
    this.reports.found(this.nonces, this.searched());
  }
}
