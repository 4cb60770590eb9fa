// The sign-up flow: asks the core for the next step, and runs the workers when that step is a puzzle.
import { readAddress } from "../address.js";
import { api, DEFAULT_ORIGIN } from "../platform.js";
import { clearStatus, sendAndShow, showAlert, showAnswer } from "../status.js";
import { send, views } from "../store.js";
import { focusSoon, repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { WorkerPool } from "./worker-pool.js";
import { clearFields, fields, setFieldErrors } from "./fields.js";

/** @type {WorkerPool | undefined} */
let pool;
/** Whether the sign-up was started by a click in this page. Other pages neither solve nor send anything by themselves. */
let isStarted = false;
/** The account that was shown at that click. The sign-up belongs to it. @type {number | undefined} */
let account;
/** Why the workers could not start the puzzle. */
let failureText = "";

/** Whether a step is being requested. */
let isAsking = false;

export const isRequesting = () => isAsking;
export const workerPool = () => pool;
export const failureReason = () => failureText;

/** Requests the host permission first, because browsers grant it only within the click. @param {string} address */
function requestPermission(address) {
  const url = readAddress(address);
  if (!url || url.origin === DEFAULT_ORIGIN) return Promise.resolve(true);
  const origins = [`${url.protocol}//${url.hostname}/*`];
  return api.permissions.request({ origins }).catch(() => api.permissions.contains({ origins }));
}

/** *Solve and register*, and every later click that continues the sign-up. @param {Event} event */
export async function continueSignup(event) {
  event.preventDefault();
  if (!isUserAction(event)) return;
  const address = fields.address || views.signup?.address || DEFAULT_ORIGIN;
  const shownAccount = views.header?.account;
  const granted = await requestPermission(address).catch(() => false);
  if (!granted) return showAlert("alertNeedsPermission", address);
  isStarted = true;
  account = shownAccount;
  if (pool?.isStopped) dropWorkers();
  await requestNextStep();
}

async function requestNextStep() {
  const address = fields.address || views.signup?.address || DEFAULT_ORIGIN;
  isAsking = true;
  const answer = await send({ do: "signup", form: { ...fields, address: readAddress(address)?.origin ?? address } }, account);
  isAsking = false;
  setFieldErrors(answer.fields ?? []);
  if (answer.alert) isStarted = false;
  else clearStatus();
  showAnswer(answer);
  const [first] = answer.fields ?? [];
  if (first) focusSoon(`#${first.field}`);
  syncWorkers();
  repaint();
}

/** Starts, continues or ends the workers according to the core's view. */
export function syncWorkers() {
  const page = views.signup;
  if (views.header?.account !== account) isStarted = false;
  if (page?.made) clearFields();
  const puzzle = page?.stage === "puzzle" ? page.puzzle : null;
  if (pool && pool.puzzle.chain !== puzzle?.chain) dropWorkers();
  if (!puzzle || !isStarted) return;
  if (!pool) return startWorkers();
  const plan = puzzle.plan;
  // An earlier search may have left its plan. A plan counts only after this search has measured its own speed.
  if (!plan || !pool.hasMeasured || pool.isStopped || pool.isStarted) return;
  if (plan.outlook === "fits") pool.start(plan.workers);
  if (plan.outlook === "late") pool.stop();
}

function startWorkers() {
  const puzzle = views.signup?.puzzle;
  if (!puzzle) return;
  failureText = "";
  const owner = account;
  pool = new WorkerPool(puzzle, {
    measured: ms => void send({
      do: "puzzleMeasured", chain: puzzle.chain, ms, cores: navigator.hardwareConcurrency || 1,
      memory: /** @type {{deviceMemory?: number}} */ (navigator).deviceMemory ?? null,
    }, owner).then(syncWorkers),
    found: (nonces, starts) => void send({ do: "puzzleProgress", chain: puzzle.chain, nonces, starts }, owner),
    changed: repaint,
    failed: reason => {
      failureText = reason;
      repaint();
    },
    solved: () => void submitSolution(puzzle.chain),
  });
}

/** Sends the whole solution to the core, and then asks it to register. @param {string} chain */
async function submitSolution(chain) {
  if (!pool) return;
  isAsking = true;
  await send({ do: "puzzleProgress", chain, nonces: pool.nonces, starts: pool.nextNonces }, account);
  isAsking = false;
  if (isStarted) await requestNextStep();
}

function dropWorkers() {
  pool?.stop();
  pool = undefined;
}

/** Starts despite an estimate that may exceed the deadline, or continues after a pause. */
export function startOrResume() {
  const workers = pool?.maxWorkers || views.signup?.puzzle?.plan?.workers;
  if (pool && workers) pool.start(workers);
}

/** Returns to the form. Solved rounds are kept, unless a new puzzle is requested. @param {boolean} another */
export async function backToForm(another) {
  isStarted = false;
  dropWorkers();
  await sendAndShow({ do: "signupBack", another }, views.header?.account);
}

/** Requests a new puzzle at once. @param {Event} event */
export async function requestNewPuzzle(event) {
  if (!isUserAction(event)) return;
  await backToForm(true);
  await continueSignup(event);
}

/** Stops the workers when the page closes. Solved rounds are kept. */
export function stopWorkers() {
  pool?.stop();
}
