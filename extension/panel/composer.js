// Where a reprompt is written. Folded to one line until it is wanted; the words are the pen's.
import { h } from "../dom.js";
import { nodeOf } from "../draft.js";
import { icon } from "../icons.js";
import { at, say, sayAround, t, tCount } from "../i18n.js";
import { tell } from "../status.js";
import { send } from "../store.js";
import { Pen } from "../words.js";

import { hintList, mirror } from "./hints.js";
import { onEscape } from "./keys.js";
import { modelBox } from "./models.js";
import { picture } from "./picture.js";
import { sourceChoice } from "./quote.js";
import { openReview, reviewFirst } from "./review.js";
import { byHand, focusSoon, goTab, goThread, repaint, ui } from "./ui.js";

/** @import { Kid } from "../dom.js" */
/** @import { Advice, Blocker, Button, Composer, Line, Output, Phase, ThreadPage } from "../../pkg/views" */

/** Drafts whose post is on its way from this page. @type {Set<string>} */
const posting = new Set();

/** @type {Partial<Record<Phase, string>>} */
const LOCKS = { queued: "lockedQueued", sending: "lockedSending", unknown: "lockedUnknown" };

/** @param {ThreadPage} page */
export function composer(page) {
  const composer = /** @type {Composer} */ (page.composer);
  const pen = Pen.of(composer, repaint);
  const lock = posting.has(pen.draft) ? "lockedSending" : LOCKS[composer.phase];
  const open = ui.composing;
  return h("section.composer", { key: "composer", class: open ? "" : "slim", "aria-label": t("doReprompt") },
    open ? heading(composer, pen) : null,
    field(pen, composer, open, lock !== undefined),
    open ? null : h("button.btn.first", { key: "unfold", type: "button", on: { click: unfold } },
      icon("reprompt"), t("doReprompt")),
    open && lock ? locked(lock) : null,
    open && !lock ? [...counsel(pen, page), choices(pen, composer), sourceChoice(pen), foot(pen, t("postReprompt"))] : null);
}

function unfold() {
  ui.composing = true;
  focusSoon("#words");
}

function fold() {
  ui.composing = false;
  focusSoon(".walk .now");
}

/** @param {Composer} composer @param {Pen} pen */
function heading(composer, pen) {
  return h("div.to", { key: "to" }, h("p", null, bold(composer.to)), savedLine(pen),
    h("button.act.bare", { type: "button", "aria-label": t("foldComposer"), on: { click: fold } }, icon("down")));
}

/** A line with what it is about in bold. @param {Line} line */
export function bold(line) {
  const [before, about, after] = sayAround(line);
  return [before, about ? h("b", null, about) : null, after];
}

/** @param {Pen} pen */
export function savedLine(pen) {
  const text = pen.failed ? t("notSaved") : pen.savedAt ? t("savedAt", at(pen.savedAt)) : "";
  return h("span.end.num", { class: pen.failed ? "refuse" : "" }, text);
}

/** @param {Pen} pen @param {Composer} composer @param {boolean} open @param {boolean} locked */
function field(pen, composer, open, locked) {
  return h("div.pad", { key: "pad", class: locked ? "locked" : "" },
    mirror(pen.words.text, open && !locked ? pen.counsel.hints : [], 0),
    h("textarea", {
      key: pen.draft, id: "words", rows: 1, "aria-label": t("yourMessage"), placeholder: say(composer.invite), dir: "auto", spellcheck: "true",
      "aria-describedby": open ? "hints told" : null, readonly: locked, set: { value: pen.words.text },
      born: (/** @type {HTMLTextAreaElement} */ element) => {
        pen.field = element;
        if (ui.composing) queueMicrotask(() => element.focus());
      },
      on: {
        focus: () => ui.composing || ((ui.composing = true), repaint()),
        input: (/** @type {Event} */ event) => pen.write({ text: /** @type {HTMLTextAreaElement} */ (event.target).value }),
        keydown: (/** @type {KeyboardEvent} */ event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
          event.preventDefault();
          void post(pen, event);
        },
      },
    }));
}

/** @param {string} key */
function locked(key) {
  return h("div.row.foot", { key: "locked" }, h("p.told", { id: "told" }, t(key)),
    key === "lockedSending"
      ? h("button.btn.main", { type: "button", "aria-disabled": "true" }, t("sending"))
      : h("button.btn", { type: "button", on: { click: () => goTab("drafts") } }, t("toDrafts")));
}

/** Hints, what stands in the way, and what goes along. @param {Pen} pen @param {ThreadPage | null} page */
export function counsel(pen, page) {
  const { hints, systemHints, blockers, size } = pen.counsel;
  const said = blockers.filter(blocker => blocker.code !== "empty");
  return [
    hintList(pen, [...systemHints, ...hints]),
    ...said.map(blocker => block(blocker, pen)),
    size ? h("p.help.num", { key: "size" }, say(size)) : null,
    pen.words.output === "image" && page?.images.length ? along(page.images) : null,
  ];
}

