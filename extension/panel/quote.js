// A selection from a page that waits for a thread: said above the list, put into the first composer that is opened.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { addQuote } from "../quote.js";
import { t } from "../say.js";
import { session } from "../session.js";
import { threads, views } from "../store.js";
import { tellAlert } from "../status.js";
import { goTab, ui } from "./ui.js";

let placing = false;

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
