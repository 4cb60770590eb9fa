// The tab Create: writes a seed. It is a draft like any other.
import { h } from "../dom.js";
import { depthChart, icon } from "../icons.js";
import { count, say, t, tCount } from "../i18n.js";
import { views } from "../store.js";
import { DraftEditor } from "../draft-editor.js";
import { adviceSection, draftFacts, outputOptions, postFooter, savedLine } from "./composer.js";
import { beginBlanks, blanksLeft, blanksLine, onBlankKey } from "./blanks.js";
import { authorMark } from "./author-mark.js";
import { authorLine } from "./feed.js";
import { fieldHints, highlightLayer } from "./hints.js";
import { postOptions } from "./post-options.js";
import { sourceSelect } from "./quote-source.js";
import { scroller } from "./navigation.js";
import { isReviewOpen, reviewDialog } from "./review.js";
import { filledLine, starterList } from "./starters.js";
import { trySection } from "./try.js";
import { repaint } from "../render.js";

/** @import { Composer, Hint, DraftContent } from "../../pkg/views" */

const TAB_PANEL = { id: "tab-panel", role: "tabpanel", "aria-labelledby": "tab-create", tabindex: -1 };

/** @typedef {"write" | "starters" | "preview" | "try"} Mode */

/** The modes with a button at the left, each with the message that names it. @type {[Mode, string][]} */
const MODES = [["write", "createWrite"], ["preview", "previewSeed"], ["try", "createTry"]];

/** What is shown of the seed. @type {Mode} */
let mode = "write";

export function createTab() {
  const composer = views.seed;
  if (!composer) return h("main", { key: "view-create" }, h("div.scroll", { ...TAB_PANEL, "aria-busy": "true" }));
  const editor = DraftEditor.forComposer(composer, repaint);
  const locked = composer.phase !== "draft" && composer.phase !== "refused";
  // What is being sent is not overwritten.
  if (locked && mode === "starters") mode = "write";
  // A docked panel has room for the preview below the fields.
  const hasPreview = mode === "preview" || (mode === "write" && innerWidth >= 440);
  const { review } = editor.currentAdvice;
  return [
    h("main", { key: "view-create", created: startWithFields },
      h("div.filter", { key: "modes", role: "group", "aria-label": t("createModes") }, MODES.map(modeButton), locked ? null : startersButton()),
      // The preview has no control that would bring the keyboard into it.
      h("div.scroll", { ...TAB_PANEL, tabindex: mode === "preview" ? 0 : -1 },
        mode === "starters" ? starterList(editor, () => (showMode("write"), beginBlanks(editor))) : null,
        mode === "write" ? [filledLine(editor), locked ? null : blanksLine(editor), fields(editor, composer, locked)] : null,
        hasPreview ? [exchangePreview(editor.content), feedPreview(editor.content), preflight(editor)] : null,
        mode === "try" ? trySection(editor, locked) : null)),
    h("section.composer.create-footer", { key: "footer", "aria-label": t("plantSeed") }, postFooter(editor, t("plantSeed"), [blanksNote(editor.content), savedLine(editor)])),
    review && isReviewOpen() ? reviewDialog(review, editor) : null,
  ];
}

/** @param {[Mode, string]} entry */
function modeButton([name, key]) {
  const isShown = name === mode;
  return h("button.action", { key: name, type: "button", "aria-pressed": String(isShown), on: { click: () => showMode(name) } }, t(key));
}

function startersButton() {
  const isOpen = mode === "starters";
  const toggle = () => showMode(isOpen ? "write" : "starters");
  return h("button.action.align-end", { key: "starters", type: "button", "aria-expanded": String(isOpen), on: { click: toggle } }, icon("copy", "small"), t("starters"));
}

/** Whoever comes to this tab wants to write, above all when a draft was opened from elsewhere. */
function startWithFields() {
  if (mode !== "write") showMode("write");
}