/** @param {string[]} images */
function along(images) {
  const host = (/** @type {string} */ url) => (URL.canParse(url) ? new URL(url).host : "");
  return h("div.along", { key: "along" },
    h("p.help", null, tCount("picturesAlong", images.length)),
    h("div.row", null, images.map(url => picture({ url, host: host(url) }))));
}

/** @param {Blocker} blocker @param {Pen} pen */
function block(blocker, pen) {
  const { button } = blocker;
  return h("div.blocker", { key: blocker.code }, icon("terms", "small"),
    h("p", null, say(blocker.line), " ",
      button ? h("button.link", { type: "button", on: { click: () => settle(button, pen) } }, say(button.line)) : null));
}

/** What a blocker's button does. @param {Button} button @param {Pen} pen */
function settle(button, pen) {
  if (button.do === "review") return openReview();
  if (button.do.startsWith("model:")) return pen.write({ model: button.do.slice(6) });
  if (button.do === "output:text") return pen.write({ output: "text" });
  if (button.do === "output:image") return pen.write({ output: "image" });
}

/** Model, and text or image. @param {Pen} pen @param {Composer} composer */
export function choices(pen, composer) {
  return h("div.row.choices", { key: "choices" },
    modelBox(pen, composer.engines),
    h("fieldset.seg", null, h("legend.unseen", null, t("outputLabel")),
      choice(pen, "text", t("outputText")), choice(pen, "image", t("outputImage"))));
}

/** @param {Pen} pen @param {Output} output @param {string} name */
function choice(pen, output, name) {
  const on = pen.words.output === output;
  return h("label", { class: on ? "on" : "" },
    h("input", { type: "radio", name: "output", value: output, set: { checked: on }, on: { change: () => pen.write({ output }) } }),
    icon(output), name);
}

/** What it costs, and the button. @param {Pen} pen @param {string} name @param {Kid} [saved] @param {Kid} [beside] */
export function foot(pen, name, saved, beside) {
  const advice = pen.counsel;
  const sending = posting.has(pen.draft);
  return h("div.row.foot", { key: "foot" }, told(advice, saved), beside,
    h("button.btn.main", {
      key: "post", id: "post", type: "button", "aria-disabled": advice.canPost && !sending ? null : "true", "aria-describedby": "told",
      on: { click: (/** @type {Event} */ event) => void post(pen, event) },
    }, sending ? t("sending") : name));
}

/** @param {Advice} advice @param {Kid} [saved] */
function told(advice, saved) {
  // A system prompt that was not read yet does not dull the button: the press itself asks for it to be read.
  const blocked = advice.blockers.some(blocker => !["empty", "unaffordable", "unreviewed"].includes(blocker.code));
  if (blocked) return h("p.told", { id: "told", key: "told" }, t("blockedUntil"), saved);
  return h("p.told", { id: "told", key: "told" },
    advice.wait ? h("span.waits.wait", null, icon("wait", "small"), " ", say(advice.wait)) : null,
    advice.cost ? h("span", null, icon("drop", "small"), " ", bold(advice.cost), " ") : null,
    advice.after ? h("span", null, say(advice.after)) : null, saved);
}

/** The one thing that spends ten: by hand only, and once. @param {Pen} pen @param {Event} event */
async function post(pen, event) {
  if (!byHand(event) || posting.has(pen.draft)) return;
  posting.add(pen.draft);
  repaint();
  // A press counts, however soon it follows the last key or the reading of a system prompt: what is known catches up first.
  await pen.ask();
  const goes = pen.advice.canPost && !unreviewed(pen);
  const answer = goes ? await send({ do: "post", draft: pen.draft, words: pen.words }) : null;
  posting.delete(pen.draft);
  if (!answer) standstill(pen);
  else if (answer.alert?.key === "alertWorkerGone") {
    tell({ alert: { key: "alertWorkerGonePost" } });
    // The next worker finds out what became of it, and takes the box out of *Sending*: that of a thread stands in the view of the thread.
    const node = nodeOf(pen.draft);
    void send(node ? { do: "open", node } : { do: "hello" });
  } else tell(answer);
  if (answer?.node) goThread(answer.node);
  else if (answer?.alert?.key === "blockUnreviewed" && ui.thread && nodeOf(pen.draft) === ui.thread) await reviewFirst(ui.thread);
  repaint();
}

/** @param {Pen} pen */
const unreviewed = pen => pen.advice.blockers.some(blocker => blocker.code === "unreviewed");

/** Says why nothing is sent, or has the system prompt read, where that alone is missing. @param {Pen} pen */
function standstill(pen) {
  if (unreviewed(pen)) return openReview();
  const line = pen.words.text.trim() ? pen.advice.blockers[0]?.line ?? pen.advice.after : { key: "blockEmpty" };
  if (line) tell({ alert: line });
}

onEscape(() => {
  if (!ui.thread || !ui.composing) return false;
  fold();
  return true;
});
