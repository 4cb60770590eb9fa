// The workers of a puzzle: who tries what, in Node, with workers that answer when they are told to.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {FakeWorker[]} */
let workers = [];

class FakeWorker {
  constructor() {
    this.asked = [];
    this.ended = false;
    workers.push(this);
  }
  postMessage(message) {
    this.asked.push(message);
  }
  terminate() {
    this.ended = true;
  }
  get share() {
    return this.asked.at(-1);
  }
  /** Answers that the puzzle is taken on. */
  ready() {
    this.onmessage({ data: { ready: true } });
  }
  /** Answers the share at hand: with a nonce, or that there is none in it. */
  answer(nonce, ms = 10) {
    this.onmessage({ data: { ...this.share, nonce, ms: ms * this.share.count } });
  }
}
globalThis.Worker = FakeWorker;

const { Crew } = await import(new URL("../../extension/register/crew.js", import.meta.url));

const puzzle = (rounds, nonces = Array(rounds).fill(null)) => ({
  chain: "c", challenge: "{}", difficulties: Array(rounds).fill(4), nonces, starts: Array(rounds).fill(0), endsAt: Infinity, plan: null,
});

let told;
const reports = () => ({
  measured: ms => (told.ms = ms),
  found: (nonces, starts) => (told.found = { nonces: [...nonces], starts: [...starts] }),
  moved: () => (told.moved += 1),
  failed: reason => (told.failed = reason),
  solved: () => (told.solved = true),
});

beforeEach(() => {
  workers = [];
  told = { moved: 0 };
});

/** A crew whose first worker has measured 10 ms a try. */
function measured(rounds, nonces) {
  const crew = new Crew(puzzle(rounds, nonces), reports());
  workers[0].ready();
  for (let trial = 0; trial < 4; trial += 1) workers[0].answer(undefined);
  return crew;
}

test("one worker measures by tries that count, and then waits", () => {
  const crew = measured(2);
  assert.equal(told.ms, 10);
  assert.equal(crew.tried, 4);
  assert.equal(workers.length, 1, "no other worker takes memory before it is known how many may");
  const asked = workers[0].asked.length;
  workers[0].ready();
  assert.equal(workers[0].asked.length, asked, "nothing is tried before the word to go");
});

test("each worker takes another round, and no nonce is tried twice", () => {
  const crew = measured(3);
  crew.go(2);
  workers[1].ready();
  assert.notEqual(workers[0].share.round, workers[1].share.round);
  workers[1].answer(workers[1].share.start + 1);
  const shares = workers.flatMap(worker => worker.asked.filter(message => "round" in message));
  for (const round of [0, 1, 2]) {
    const mine = shares.filter(share => share.round === round).sort((one, other) => one.start - other.start);
    mine.reduce((end, { start, count }) => {
      assert.equal(start, end, `round ${round} without gap or overlap`);
      return start + count;
    }, 0);
  }
  assert.equal(workers[0].share.count, 20, "some 200 ms of work at 10 ms a try");
});

test("when fewer rounds are left than workers, they share one by ranges", () => {
  const crew = measured(2, [7, null]);
  crew.go(2);
  workers[1].ready();
  const [one, other] = workers.map(worker => worker.share);
  assert.deepEqual([one.round, other.round], [1, 1]);
  assert.equal(other.start, one.start + one.count);
  // The later range comes home first: what is kept is what was searched without a gap.
  workers[1].answer(undefined);
  crew.end();
  assert.equal(told.found.starts[1], one.start);
});

test("the solution ends the workers and is told once", () => {
  const crew = measured(1);
  crew.go(2);
  workers[1].ready();
  const nonce = workers[0].share.start + 3;
  workers[0].answer(nonce);
  assert.deepEqual(told.found.nonces, [nonce]);
  assert.ok(told.solved && crew.ended && workers.every(worker => worker.ended));
  workers[1].onmessage({ data: { round: 0, start: 99, count: 1, nonce: 99, ms: 1 } });
  assert.deepEqual(crew.nonces, [nonce], "what comes late changes nothing");
});

test("a pause hands nothing out, and going on does", () => {
  const crew = measured(1);
  crew.go(1);
  crew.pause();
  const asked = workers[0].asked.length;
  workers[0].answer(undefined);
  assert.equal(workers[0].asked.length, asked);
  crew.go(1);
  assert.equal(workers[0].asked.length, asked + 1);
});

test("what was found before is not tried again", () => {
  const crew = measured(3, [5, null, 9]);
  crew.go(1);
  assert.ok(workers[0].asked.every(message => !("round" in message) || message.round === 1));
  assert.equal(crew.done, 2);
});

test("a refusal ends it with the reason; one that only a later worker meets leaves fewer", () => {
  const crew = measured(2);
  crew.go(3);
  workers[2].onmessage({ data: { refused: "no memory" } });
  assert.equal(crew.members.length, 2);
  assert.equal(told.failed, undefined);
  const other = new Crew(puzzle(1), reports());
  workers.at(-1).onmessage({ data: { refused: "too much" } });
  assert.equal(told.failed, "too much");
  assert.ok(other.ended);
});
