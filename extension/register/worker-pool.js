// The workers that solve a puzzle, and how rounds are assigned to them. Rounds are independent, so each worker takes another one. When
// fewer rounds than workers remain, several workers share a round and search separate ranges of nonces.

/** @import { PuzzlePage } from "../../pkg/views" */
/** @import { Report, Assignment } from "../puzzle-worker.js" */

/** Milliseconds of work in one assignment: short, so that pausing is quick and little work is wasted. */
const ASSIGNMENT_MS = 200;
/** The number of attempts that measure the speed. They follow one that is slow because its memory is new. */
const MEASURED_ATTEMPTS = 3;
/** The minimum time between two saves of the progress, in milliseconds. */
const SAVE_INTERVAL_MS = 3_000;

/**
 * @typedef {object} PoolWorker
 * @property {Worker} worker
 * @property {boolean} isReady whether it has the puzzle and its memory
 * @property {Assignment | null} assignment what it searches now
 *
 * @typedef {object} Callbacks
 * @property {(ms: number) => void} measured milliseconds per attempt, called once
 * @property {(nonces: (number | null)[], starts: number[]) => void} found the progress, to be saved
 * @property {() => void} changed something changed that is shown
 * @property {(reason: string) => void} failed a worker could not start the puzzle
 * @property {() => void} solved
 */

export class WorkerPool {
  /** @type {PoolWorker[]} */
  members = [];
  /** The maximum number of workers, once it is known. */
  maxWorkers = 0;
  /** Milliseconds per attempt, as first measured. */
  msPerAttempt = 0;
  /** Attempts since the search began in this page. */
  attempts = 0;
  /** Milliseconds of searching since then, without pauses. */
  searchTime = 0;
  /** Whether the search has begun after the measurement. */
  isStarted = false;
  isPaused = false;
  isStopped = false;
  /** Milliseconds of each attempt of the measurement. @type {number[]} */
  measurements = [];
  savedAt = 0;
  /** When the time was last counted, as `performance.now()`. */
  countedAt = 0;

  /** @param {PuzzlePage} puzzle @param {Callbacks} callbacks */
  constructor(puzzle, callbacks) {
    this.puzzle = puzzle;
    this.callbacks = callbacks;
    /** @type {(number | null)[]} */
    this.nonces = [...puzzle.nonces];
    /** The first nonce of each round that was not assigned yet. */
    this.nextNonces = [...puzzle.starts];
    this.countedAt = performance.now();
    this.addWorker();
  }

  /** Adds a worker. The first one measures the speed before others are added. */
  addWorker() {
    const worker = new Worker(new URL("../puzzle-worker.js", import.meta.url), { type: "module" });
    /** @type {PoolWorker} */
    const member = { worker, isReady: false, assignment: null };
    this.members.push(member);
    worker.onmessage = event => this.onReport(member, event.data);
    worker.onerror = event => this.fail(event.message || "worker");
    worker.postMessage({ challenge: this.puzzle.challenge });
  }

  /** @param {string} reason */
  fail(reason) {
    if (this.isStopped) return;
    this.stop();
    this.callbacks.failed(reason);
  }

  /** @param {PoolWorker} member @param {Report} report */
  onReport(member, report) {
    if (this.isStopped) return;
    if ("refused" in report) {
      // The first worker to refuse means that the puzzle is refused; a later one means that there is no memory for more.
      if (this.members[0] === member) return this.fail(report.refused);
      member.worker.terminate();
      this.members = this.members.filter(other => other !== member);
      return;
    }
    member.isReady = true;
    if ("round" in report) this.recordResult(member, report);
    if (this.isSolved) return;
    if (this.hasMeasured) return this.assignNext(member);
    // Measuring: one attempt at a time. The attempts count as searched.
    this.assign(member, this.pickRound() ?? 0, 1);
  }

  /** Whether the speed of this machine is known. */
  get hasMeasured() {
    return this.msPerAttempt > 0;
  }

  get isSolved() {
    return this.nonces.every(nonce => nonce !== null);
  }

