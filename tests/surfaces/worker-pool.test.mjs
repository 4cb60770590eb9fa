// The worker pool of a puzzle in Node, with stand-ins for workers that answer when a test tells them to.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {FakeWorker[]} */
let workers = [];

class FakeWorker {
  constructor() {
    this.messages = [];
    this.ended = false;
    workers.push(this);
  }
  postMessage(message) {
    this.messages.push(message);
  }
  terminate() {
    this.ended = true;
  }
  get assignment() {
    return this.messages.at(-1);
  }
  /** Reports that the worker has the puzzle. */
  ready() {
    this.onmessage({ data: { ready: true } });
  }
  /** Reports the result of the last assignment: a nonce, or `undefined` for none. */
  answer(nonce, ms = 10) {
    this.onmessage({ data: { ...this.assignment, nonce, ms: ms * this.assignment.count } });
  }
}
globalThis.Worker = FakeWorker;

const { WorkerPool } = await import(new URL("../../extension/register/worker-pool.js", import.meta.url));

const puzzle = (rounds, nonces = Array(rounds).fill(null)) => ({
  chain: "c", challenge: "{}", difficulties: Array(rounds).fill(4), nonces, starts: Array(rounds).fill(0), endsAt: Infinity, plan: null,
});

let reported;
const callbacks = () => ({
  measured: ms => (reported.ms = ms),
  found: (nonces, starts) => (reported.found = { nonces: [...nonces], starts: [...starts] }),
  changed: () => (reported.changed += 1),
  failed: reason => (reported.failed = reason),
  solved: () => (reported.solved = true),
});

beforeEach(() => {
  workers = [];
  reported = { changed: 0 };
});

/** A pool whose first worker has measured 10 ms per attempt. */
function measured(rounds, nonces) {
  const pool = new WorkerPool(puzzle(rounds, nonces), callbacks());
  workers[0].ready();
  for (let trial = 0; trial < 4; trial += 1) workers[0].answer(undefined);
  return pool;
}

test("one worker measures with attempts that count, and then waits", () => {
  const pool = measured(2);
  assert.equal(reported.ms, 10);
  assert.equal(pool.attempts, 4);
  assert.equal(workers.length, 1, "no other worker takes memory before the maximum is known");
  const sent = workers[0].messages.length;
  workers[0].ready();
  assert.equal(workers[0].messages.length, sent, "nothing is searched before the start");
});

test("each worker takes another round, and no nonce is searched twice", () => {
  const pool = measured(3);
  pool.start(2);
  workers[1].ready();
  assert.notEqual(workers[0].assignment.round, workers[1].assignment.round);
  workers[1].answer(workers[1].assignment.start + 1);
  const assignments = workers.flatMap(worker => worker.messages.filter(message => "round" in message));
  for (const round of [0, 1, 2]) {
    const mine = assignments.filter(assignment => assignment.round === round).sort((one, other) => one.start - other.start);
    mine.reduce((end, { start, count }) => {
      assert.equal(start, end, `round ${round} without gap or overlap`);
      return start + count;
    }, 0);
  }
  assert.equal(workers[0].assignment.count, 20, "200 ms of work at 10 ms per attempt");
});

test("when fewer rounds than workers remain, workers share a round by ranges", () => {
  const pool = measured(2, [7, null]);
  pool.start(2);
  workers[1].ready();
  const [one, other] = workers.map(worker => worker.assignment);
  assert.deepEqual([one.round, other.round], [1, 1]);
  assert.equal(other.start, one.start + one.count);
  // The later range finishes first: the progress is what was searched without a gap.
  workers[1].answer(undefined);
  pool.stop();
  assert.equal(reported.found.starts[1], one.start);
});

test("the solution stops the workers and is reported once", () => {
  const pool = measured(1);
  pool.start(2);
  workers[1].ready();
  const nonce = workers[0].assignment.start + 3;
  workers[0].answer(nonce);
  assert.deepEqual(reported.found.nonces, [nonce]);
  assert.ok(reported.solved && pool.isStopped && workers.every(worker => worker.ended));
  workers[1].onmessage({ data: { round: 0, start: 99, count: 1, nonce: 99, ms: 1 } });
  assert.deepEqual(pool.nonces, [nonce], "a late report changes nothing");
});

test("a pause assigns nothing, and resuming does", () => {
  const pool = measured(1);
  pool.start(1);
  pool.pause();
  const sent = workers[0].messages.length;
  workers[0].answer(undefined);
  assert.equal(workers[0].messages.length, sent);
  pool.start(1);
  assert.equal(workers[0].messages.length, sent + 1);
});

test("a round that was solved before is not searched again", () => {
  const pool = measured(3, [5, null, 9]);
  pool.start(1);
  assert.ok(workers[0].messages.every(message => !("round" in message) || message.round === 1));
  assert.equal(pool.solvedRounds, 2);
});

test("a refusal stops the search with its reason; a refusal of a later worker only leaves fewer workers", () => {
  const pool = measured(2);
  pool.start(3);
  workers[2].onmessage({ data: { refused: "no memory" } });
  assert.equal(pool.members.length, 2);
  assert.equal(reported.failed, undefined);
  const other = new WorkerPool(puzzle(1), callbacks());
  workers.at(-1).onmessage({ data: { refused: "too much" } });
  assert.equal(reported.failed, "too much");
  assert.ok(other.isStopped);
});
