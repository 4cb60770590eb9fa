// A trial: one answer of a model of the person's own, as it comes in. Nothing of an account goes along, Impromptu is not asked, and nothing is kept.
import { h } from "../dom.js";
import { requestHost } from "../host-permission.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { watchOwnModel } from "../own-model.js";
import { extensionOrigins, ownModelHelp } from "../own-model-help.js";
import { openOptions, surface } from "../platform.js";
import { views, watch } from "../store.js";
import { repaint } from "../render.js";
import { askModel } from "./chat.js";
import { loadCore } from "./core-module.js";
import { blocks } from "./markup.js";

/** @import { OwnModel } from "../own-model.js" */
/** @import { ChatProblem, ChatProblemKind, Conversation } from "./chat.js" */

/**
 * @typedef {object} Trial
 * @property {"waiting" | "asking" | "ended"} phase
 * @property {OwnModel} model who is asked
 * @property {Conversation} asked the words that are sent
 * @property {readonly unknown[]} answer the typed tree of what has come
 * @property {ChatProblem | null} problem
 * @property {AbortController} stop
 */

/** Ends when the last trial has ended. */
let queue = Promise.resolve();

/** The model that is set up; undefined until it is read. @type {OwnModel | null | undefined} */
let ownModel;

export const currentModel = () => ownModel;

/** A page may not learn of the model from a panel that it frames, and that panel may not ask for a permission. */
export const isFramed = surface() === "page";
if (!isFramed) {
  watchOwnModel(model => {
    ownModel = model;
    repaint();
  });
}

/** Whose words the trials are about. */
let account = views.header?.account;

/** @type {(() => void)[]} */
const forgetters = [];

/** Calls back when the words that are tried may not be shown any more: the key is locked, or another account is there. @param {() => void} forget */
export const onHiddenWords = forget => void forgetters.push(forget);

watch(() => {
  if (!views.header?.locked && views.header?.account === account) return;
  account = views.header?.account;
  for (const forget of forgetters) forget();
});

/** The trial is no longer of use. @param {Trial | null | undefined} trial */
export const endTrial = trial => trial?.stop.abort();

/** @param {Trial | null | undefined} trial @returns {trial is Trial} */
export const isRunning = trial => trial !== null && trial !== undefined && trial.phase !== "ended";

/**
 * Asks for the permission to reach the model, which browsers grant only within the click.
 * @param {OwnModel} model @returns {Promise<boolean>}
 */
export const permitModel = model => requestHost(model.url).catch(() => false);

/**
 * Begins a trial. The model answers one at a time: one on this computer has no room for two, or gives each of them half of its pace, and the time
 * limit of an answer would run while it waits. A trial that fails or is stopped lets the next one begin.
 * @param {OwnModel} model @param {Conversation} asked @param {Promise<boolean>} permission @param {typeof loadCore} [load]
 * @returns {Trial}
 */
export function startTrial(model, asked, permission, load = loadCore) {
  /** @type {Trial} */
  const trial = { phase: "waiting", model, asked, answer: [], problem: null, stop: new AbortController() };
  account = views.header?.account;
  queue = queue.then(() => run(trial, permission, load));
  repaint();
  return trial;
}

/** Stops a trial by the person's press. One that waits is not begun. @param {Trial} trial */
export function stopTrial(trial) {
  trial.stop.abort();
  if (trial.phase === "waiting") end(trial, { kind: "stopped", said: null });
}

/** @param {Trial} trial @param {ChatProblem | null} problem */
function end(trial, problem) {
  trial.problem = problem;
  trial.phase = "ended";
  repaint();
}

/** @param {Trial} trial @param {Promise<boolean>} permission @param {typeof loadCore} load */
async function run(trial, permission, load) {
  const { signal } = trial.stop;
  if (signal.aborted) return;
  trial.phase = "asking";
  repaint();
  const isGranted = await permission;
  const core = isGranted ? await load().catch(() => null) : null;
  if (!isGranted) return end(trial, { kind: "permission", said: null });
  if (!core) return end(trial, { kind: "core", said: null });
  let text = "";
  let frame = 0;
  const show = () => {
    frame = 0;
    trial.answer = core.markdown(text);
    repaint();
  };
  const problem = await askModel(core, trial.model, trial.asked, signal, now => {
    if (now === text) return;
    text = now;
    // The whole text is parsed each time, so at most once for each frame.
    frame ||= requestAnimationFrame(show);
  });
  cancelAnimationFrame(frame);
  show();
  end(trial, problem);
}

/**
 * An answer, or what became of it.
 * @param {Trial} trial @param {string} name the name of its box @param {boolean} isOld whether the words have changed since
 */
export function trialAnswer({ phase, model, answer: tree, problem }, name, isOld) {
  const isAsking = phase === "asking";
  return h("div.field", { key: "answer" },
    phase === "waiting" ? h("p.meta", { key: "waiting" }, t("tryWaiting", model.model)) : null,
    tree.length || isAsking ? h("p.meta", { key: "who" }, t(isAsking ? "tryAnswering" : "tryAnswered", model.model)) : null,
    tree.length || isAsking ? h("div.answer", { role: "group", "aria-label": name, "aria-busy": String(isAsking) }, blocks(tree)) : null,
    isAsking ? h("div.progress-line", { key: "progress" }) : null,
    h("div", { key: "end", "aria-live": "polite" },
      problem ? problemLines(problem, model) : phase === "ended" ? h("p.visually-hidden", { key: "complete" }, t("tryComplete")) : null,
      isOld ? h("p.help", { key: "old" }, t("tryOlder")) : null));
}

/** @param {ChatProblem} problem @param {OwnModel} model */
function problemLines({ kind, said }, model) {
  const [key, ...args] = PROBLEMS[kind](model);
  return [
    h("p.problem", { key: "problem" }, icon("terms", "small"), " ", t(key, ...args)),
    said ? h("p.help", { key: "said" }, t("trySaid"), " ", h("q", { dir: "auto" }, said)) : null,
  ];
}

/** What is said of each problem: a message and its arguments. @type {Record<ChatProblemKind, (model: OwnModel) => [string, ...string[]]>} */
const PROBLEMS = {
  key: ({ url }) => ["tryProblemKey", url.host],
  forbidden: ({ url }) => ["tryProblemForbidden", url.host, `OLLAMA_ORIGINS=${extensionOrigins()}`],
  missing: ({ url, model }) => ["tryProblemMissing", url.host, model],
  busy: ({ url }) => ["tryProblemBusy", url.host],
  server: ({ url }) => ["tryProblemServer", url.host],
  notStream: ({ url }) => ["tryProblemNotStream", url.host],
  tooLong: () => ["tryProblemTooLong"],
  cut: () => ["tryProblemCut"],
  empty: ({ model }) => ["tryProblemEmpty", model],
  unreachable: ({ url }) => ["tryProblemUnreachable", url.host],
  slow: () => ["tryProblemSlow"],
  stopped: () => ["tryProblemStopped"],
  permission: ({ url }) => ["tryProblemPermission", url.host],
  core: () => ["tryProblemCore"],
};

/** How to have a model, and the button that leads to the options. @param {boolean} open whether the explanation is unfolded */
export const modelSetUp = open => [
  ownModelHelp(open),
  h("div.row", { key: "set-up" }, h("button.btn", { class: open ? "main" : "", type: "button", on: { click: openOptions } }, t("trySetUp"))),
];
