// The puzzle: estimated time, progress, and what prevents it.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { at as clock, count, say, span, t, tCount } from "../i18n.js";
import { repaint } from "../render.js";
import { backToForm, continueSignup, failureReason, isRequesting, requestNewPuzzle, startOrResume, workerPool } from "./signup-flow.js";
import { button, enterKeyButton, fact, footer, pageHeader, paragraph, quotation } from "./elements.js";

/** @import { PuzzlePage } from "../../pkg/views" */
/** @import { WorkerPool } from "./worker-pool.js" */

/** @param {PuzzlePage} puzzle */
export function puzzleView(puzzle) {
  const pool = workerPool()?.isStopped && !isRequesting() ? undefined : workerPool();
  if (failureReason()) return [pageHeader(t("puzzleFailedTitle")), paragraph(t("puzzleFailed")), h("p.help", null, failureReason()), buttons()];
  if (puzzle.endsAt <= Date.now() && !pool?.isSolved) return expiredView(pool);
  if (puzzle.plan?.outlook === "late" && !pool?.isStarted) {
    return [pageHeader(t("tooSlowTitle")), paragraph(say(puzzle.plan.line), "late"), buttons()];
  }
  if (puzzle.plan?.outlook === "tight" && pool && !pool.isStarted) {
    return [pageHeader(t("tightTitle")), paragraph(say(puzzle.plan.line), "tight"),
      footer(h("p", null, t("nothingSent")), button(t("stop"), () => void backToForm(false)), button(t("startAnyway"), startOrResume, "main"))];
  }
  return progressView(puzzle, pool);
}

/** The puzzle has expired, so the workers stop. @param {WorkerPool | undefined} pool */
function expiredView(pool) {
  pool?.stop();
  return [pageHeader(t("puzzleOverTitle")), paragraph(t("puzzleOver")), buttons()];
}

const buttons = () => h("div.row", { key: "choices" }, enterKeyButton(), button(t("anotherPuzzle"), event => void requestNewPuzzle(event)),
  button(t("backToForm"), () => void backToForm(false), "plain"));

/** @param {PuzzlePage} puzzle @param {WorkerPool | undefined} pool */
function progressView(puzzle, pool) {
  const nonces = pool?.nonces ?? puzzle.nonces;
  const rounds = nonces.length;
  const done = nonces.filter(nonce => nonce !== null).length;
  const measuring = pool !== undefined && !pool.isStarted;
  const activeRounds = new Set(pool?.members.flatMap(({ assignment }) => (assignment && !pool.isPaused ? [assignment.round] : [])));
  const title = !pool ? "puzzleWaitsTitle" : measuring ? "measuringTitle" : pool.isPaused ? "pausedTitle" : "solvingTitle";
  const round = t("roundOf", Math.min(done + 1, rounds), rounds);
  return [
    pageHeader(t(title)),
    paragraph(measuring ? t("measuringText") : t("solvingText", rounds), "text"),
    puzzle.plan && !pool?.isStarted ? h("p.estimate", { key: "estimate" }, say(puzzle.plan.line)) : null,
    h("div.progress", {
      key: "progress", role: "progressbar", "aria-label": t("puzzle"),
      "aria-valuemin": 0, "aria-valuemax": rounds, "aria-valuenow": done, "aria-valuetext": round,
    },
      h("div.rounds", null, nonces.map((nonce, index) => h("i", { key: index, class: nonce !== null ? "done" : activeRounds.has(index) ? "current" : "" }))),
      h("p.tabular", null, h("b", null, round), h("span.align-end", null, timeLeft(puzzle, pool)))),
    pool?.isStarted ? h("dl.facts.tabular", { key: "facts" }, fact(t("tried"), count(pool.attempts)), fact(t("speed"), speed(pool))) : null,
    puzzle.instructions ? h("details", { key: "how" },
      h("summary", null, icon("next", "small"), h("span.name", null, t("puzzleHow"))), h("div.details-body", null, quotation([puzzle.instructions]))) : null,
    footer(h("p", null, t("nothingSent")),
      button(t("stop"), () => void backToForm(false)),
      !pool ? button(t("goOn"), event => void continueSignup(event), "main")
        : measuring || pool.isStopped ? null
        : pool.isPaused ? button(t("goOn"), startOrResume, "main") : button(t("pause"), () => (pool.pause(), repaint()))),
  ];
}

/** @param {PuzzlePage} puzzle @param {WorkerPool | undefined} pool */
function timeLeft(puzzle, pool) {
  const ends = clock(puzzle.endsAt);
  const seconds = Math.ceil(pool?.secondsLeft ?? 0);
  return pool?.isStarted && !pool.isPaused && seconds > 0 ? t("leftEnds", span(seconds), ends) : t("endsAt", ends);
}

/** @param {WorkerPool} pool */
function speed(pool) {
  const workers = pool.members.length;
  const perSecond = pool.speed >= 10 ? Math.round(pool.speed) : Math.round(pool.speed * 10) / 10;
  return tCount("speedOf", workers, perSecond, workers);
}