  /** @param {PoolWorker} member @param {Extract<Report, Assignment>} report */
  recordResult(member, { round, start, nonce, count, ms }) {
    const attempts = nonce === undefined ? count : nonce - start + 1;
    member.assignment = null;
    this.attempts += attempts;
    this.countTime();
    const isNew = nonce !== undefined && this.nonces[round] === null;
    if (isNew) this.nonces[round] = nonce;
    if (!this.hasMeasured) this.recordMeasurement(ms / attempts);
    if (this.isSolved) {
      this.stop();
      return this.callbacks.solved();
    }
    const now = performance.now();
    if (isNew || now - this.savedAt > SAVE_INTERVAL_MS) {
      this.savedAt = now;
      this.callbacks.found(this.nonces, this.searchedUpTo());
    }
    this.callbacks.changed();
  }

  /** @param {number} ms */
  recordMeasurement(ms) {
    this.measurements.push(ms);
    if (this.measurements.length <= MEASURED_ATTEMPTS) return;
    const [, ...warm] = this.measurements;
    this.msPerAttempt = Math.min(...warm);
    this.isPaused = true;
    this.callbacks.measured(this.msPerAttempt);
  }

  /** The nonce up to which each round was searched without a gap. */
  searchedUpTo() {
    return this.nextNonces.map((next, round) => {
      const open = this.members.flatMap(({ assignment }) => (assignment?.round === round ? [assignment.start] : []));
      return Math.min(next, ...open);
    });
  }

  /** Counts the time in which workers were busy. */
  countTime() {
    const now = performance.now();
    this.searchTime += now - this.countedAt;
    this.countedAt = now;
  }

  /** The unsolved round with the fewest workers. */
  pickRound() {
    let best = null;
    let fewest = Infinity;
    for (const [round, nonce] of this.nonces.entries()) {
      if (nonce !== null) continue;
      const count = this.members.filter(({ assignment }) => assignment?.round === round).length;
      if (count < fewest) [best, fewest] = [round, count];
    }
    return best;
  }

  /** @param {PoolWorker} member */
  assignNext(member) {
    const round = this.isPaused ? null : this.pickRound();
    if (round === null) return;
    this.assign(member, round, Math.max(1, Math.round(ASSIGNMENT_MS / this.msPerAttempt)));
  }

  /** @param {PoolWorker} member @param {number} round @param {number} count */
  assign(member, round, count) {
    const start = this.nextNonces[round] ?? 0;
    this.nextNonces[round] = start + count;
    member.assignment = { round, start, count };
    member.worker.postMessage(member.assignment);
  }

  /** Starts or resumes the search. @param {number} workers */
  start(workers) {
    this.maxWorkers = workers;
    this.isStarted = true;
    this.isPaused = false;
    this.countedAt = performance.now();
    while (this.members.length < workers) this.addWorker();
    for (const member of this.members) if (member.isReady && !member.assignment) this.assignNext(member);
    this.callbacks.changed();
  }

  /** Pauses the search. Assignments in progress finish first, which takes a moment. */
  pause() {
    this.countTime();
    this.isPaused = true;
    this.callbacks.changed();
  }

  /** Attempts per second of all workers together. */
  get speed() {
    return this.searchTime > 0 ? (this.attempts * 1000) / this.searchTime : 0;
  }

  /** The expected number of seconds for the unsolved rounds. Failed attempts do not make the next one more likely to succeed. */
  get secondsLeft() {
    const attempts = this.puzzle.difficulties.reduce((all, bits, round) => all + (this.nonces[round] === null ? 2 ** bits : 0), 0);
    return this.speed > 0 ? attempts / this.speed : 0;
  }

  get solvedRounds() {
    return this.nonces.filter(nonce => nonce !== null).length;
  }

  /** Terminates the workers, which frees their memory. */
  stop() {
    if (this.isStopped) return;
    this.isStopped = true;
    for (const { worker } of this.members) worker.terminate();
    this.callbacks.found(this.nonces, this.searchedUpTo());
  }
}
