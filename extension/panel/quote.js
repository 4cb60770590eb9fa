// A selection from a page that waits for a thread: said above the list, put into the first composer that is opened.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { addQuote, sourceIn, withSource } from "../quote.js";
import { t } from "../i18n.js";
import { session } from "../session.js";
import { loadSource, sources, threads, views } from "../store.js";
import { tellAlert } from "../status.js";
import { goTab, ui } from "./ui.js";

/** @import { Source } from "../quote.js" */
/** @import { Group } from "../../pkg/views" */
/** @import { Pen } from "../words.js" */

let placing = false;

/** What is proposed to answer a selection with: where something is going on now, and where nobody has said a word yet. @type {string[]} */
const PROPOSED = ["rising", "unanswered", "active"];

/** While a selection waits for its thread, recent and rising ones stand first. @param {Group[]} groups */
export function proposed(groups) {
  if (!views.quote) return groups;
  const place = (/** @type {Group} */ { bucket }) => (PROPOSED.indexOf(bucket) + 1) || PROPOSED.length + 1;
  return [...groups].sort((one, other) => place(one) - place(other));
}

/** Drafts whose quote was asked for. @type {Set<string>} */
const asked = new Set();

/** @type {[Source, string][]} */
const WAYS = [["title", "sourceTitle"], ["address", "sourceAddress"], ["none", "sourceNone"]];

/** How much the draft tells of where its quote comes from, as long as the quote stands in it. @param {Pen} pen */
export function sourceChoice(pen) {
  if (!asked.has(pen.draft)) {
    asked.add(pen.draft);
    void loadSource(pen.draft);
  }
  const quote = sources.get(pen.draft);
  const now = quote && sourceIn(pen.words.text, quote);
  if (!quote || !now) return null;
  return h("label.row.choices", { key: "source" }, h("span.help", null, t("sourceLabel")),
    h("select.input", {
      on: { change: (/** @type {Event} */ event) => {
        const source = /** @type {Source} */ (/** @type {HTMLSelectElement} */ (event.target).value);
        pen.write({ text: withSource(pen.words.text, quote, source) });
      } },
    }, WAYS.map(([value, name]) => h("option", { key: value, value, set: { selected: value === now } }, t(name)))));
}

/** The line about it, where no composer has taken it yet. */
export function quoteBand() {
  const { quote, seed } = views;
  if (!quote) return null;
  return h("div.band", { key: "quote", role: "group", "aria-label": t("quoteWaits") },
    icon("copy", "small"),
    h("p.clip", null, t("quoteWaits"), " ", h("q", { dir: "auto" }, quote.text)),
    seed ? h("button.link", { type: "button", on: { click: () => void put(seed.draft).then(() => goTab("create")) } }, t("quotePlant")) : null,
    h("button.act.bare", { type: "button", "aria-label": t("quoteDrop"), on: { click: drop } }, icon("cross", "small")));
}

/** Puts it where the person began to write, once that composer is there. */
export function placeQuote() {
  const composer = views.quote && ui.thread && ui.composing ? threads.get(ui.thread)?.composer : null;
  if (composer) void put(composer.draft);
}

/** @param {string} draft */
async function put(draft) {
  const { quote } = views;
  if (!quote || placing) return;
  placing = true;
  drop();
  if (!(await addQuote(draft, quote))) {
    await session.set({ quote });
    tellAlert("quoteRefused");
  }
  placing = false;
}

function drop() {
  delete views.quote;
  void session.remove("quote");
}
