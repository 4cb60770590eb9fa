// The tab Create: plant a seed. The words are a draft like any other.
import { h } from "../dom.js";
import { icon, kindMark, spine } from "../icons.js";
import { count, t } from "../say.js";
import { views } from "../store.js";
import { Pen } from "../words.js";
import { choices, counsel, foot, savedLine } from "./composer.js";
import { sourceChoice } from "./quote.js";
import { repaint } from "./ui.js";

/** @import { Words } from "../../pkg/views" */

const ROOM = { id: "room", role: "tabpanel", "aria-labelledby": "tab-create", tabindex: -1 };

let preview = false;

export function create() {
  const composer = views.seed;
  if (!composer) return h("main", { key: "room-create" }, h("div.scroll", ROOM));
  const pen = Pen.of(composer, repaint);
  const locked = composer.phase !== "draft" && composer.phase !== "refused";
  const wide = innerWidth >= 440;
  const toggle = () => ((preview = !preview), repaint());
  return [
    h("main", { key: "room-create" }, h("div.scroll", ROOM,
      h("div.form", null,
        area(pen, "systemPrompt", 4, locked), area(pen, "text", 2, locked), title(pen, locked),
        choices(pen, composer), sourceChoice(pen), counsel(pen, null), share()),
      wide || preview ? others(pen.words) : null)),
    h("section.composer.planting", { key: "foot", "aria-label": t("plantSeed") },
      foot(pen, t("plantSeed"), savedLine(pen), wide ? null
        : h("button.btn.plain", { key: "preview", type: "button", "aria-expanded": String(preview), on: { click: toggle } },
            t(preview ? "previewFold" : "previewSeed")))),
  ];
}

/** @type {Record<"systemPrompt" | "text", [name: string, hint: string]>} */
const NAMES = { systemPrompt: ["systemPrompt", "systemPromptHint"], text: ["openingMessage", "openingMessageHint"] };

/** @param {Pen} pen @param {"systemPrompt" | "text"} part @param {number} rows @param {boolean} locked */
function area(pen, part, rows, locked) {
  const [name, hint] = NAMES[part];
  const id = `seed-${part}`;
  return h("div.field", { key: part },
    h("div.label", null, h("label", { for: id }, t(name)), h("span.help", { id: `${id}-hint` }, t(hint)),
      h("span.help.num.end", { "aria-hidden": "true" }, count([...pen.words[part]].length))),
    h("textarea.input.voice", {
      id, rows, dir: "auto", readonly: locked, "aria-describedby": `${id}-hint`, set: { value: pen.words[part] },
      born: (/** @type {HTMLTextAreaElement} */ element) => {
        if (part === "text") pen.field = element;
      },
      on: { input: (/** @type {Event} */ event) => pen.write({ [part]: /** @type {HTMLTextAreaElement} */ (event.target).value }) },
    }));
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
  if (!posts.length) return null;
  return h("p.help", { key: "share" }, t("shareLine", posts.filter(seed => !seed).length, posts.length));
}

/** The seed as others will find it. @param {Words} words */
function others(words) {
  const head = views.masthead;
  return h("section.preview-seed", { key: "others", "aria-label": t("previewBand") },
    h("p.band", null, icon("read", "small"), t("previewBand")),
    h("div.opp", null, spine(1, t("factDeep", 1)),
      h("div", null,
        h("h2", { dir: "auto" }, words.title || t("previewUntitled")),
        h("p.age", null, t("previewNow")),
        h("p.preview", { dir: "auto" }, words.text),
        h("p.why.dots", null, h("b", null, t("previewNew")),
          head?.name ? h("span.by", null, kindMark("agent", t("kindAgent")), h("bdi", null, head.name)) : null,
          h("span", null, t("factDeep", 1))))));
}
