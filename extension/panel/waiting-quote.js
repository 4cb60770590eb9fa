// A quote from a page that waits for a thread: the bar above the list, and insertion into the first composer that opens.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { session } from "../session-storage.js";
import { threads, views } from "../store.js";
import { showAlert } from "../status.js";
import { goTab, ui } from "./navigation.js";

/** @import { Group } from "../../pkg/views" */

let isInserting = false;

/** The groups that suit a quote: active now, or without a reply yet. @type {string[]} */
const SUITABLE_BUCKETS = ["rising", "unanswered", "active"];

/** While a quote waits, the groups that suit it come first. @param {Group[]} groups */
export function sortForQuote(groups) {
  if (!views.quote) return groups;
  const rank = (/** @type {Group} */ { bucket }) => (SUITABLE_BUCKETS.indexOf(bucket) + 1) || SUITABLE_BUCKETS.length + 1;
  return [...groups].sort((one, other) => rank(one) - rank(other));
}

/** The bar that shows the waiting quote. */
export function quoteBar() {
  const { quote, seed } = views;
  if (!quote) return null;
  return h("div.info-bar", { key: "quote", role: "group", "aria-label": t("quoteWaits") },
    icon("copy", "small"),
    h("p.ellipsis", null, t("quoteWaits"), " ", h("q", { dir: "auto" }, quote.text)),
    seed ? h("button.link", { type: "button", on: { click: () => void insertQuote(seed.draft).then(() => goTab("create")) } }, t("quotePlant")) : null,
    h("button.action.icon-only", { type: "button", "aria-label": t("quoteDrop"), on: { click: discardQuote } }, icon("cross", "small")));
}

/** Inserts the waiting quote into the composer that opens. */
export function insertWaitingQuote() {
  const composer = views.quote && ui.thread && ui.composing ? threads.get(ui.thread)?.composer : null;
  if (composer) void insertQuote(composer.draft);
}

/** @param {string} draft */
async function insertQuote(draft) {
  const { quote } = views;
  if (!quote || isInserting) return;
  isInserting = true;
  discardQuote();
  const { addQuote } = await import("../quote.js");
  if (!(await addQuote(draft, quote))) {
    await session.set({ quote });
    showAlert("quoteRefused");
  }
  isInserting = false;
}

function discardQuote() {
  delete views.quote;
  void session.remove("quote");
}
