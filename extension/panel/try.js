// Try: a model of the person's own answers the opening message under the system prompt, before the seed is planted, and beside it up to two other
// openings. It changes nothing of the draft, unless the person takes another opening.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { openOptions } from "../platform.js";
import { showAnswer } from "../status.js";
import { send } from "../store.js";
import { focusSoon, repaint } from "../render.js";
import { isUserAction, onUserAction } from "../user-action.js";
import { currentModel, endTrial, isFramed, isRunning, modelSetUp, onHiddenWords, permitModel, startTrial, stopTrial, trialAnswer } from "./trial.js";

/** @import { Child } from "../dom.js" */
/** @import { DraftEditor } from "../draft-editor.js" */
/** @import { OwnModel } from "../own-model.js" */
/** @import { Trial } from "./trial.js" */

/**
 * An opening message with the last answer to it. The text of the first is the seed's own, and stands in its draft.
 * @typedef {{key: number, text: string, trial: Trial | null}} Opening
 */

/** The most openings side by side. */
const MAX_OPENINGS = 3;

/** The draft that they belong to. */
let draft = "";

/** While this page is open. @type {[Opening, ...Opening[]]} */
let openings = [{ key: 0, text: "", trial: null }];

let lastKey = 0;

/** Ends what is asked, and forgets the answers and the other openings. */
function forgetAll() {
  for (const { trial } of openings) endTrial(trial);
  openings = [{ key: 0, text: "", trial: null }];
}

onHiddenWords(forgetAll);

/** @param {DraftEditor} editor @param {boolean} locked whether the seed is being sent @returns {Child} */
export function trySection(editor, locked) {
  if (isFramed) return h("section.empty-state", { key: "try" }, icon("shield"), h("h2", null, t("tryTitle")), h("p", null, t("tryFramed")));
  const ownModel = currentModel();
  if (ownModel === undefined) return null;
  // Another seed is written: the one that was tried is planted.
  if (draft !== editor.draft) forgetAll();
  draft = editor.draft;
  openings[0].text = editor.content.text;
  if (!ownModel) return noModel();
  const { systemPrompt } = editor.content;
  const isMany = openings.length > 1;
  const running = openings.map(({ trial }) => trial).filter(isRunning);
  const isAsking = running.length > 0;
  const shown = running[0]?.model ?? ownModel;
  const askable = openings.filter(({ text }) => text.trim());
  const canAsk = askable.length > 0 && !isAsking;
  return h("section.try", { key: "try", "aria-label": t("tryTitle") },
    h("p.info-bar", null, icon("flask", "small"), h("span", null, t("tryWho", shown.model, shown.url.host)), h("button.link", { type: "button", on: { click: openOptions } }, t("tryChange"))),
    h("div.form", null,
      systemPrompt.trim() ? h("p.prompt-excerpt", { dir: "auto" }, systemPrompt) : h("p.help", null, t("tryNoPrompt")),
      isMany ? null : opening(editor),
      // Above the answers, which grow: a button below them would run away from the pointer.
      h("div.row", null,
        h("button.btn", {
          key: "run", type: "button", "aria-disabled": canAsk ? null : "true", "aria-describedby": "try-note",
          on: { click: (/** @type {Event} */ event) => void (isUserAction(event) && canAsk && ask(ownModel, systemPrompt, askable)) },
        }, t(openings.some(({ trial }) => trial) ? "tryAgain" : "tryRun")),
        // Beside the other button, not in its place: the second click of a double click would press it.
        isAsking ? h("button.btn", { key: "stop", type: "button", on: { click: () => running.forEach(stopTrial) } }, icon("cross", "small"), t(isMany ? "tryStopAll" : "tryStop")) : null,
        openings.length < MAX_OPENINGS ? h("button.action", { key: "add", type: "button", on: { click: add } }, icon("plus", "small"), t("tryAdd")) : null,
        h("p.help", { id: "try-note" }, t("tryNote", ownModel.url.host), isMany ? [" ", t("tryOpeningsNote")] : null)),
      isMany
        ? h("div.openings", { key: "openings" }, openings.map((each, index) => column(editor, each, index, ownModel, locked)))
        : answerTo(openings[0], systemPrompt, t("tryAnswer"))));
}

