// From the press to the answer: asks the core for the next step, and runs the workers when that is a puzzle.
import { api, HOME } from "../platform.js";
import { ask, hush, tell, tellAlert } from "../status.js";
import { send, views } from "../store.js";
import { byHand, focusSoon, repaint } from "../panel/ui.js";
import { Crew } from "./crew.js";
import { clear, fields, mark } from "./fields.js";

/** @type {Crew | undefined} */
let crew;
/** Whether the sign-up goes on because of a press in this very page: no other page starts to work, or to send, by itself. */
let pressed = false;
/** The account that was shown when it was pressed: the sign-up is that one's. @type {number | undefined} */
let account;
/** Why the workers could not take the puzzle on. */
let failure = "";

/** Whether a step is being asked for. */
let asking = false;

export const busy = () => asking;
export const work = () => crew;
export const whyNot = () => failure;

/** The permission is asked for first of all: a browser gives it only in the click itself. @param {string} address */
function permission(address) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.origin === HOME) return Promise.resolve(true);
  const origins = [`${url.protocol}//${url.hostname}/*`];
  return api.permissions.request({ origins }).catch(() => api.permissions.contains({ origins }));
}

/** *Solve and register*, and every press that goes on from there. @param {Event} event */
export async function press(event) {
  event.preventDefault();
  if (!byHand(event)) return;
  const address = fields.address || views.joining?.address || HOME;
  const shown = views.masthead?.account;
  const granted = await permission(address).catch(() => false);
  if (!granted) return tellAlert("alertNeedsPermission", address);
  pressed = true;
  account = shown;
  if (crew?.ended) drop();
  await join();
}

async function join() {
  const address = fields.address || views.joining?.address || HOME;
  asking = true;
  const answer = await send({ do: "join", form: { ...fields, address } }, account);
  asking = false;
  mark(answer.fields ?? []);
  if (answer.alert) pressed = false;
  else hush();
  tell(answer);
  const [first] = answer.fields ?? [];
  if (first) focusSoon(`#${first.field}`);
  react();
  repaint();
}

/** Takes up what the core says about the puzzle. */
export function react() {
  const page = views.joining;
  if (views.masthead?.account !== account) pressed = false;
  if (page?.made) clear();
  const puzzle = page?.stage === "puzzle" ? page.puzzle : null;
  if (crew && crew.puzzle.chain !== puzzle?.chain) drop();
  if (!puzzle || !pressed) return;
  if (!crew) return begin();
  const plan = puzzle.plan;
  // A plan of an earlier search may stand there already: this one is judged by what it measures itself.
  if (!plan || !crew.measured || crew.ended || crew.started) return;
  if (plan.outlook === "fits") crew.go(plan.workers);
  if (plan.outlook === "late") crew.end();
}

function begin() {
  const puzzle = views.joining?.puzzle;
  if (!puzzle) return;
  failure = "";
  const whose = account;
  crew = new Crew(puzzle, {
    measured: ms => void send({
      do: "measured", chain: puzzle.chain, ms, cores: navigator.hardwareConcurrency || 1,
      memory: /** @type {{deviceMemory?: number}} */ (navigator).deviceMemory ?? null,
    }, whose).then(react),
    found: (nonces, starts) => void send({ do: "found", chain: puzzle.chain, nonces, starts }, whose),
    moved: repaint,
    failed: reason => {
      failure = reason;
      repaint();
    },
    solved: () => void solved(puzzle.chain),
  });
}

/** The whole solution is with the core before the registration is asked for. @param {string} chain */
async function solved(chain) {
  if (!crew) return;
  asking = true;
  await send({ do: "found", chain, nonces: crew.nonces, starts: crew.next }, account);
  asking = false;
  if (pressed) await join();
}

function drop() {
  crew?.end();
  crew = undefined;
}

/** Starts although it may not end in time, or goes on after a pause. */
export function goOn() {
  const workers = crew?.workers || views.joining?.puzzle?.plan?.workers;
  if (crew && workers) crew.go(workers);
}

/** Back to the form; what was found stays, unless another puzzle is wanted. @param {boolean} another */
export async function back(another) {
  pressed = false;
  drop();
  await ask({ do: "joinBack", another }, views.masthead?.account);
}

/** Another puzzle, right away. @param {Event} event */
export async function another(event) {
  if (!byHand(event)) return;
  await back(true);
  await press(event);
}

/** The page goes: what was found is kept. */
export function leave() {
  crew?.end();
}