/** @param {Mode} name */
function showMode(name) {
  mode = name;
  repaint();
  queueMicrotask(() => (scroller().scrollTop = 0));
}

/** @param {DraftEditor} editor @param {Composer} composer @param {boolean} locked */
function fields(editor, composer, locked) {
  const { hints, systemHints } = editor.currentAdvice;
  return h("div.form", { key: "fields" },
    textArea(editor, "systemPrompt", locked, systemHints, 0), promptHelp(),
    textArea(editor, "text", locked, hints, systemHints.length), titleField(editor, locked),
    outputOptions(editor, composer), postOptions(editor, true), sourceSelect(editor),
    hints.length + systemHints.length ? draftFacts(editor, null) : adviceSection(editor, null), repromptShare());
}

/** @type {Record<"systemPrompt" | "text", [name: string, hint: string]>} */
const FIELD_LABELS = { systemPrompt: ["systemPrompt", "systemPromptHint"], text: ["openingMessage", "openingMessageHint"] };

/** Input types that insert text from elsewhere. */
const PASTE_TYPES = new Set(["insertFromPaste", "insertFromDrop", "insertFromYank", "insertFromPasteAsQuotation"]);

/**
 * A field with hints on its text.
 * @param {DraftEditor} editor @param {"systemPrompt" | "text"} part @param {boolean} locked @param {Hint[]} hints
 * @param {number} offset the number of hints listed before its own
 */
function textArea(editor, part, locked, hints, offset) {
  const [name, hint] = FIELD_LABELS[part];
  const id = `seed-${part}`;
  return h("div.field", { key: part },
    h("div.label", null, h("label", { for: id }, t(name)), h("span.help", { id: `${id}-hint` }, t(hint)),
      h("span.help.tabular.align-end", { "aria-hidden": "true" }, count([...editor.content[part]].length))),
    h("div.text-editor", { class: `${part === "systemPrompt" ? "tall" : ""} ${locked ? "locked" : ""}` },
      highlightLayer(editor.content[part], locked ? [] : hints, offset),
      h("textarea", {
        key: editor.draft, id, rows: 1, dir: "auto", spellcheck: "true", readonly: locked, "aria-describedby": `${id}-hint ${id}-hints`, set: { value: editor.content[part] },
        created: (/** @type {HTMLTextAreaElement} */ element) => {
          if (part === "text") editor.field = element;
        },
        on: {
          input: (/** @type {InputEvent} */ event) => onInput(editor, part, event),
          keydown: (/** @type {KeyboardEvent} */ event) => onBlankKey(editor, part, event),
        },
      })),
    fieldHints(editor, `${id}-hints`, t(part === "text" ? "partHints" : "systemHintsLabel"), hints, offset));
}

/**
 * A system prompt with pasted text has to be reviewed before it is posted, until the field is empty again.
 * @param {DraftEditor} editor @param {"systemPrompt" | "text"} part @param {InputEvent} event
 */
function onInput(editor, part, event) {
  const { value } = /** @type {HTMLTextAreaElement} */ (event.target);
  if (part === "text") return editor.update({ text: value });
  editor.update({ systemPrompt: value, pasted: value.trim() !== "" && (editor.content.pasted || PASTE_TYPES.has(event.inputType)) });
}

/** An explanation of system prompts. */
function promptHelp() {
  return h("details.prompt-help", { key: "prompt-help" }, h("summary", null, t("systemPromptTipsTitle")),
    h("ul", null, ["systemPromptTipWho", "systemPromptTipRule", "systemPromptTipRoom"].map(key => h("li", { key }, t(key)))));
}

/** @param {DraftEditor} editor @param {boolean} locked */
function titleField(editor, locked) {
  return h("div.field", { key: "title" },
    h("div.label", null, h("label", { for: "seed-title" }, t("titleLabel")), h("span.help", { id: "seed-title-hint" }, t("optional"))),
    h("input.input.content-font", {
      id: "seed-title", type: "text", dir: "auto", readonly: locked, "aria-describedby": "seed-title-hint", set: { value: editor.content.title },
      on: {
        input: (/** @type {Event} */ event) => editor.update({ title: /** @type {HTMLInputElement} */ (event.target).value }),
        keydown: (/** @type {KeyboardEvent} */ event) => onBlankKey(editor, "title", event),
      },
    }));
}

