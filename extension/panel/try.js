// Try: a model of the person's own answers the opening message under the system prompt, before the seed is planted. It changes nothing of the
// draft, and Impromptu is not asked.
import { h } from "../dom.js";
import { requestHost } from "../host-permission.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { watchOwnModel } from "../own-model.js";
import { extensionOrigins, ownModelHelp } from "../own-model-help.js";
import { openOptions, surface } from "../platform.js";
import { views, watch } from "../store.js";
import { repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { askModel } from "./chat.js";
import { loadCore } from "./core-module.js";
import { blocks } from "./markup.js";

/** @import { Child } from "../dom.js" */
/** @import { DraftEditor } from "../draft-editor.js" */
/** @import { OwnModel } from "../own-model.js" */
/** @import { ChatProblem, ChatProblemKind } from "./chat.js" */
/** @import { Core } from "./core-module.js" */

/**
 * One answer that was asked for.
 * @typedef {object} Trial
 * @property {"asking" | "ended"} phase
 * @property {OwnModel} model who was asked
 * @property {string} draft
 * @property {string} revision the revision of the words that were sent
 * @property {readonly unknown[]} answer the typed tree of what has come
 * @property {ChatProblem | null} problem
 * @property {AbortController} stop
 */

/** The last one, while this page is open. @type {Trial | null} */
let trial = null;

/** The model that is set up; undefined until it is read. @type {OwnModel | null | undefined} */
let ownModel;

/** Whose words the trial is about. @type {number | undefined} */
let account;

// A page may not learn of the model from a panel that it frames, and that panel may not ask for a permission.
const isFramed = surface() === "page";
if (!isFramed) {
  watchOwnModel(model => {
    ownModel = model;
    repaint();
  });
}

// What was answered is about words that are hidden while the key is locked, and that belong to their account.
watch(() => {
  if (!views.header?.locked && views.header?.account === account) return;
  account = views.header?.account;
  forgetTrial();
});

function forgetTrial() {
  trial?.stop.abort();
  trial = null;
}

/** @param {DraftEditor} editor @returns {Child} */
export function trySection(editor) {
  if (isFramed) return h("section.empty-state", { key: "try" }, icon("shield"), h("h2", null, t("tryTitle")), h("p", null, t("tryFramed")));
  if (ownModel === undefined) return null;
  if (!ownModel) return noModel();
  // Another seed is written: the one that was tried is planted.
  if (trial && trial.draft !== editor.draft) forgetTrial();
  const isEmpty = !editor.content.text.trim();
  const isAsking = trial?.phase === "asking";
  const shown = trial && isAsking ? trial.model : ownModel;
  return h("section.try", { key: "try", "aria-label": t("tryTitle") },
    h("p.info-bar", null, icon("flask", "small"), h("span", null, t("tryWho", shown.model, shown.url.host)), h("button.link", { type: "button", on: { click: openOptions } }, t("tryChange"))),
    h("div.form", null,
      editor.content.systemPrompt.trim() ? h("p.prompt-excerpt", { dir: "auto" }, editor.content.systemPrompt) : h("p.help", null, t("tryNoPrompt")),
      isEmpty ? h("p.help", null, t("tryNoOpening")) : h("p.message", { dir: "auto" }, editor.content.text),
      // Above the answer, which grows: a button below it would run away from the pointer.
      h("div.row", null,
        h("button.btn", {
          key: "run", type: "button", "aria-disabled": isEmpty || isAsking ? "true" : null, "aria-describedby": "try-note",
          on: { click: (/** @type {Event} */ event) => void (isUserAction(event) && !isEmpty && !isAsking && ownModel && ask(ownModel, editor)) },
        }, t(trial ? "tryAgain" : "tryRun")),
        // Beside the other button, not in its place: the second click of a double click would press it.
        isAsking ? h("button.btn", { key: "stop", type: "button", on: { click: () => trial?.stop.abort() } }, icon("cross", "small"), t("tryStop")) : null,
        h("p.help", { id: "try-note" }, t("tryNote", ownModel.url.host))),
      trial ? answer(trial, editor) : null));
}

/** What to do where no model is set up. */
function noModel() {
  return h("section.empty-state", { key: "try" }, icon("flask"),
    h("h2", null, t("tryTitle")), h("p", null, t("tryNone")), ownModelHelp(true),
    h("div.row", null, h("button.btn.main", { type: "button", on: { click: openOptions } }, t("trySetUp"))));
}

/** @param {Trial} shown @param {DraftEditor} editor */
function answer({ phase, model, revision, answer: tree, problem }, editor) {
  const isAsking = phase === "asking";
  return h("div.field", { key: "answer" },
    tree.length || isAsking ? h("p.meta", { key: "who" }, t(isAsking ? "tryAnswering" : "tryAnswered", model.model)) : null,
    tree.length || isAsking ? h("div.answer", { role: "group", "aria-label": t("tryAnswer"), "aria-busy": String(isAsking) }, blocks(tree)) : null,
    isAsking ? h("div.progress-line", { key: "progress" }) : null,
    h("div", { key: "end", "aria-live": "polite" },
      problem ? problemLines(problem, model) : isAsking ? null : h("p.visually-hidden", { key: "complete" }, t("tryComplete")),
      revision === editor.revision ? null : h("p.help", { key: "old" }, t("tryOlder"))));
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

/** Requests the host permission first, because browsers grant it only within the click. @param {OwnModel} model @param {DraftEditor} editor */
async function ask(model, editor) {
  const { revision, content: { systemPrompt, text } } = editor;
  const permission = requestHost(model.url);
  /** @type {Trial} */
  const current = { phase: "asking", model, draft: editor.draft, revision, answer: [], problem: null, stop: new AbortController() };
  trial = current;
  account = views.header?.account;
  repaint();
  const isGranted = await permission.catch(() => false);
  const core = isGranted ? await loadCore().catch(() => null) : null;
  if (!isGranted) current.problem = { kind: "permission", said: null };
  else if (!core) current.problem = { kind: "core", said: null };
  else current.problem = await run(core, current, { systemPrompt, text });
  current.phase = "ended";
  repaint();
}

/** @param {Core} core @param {Trial} current @param {{systemPrompt: string, text: string}} seed */
async function run(core, current, seed) {
  let text = "";
  let frame = 0;
  const show = () => {
    frame = 0;
    current.answer = core.markdown(text);
    repaint();
  };
  const problem = await askModel(core, current.model, seed, current.stop.signal, now => {
    if (now === text) return;
    text = now;
    // The whole text is parsed each time, so at most once for each frame.
    frame ||= requestAnimationFrame(show);
  });
  cancelAnimationFrame(frame);
  show();
  return problem;
}