/** The seed's own opening message. @param {DraftEditor} editor */
function opening({ content: { text } }) {
  return text.trim() ? h("p.message", { key: "own", dir: "auto" }, text) : h("p.help", { key: "own" }, t("tryNoOpening"));
}

/**
 * One opening with its answer, beside the others.
 * @param {DraftEditor} editor @param {Opening} each @param {number} index @param {OwnModel} model @param {boolean} locked
 */
function column(editor, each, index, model, locked) {
  const { text, trial, key } = each;
  const { systemPrompt } = editor.content;
  const number = index + 1;
  const id = `try-opening-${key}`;
  const isEmpty = !text.trim();
  return h("section.try-opening", { key, "aria-labelledby": `${id}-label` },
    h("div.label", null, h(index ? "label" : "b", { id: `${id}-label`, for: index ? id : null }, t(index ? "tryOther" : "openingMessage", ...(index ? [number] : []))),
      index ? h("button.action.icon-only.align-end", { type: "button", "aria-label": t("tryRemove", number), on: { click: () => remove(each) } }, icon("cross", "small")) : null),
    index
      ? h("textarea.input.content-font", {
        key: "text", id, rows: 2, dir: "auto", spellcheck: "true", set: { value: text },
        on: { input: (/** @type {Event} */ event) => ((each.text = /** @type {HTMLTextAreaElement} */ (event.target).value), repaint()) },
      })
      : opening(editor),
    h("div.row", null,
      h("button.action", {
        key: "run", id: `${id}-run`, type: "button", "aria-labelledby": `${id}-run ${id}-label`, "aria-disabled": isEmpty || isRunning(trial) ? "true" : null,
        on: { click: (/** @type {Event} */ event) => void (isUserAction(event) && !isEmpty && !isRunning(trial) && ask(model, systemPrompt, [each])) },
      }, t(trial ? "tryAgain" : "tryRun")),
      isRunning(trial) ? h("button.action", { key: "stop", id: `${id}-stop`, type: "button", "aria-labelledby": `${id}-stop ${id}-label`, on: { click: () => stopTrial(trial) } }, t("tryStop")) : null,
      index && !locked ? h("button.action", {
        key: "take", id: `${id}-take`, type: "button", "aria-labelledby": `${id}-take ${id}-label`, "aria-disabled": isEmpty ? "true" : null, on: { click: onUserAction(() => isEmpty || take(editor, each)) },
      }, t("tryTake")) : null),
    answerTo(each, systemPrompt, t("tryAnswerNumber", number)));
}

/** @param {Opening} opening @param {string} systemPrompt @param {string} name */
function answerTo({ trial, text }, systemPrompt, name) {
  return trial ? trialAnswer(trial, name, trial.asked.systemPrompt !== systemPrompt || trial.asked.text !== text) : null;
}

/** What to do where no model is set up. */
function noModel() {
  return h("section.empty-state", { key: "try" }, icon("flask"), h("h2", null, t("tryTitle")), h("p", null, t("tryNone")), modelSetUp(true));
}

/** @param {OwnModel} model @param {string} systemPrompt @param {Opening[]} asked */
function ask(model, systemPrompt, asked) {
  const permission = permitModel(model);
  for (const each of asked) each.trial = startTrial(model, { systemPrompt, earlier: [], text: each.text }, permission);
}

/** Adds a field for another opening. */
function add() {
  openings.push({ key: ++lastKey, text: "", trial: null });
  focusSoon(`#try-opening-${lastKey}`);
}

/** @param {Opening} removed */
function remove(removed) {
  endTrial(removed.trial);
  openings = [openings[0], ...openings.slice(1).filter(each => each !== removed)];
  repaint();
}

/**
 * Exchanges an opening with the seed's own, and their answers with them. The words that stood in the draft are discarded as any are, so that they
 * can be restored for a day, also when this page is closed. @param {DraftEditor} editor @param {Opening} taken
 */
async function take(editor, taken) {
  await editor.save();
  const before = editor.content;
  if (before.text.trim()) {
    const answer = await send({ do: "discard", draft: editor.draft, revision: editor.revision });
    if (answer.alert) return showAnswer(answer);
  }
  const [own] = openings;
  const { text, trial } = taken;
  Object.assign(taken, { text: before.text, trial: own.trial });
  own.trial = trial;
  // The editor may have heard by now that the draft was discarded.
  editor.update({ ...before, text });
}