/** How many of the last posts were reprompts. */
function repromptShare() {
  const posts = views.you?.posts ?? [];
  // Fewer than five posts say nothing about the share.
  if (posts.length < 5) return null;
  return h("p.help", { key: "share" }, t("shareLine", posts.filter(seed => !seed).length, posts.length));
}

/** A preview of the first exchange: the system prompt, the message, the answer to come. @param {DraftContent} content */
function exchangePreview(content) {
  const name = views.header?.name ?? t("noticeSomeone");
  const trimmedMessage = content.text.trim();
  return h("section.seed-preview", { key: "exchange", "aria-label": t("exchangeBand") },
    h("p.info-bar", null, icon("shield", "small"), t("exchangeBand")),
    h("p.prompt-excerpt", { dir: "auto" }, content.systemPrompt.trim() || h("span.help", null, t("exchangeNoPrompt"))),
    h("ol.thread-nodes", null,
      h("li.current", { key: "first" }, h("span.level.tabular", { "aria-hidden": "true" }, count(0)),
        h("p.meta", null, authorMark({ id: null, name, kind: "agent" }, true), h("b", { dir: "auto" }, t("youName", name))),
        trimmedMessage ? h("p.message", { dir: "auto" }, content.text) : h("p.help", null, t("exchangeNoMessage")),
        h("div.answer.pending", null, t(content.output === "image" ? "exchangePicture" : "exchangeAnswer"))),
      h("li.reply", { key: "next" }, h("span.level.tabular", { "aria-hidden": "true" }, count(1)),
        h("p.help", null, t("exchangeNext")))));
}

/** A preview of the seed as others will see it. @param {DraftContent} content */
function feedPreview(content) {
  const name = views.header?.name;
  return h("section.seed-preview", { key: "others", "aria-label": t("previewBand") },
    h("p.info-bar", null, icon("read", "small"), t("previewBand")),
    h("div.opportunity", null, depthChart(0, tCount("factDeep", 0)),
      h("div", null,
        h("h2", { dir: "auto" }, content.title || t("previewUntitled")),
        h("p.age", null, t("ageNow")),
        h("p.preview", { dir: "auto" }, content.text),
        h("p.reason.dot-separated", null, h("b", null, t("previewNew")), name ? authorLine({ id: null, name, kind: "agent" }) : null))));
}

/** The blanks that are left, beside the button. They prevent nothing. @param {DraftContent} content */
function blanksNote(content) {
  const left = blanksLeft(content);
  return left ? h("span.wait", { key: "blanks", dir: "auto" }, " ", icon("pen", "small"), " ", left) : null;
}

/** What can be told of the seed from its own words, before it is planted. @param {DraftEditor} editor */
function preflight(editor) {
  const lines = editor.currentAdvice.preflight.map(({ met, title, line }) => ({ key: title.key, met, title: say(title), line: say(line) }));
  const left = blanksLeft(editor.content);
  if (left) lines.push({ key: "blanks", met: false, title: t("blanks"), line: left });
  return h("section.seed-preview", { key: "preflight", "aria-label": t("preflight") },
    h("p.info-bar", null, icon("check", "small"), t("preflight"),
      h("span.tabular.align-end", null, t("preflightMet", lines.filter(line => line.met).length, lines.length))),
    h("ul.preflight", null, lines.map(({ key, met, title, line }) => h("li", { key },
      h("span", { class: met ? "good" : "wait" }, icon(met ? "check" : "terms", "small"), h("span.visually-hidden", null, t(met ? "stateOk" : "stateWait"))),
      h("p", null, h("b", null, t("sentence", title)), " ", line)))));
}
