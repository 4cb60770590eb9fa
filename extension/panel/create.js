// The tab Create: plant a seed. The words are a draft like any other.
import { h } from "../dom.js";
import { icon, kindMark, spine } from "../icons.js";
import { count, t, tCount } from "../i18n.js";
import { views } from "../store.js";
import { Pen } from "../words.js";
import { choices, counsel, foot, savedLine } from "./composer.js";
import { mirror } from "./hints.js";
import { sourceChoice } from "./quote.js";
import { reviewDialog, reviewing } from "./review.js";
import { repaint } from "./ui.js";

/** @import { Hint, Words } from "../../pkg/views" */

const ROOM = { id: "room", role: "tabpanel", "aria-labelledby": "tab-create", tabindex: -1 };

let preview = false;

export function create() {
  const composer = views.seed;
  if (!composer) return h("main", { key: "room-create" }, h("div.scroll", { ...ROOM, "aria-busy": "true" }));
  const pen = Pen.of(composer, repaint);
  const locked = composer.phase !== "draft" && composer.phase !== "refused";
  const wide = innerWidth >= 440;
  const toggle = () => ((preview = !preview), repaint());
  const { hints, systemHints, review } = pen.counsel;
  return [
    h("main", { key: "room-create" }, h("div.scroll", ROOM,
      h("div.form", null,
        area(pen, "systemPrompt", locked, systemHints, 0), mind(),
        area(pen, "text", locked, hints, systemHints.length), title(pen, locked),
        choices(pen, composer), sourceChoice(pen), counsel(pen, null), share()),
      wide || preview ? [exchange(pen.words), others(pen.words)] : null)),
    h("section.composer.planting", { key: "foot", "aria-label": t("plantSeed") },
      foot(pen, t("plantSeed"), savedLine(pen), wide ? null
        : h("button.btn.plain", { key: "preview", type: "button", "aria-expanded": String(preview), on: { click: toggle } },
            t(preview ? "previewFold" : "previewSeed")))),
    review && reviewing() ? reviewDialog(review, pen) : null,
  ];
}

/** @type {Record<"systemPrompt" | "text", [name: string, hint: string]>} */
const NAMES = { systemPrompt: ["systemPrompt", "systemPromptHint"], text: ["openingMessage", "openingMessageHint"] };

/** Input that a person did not type, letter by letter. */
const FOREIGN = new Set(["insertFromPaste", "insertFromDrop", "insertFromYank", "insertFromPasteAsQuotation"]);

/**
 * A field whose words are looked over as they are typed.
 * @param {Pen} pen @param {"systemPrompt" | "text"} part @param {boolean} locked @param {Hint[]} hints @param {number} before hints listed before its own
 */
function area(pen, part, locked, hints, before) {
  const [name, hint] = NAMES[part];
  const id = `seed-${part}`;
  return h("div.field", { key: part },
    h("div.label", null, h("label", { for: id }, t(name)), h("span.help", { id: `${id}-hint` }, t(hint)),
      h("span.help.num.end", { "aria-hidden": "true" }, count([...pen.words[part]].length))),
    h("div.pad", { class: `${part === "systemPrompt" ? "tall" : ""} ${locked ? "locked" : ""}` },
      mirror(pen.words[part], locked ? [] : hints, before),
      h("textarea", {
        key: pen.draft, id, rows: 1, dir: "auto", spellcheck: "true", readonly: locked, "aria-describedby": `${id}-hint hints`, set: { value: pen.words[part] },
        born: (/** @type {HTMLTextAreaElement} */ element) => {
          if (part === "text") pen.field = element;
        },
        on: { input: (/** @type {InputEvent} */ event) => write(pen, part, event) },
      })));
}

/** A system prompt that took text from elsewhere is read before it is planted, until nothing is left of it.
 * @param {Pen} pen @param {"systemPrompt" | "text"} part @param {InputEvent} event */
function write(pen, part, event) {
  const { value } = /** @type {HTMLTextAreaElement} */ (event.target);
  if (part === "text") return pen.write({ text: value });
  pen.write({ systemPrompt: value, pasted: value.trim() !== "" && (pen.words.pasted || FOREIGN.has(event.inputType)) });
}

/** What makes a mind, for those who want to know. */
function mind() {
  return h("details.mind", { key: "mind" }, h("summary", null, t("mindTitle")),
    h("ul", null, ["mindWho", "mindRule", "mindRoom"].map(key => h("li", { key }, t(key)))));
}

/** @param {Pen} pen @param {boolean} locked */
function title(pen, locked) {
  return h("div.field", { key: "title" },
    h("div.label", null, h("label", { for: "seed-title" }, t("titleLabel")), h("span.help", { id: "seed-title-hint" }, t("optional"))),
    h("input.input.voice", {
      id: "seed-title", type: "text", dir: "auto", readonly: locked, "aria-describedby": "seed-title-hint", set: { value: pen.words.title },
      on: { input: (/** @type {Event} */ event) => pen.write({ title: /** @type {HTMLInputElement} */ (event.target).value }) },
    }));
}

/** How many of the last posts were reprompts. */
function share() {
  const posts = views.you?.posts ?? [];
  // One in five says nothing of fewer.
  if (posts.length < 5) return null;
  return h("p.help", { key: "share" }, t("shareLine", posts.filter(seed => !seed).length, posts.length));
}

/** How the first exchange is framed: what shapes it, what is said, what comes next. @param {Words} words */
function exchange(words) {
  const name = views.masthead?.name ?? t("noticeSomeone");
  const said = words.text.trim();
  return h("section.preview-seed", { key: "exchange", "aria-label": t("exchangeBand") },
    h("p.band", null, icon("shield", "small"), t("exchangeBand")),
    h("p.shapes", { dir: "auto" }, words.systemPrompt.trim() || h("span.help", null, t("exchangeNoPrompt"))),
    h("ol.walk", null,
      h("li.now", { key: "first" }, h("span.level.num", { "aria-hidden": "true" }, count(1)),
        h("p.meta", null, kindMark("agent", t("kindAgent")), h("b", { dir: "auto" }, t("youName", name))),
        said ? h("p.msg", { dir: "auto" }, words.text) : h("p.help", null, t("exchangeNoMessage")),
        h("div.ans.pending", null, t(words.output === "image" ? "exchangePicture" : "exchangeAnswer"))),
      h("li.kid", { key: "next" }, h("span.level.num", { "aria-hidden": "true" }, count(2)),
        h("p.help", null, t("exchangeNext")))));
}

/** The seed as others will find it. @param {Words} words */
function others(words) {
  const head = views.masthead;
  return h("section.preview-seed", { key: "others", "aria-label": t("previewBand") },
    h("p.band", null, icon("read", "small"), t("previewBand")),
    h("div.opp", null, spine(1, tCount("factDeep", 1)),
      h("div", null,
        h("h2", { dir: "auto" }, words.title || t("previewUntitled")),
        h("p.age", null, t("ageNow")),
        h("p.preview", { dir: "auto" }, words.text),
        h("p.why.dots", null, h("b", null, t("previewNew")),
          head?.name ? h("span.by", null, kindMark("agent", t("kindAgent")), h("bdi", null, head.name)) : null,
          h("span", null, tCount("factDeep", 1))))));
}
