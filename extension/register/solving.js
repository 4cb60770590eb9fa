// The puzzle: what it will take, how far it is, and what stands in its way.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { at as clock, count, say, span, t, tCount } from "../i18n.js";
import { repaint } from "../panel/ui.js";
import { another, back, busy, goOn, press, whyNot, work } from "./flow.js";
import { button, enterKey, fact, foot, head, prose, quoted } from "./sheet.js";

/** @import { PuzzlePage } from "../../pkg/views" */
/** @import { Crew } from "./crew.js" */

/** @param {PuzzlePage} puzzle */
export function solving(puzzle) {
  const crew = work()?.ended && !busy() ? undefined : work();
  if (whyNot()) return [head(t("puzzleFailedTitle")), prose(t("puzzleFailed")), h("p.help", null, whyNot()), choices()];
  if (puzzle.endsAt <= Date.now() && !crew?.isSolved) return over(crew);
  if (puzzle.plan?.outlook === "late" && !crew?.started) {
    return [head(t("tooSlowTitle")), prose(say(puzzle.plan.line), "late"), choices()];
  }
  if (puzzle.plan?.outlook === "tight" && crew && !crew.started) {
    return [head(t("tightTitle")), prose(say(puzzle.plan.line), "tight"),
      foot(h("p", null, t("nothingSent")), button(t("stop"), () => void back(false)), button(t("startAnyway"), goOn, "main"))];
  }
  return under(puzzle, crew);
}

/** Its time is over: the workers have nothing left to do. @param {Crew | undefined} crew */
function over(crew) {
  crew?.end();
  return [head(t("puzzleOverTitle")), prose(t("puzzleOver")), choices()];
}

const choices = () => h("div.row", { key: "choices" }, enterKey(), button(t("anotherPuzzle"), event => void another(event)),
  button(t("backToForm"), () => void back(false), "plain"));

/** @param {PuzzlePage} puzzle @param {Crew | undefined} crew */
function under(puzzle, crew) {
  const nonces = crew?.nonces ?? puzzle.nonces;
  const rounds = nonces.length;
  const done = nonces.filter(nonce => nonce !== null).length;
  const measuring = crew !== undefined && !crew.started;
  const now = new Set(crew?.members.flatMap(({ share }) => (share && !crew.paused ? [share.round] : [])));
  const title = !crew ? "puzzleWaitsTitle" : measuring ? "measuringTitle" : crew.paused ? "pausedTitle" : "solvingTitle";
  const round = t("roundOf", Math.min(done + 1, rounds), rounds);
  return [
    head(t(title)),
    prose(measuring ? t("measuringText") : t("solvingText", rounds), "text"),
    puzzle.plan && !crew?.started ? h("p.estimate", { key: "estimate" }, say(puzzle.plan.line)) : null,
    h("div.progress", { key: "progress", role: "progressbar", "aria-label": t("puzzle"), "aria-valuemin": 0, "aria-valuemax": rounds, "aria-valuenow": done, "aria-valuetext": round },
      h("div.rounds", null, nonces.map((nonce, index) => h("i", { key: index, class: nonce !== null ? "done" : now.has(index) ? "now" : "" }))),
      h("p.num", null, h("b", null, round), h("span.end", null, left(puzzle, crew)))),
    crew?.started ? h("dl.facts.num", { key: "facts" }, fact(t("tried"), count(crew.tried)), fact(t("speed"), speed(crew))) : null,
    puzzle.instructions ? h("details", { key: "how" },
      h("summary", null, icon("next", "small"), h("span.name", null, t("puzzleHow"))), h("div.inside", null, quoted([puzzle.instructions]))) : null,
    foot(h("p", null, t("nothingSent")),
      button(t("stop"), () => void back(false)),
      !crew ? button(t("goOn"), event => void press(event), "main")
        : measuring || crew.ended ? null
        : crew.paused ? button(t("goOn"), goOn, "main") : button(t("pause"), () => (crew.pause(), repaint()))),
  ];
}

/** @param {PuzzlePage} puzzle @param {Crew | undefined} crew */
function left(puzzle, crew) {
  const ends = clock(puzzle.endsAt);
  const seconds = Math.ceil(crew?.left ?? 0);
  return crew?.started && !crew.paused && seconds > 0 ? t("leftEnds", span(seconds), ends) : t("endsAt", ends);
}

/** @param {Crew} crew */
function speed(crew) {
  const workers = crew.members.length;
  const perSecond = crew.speed >= 10 ? Math.round(crew.speed) : Math.round(crew.speed * 10) / 10;
  return tCount("speedOf", workers, perSecond, workers);
}
