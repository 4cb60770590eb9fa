// The search above the opportunities. What is stored here answers at once; the network is asked by a button that tells the price.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { age, count, say, t } from "../i18n.js";
import { allDrafts, send, views } from "../store.js";
import { sendAndShow, showAnswer } from "../status.js";
import { focusSoon, repaint } from "../render.js";
import { isUserAction, onUserAction } from "../user-action.js";
import { isSeed, nodeOf } from "../draft-id.js";
import { onEscape } from "./keyboard.js";
import { goTab, goThread, ui } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { Request, Row, Search, SearchView } from "../../pkg/views" */
/** @import { Child } from "../dom.js" */

/** @typedef {{id: string, title: string, text: string, at: number | null, open: () => void}} Hit something that is stored here */

/** The most hits of one kind. */
const MAX_HITS = 20;

/** @type {Search} */
const EMPTY = { words: "", human: false, unexplored: false, output: null, days: null };

/** What is typed and chosen, or null until something is. @type {Search | null} */
let edited = null;

/** Whether the search is open, in place of the opportunities. */
let isOpen = false;

/** Whether a search is being asked for, so that one click sends one command. */
let isAsking = false;

/** The saved searches, loaded when the search is first opened. @type {typeof import("./saved-searches.js") | null} */
let savedSearches = null;

export const isSearching = () => isOpen;

/** The search that is shown. Until something is typed or chosen it is the last one that was sent: it was paid, so it is at hand again. */
const shown = () => edited ?? views.search?.found?.search ?? EMPTY;

onEscape(() => {
  if (!isOpen || ui.thread || ui.tab !== "opportunities") return false;
  close();
  focusSoon("#tab-opportunities");
  return true;
});

function open() {
  if (isOpen) return;
  isOpen = true;
  repaint();
  void loadSaved();
}

async function loadSaved() {
  savedSearches ??= await import("./saved-searches.js");
  repaint();
}

/** Opens the search, from whatever the panel shows. */
export function openSearch() {
  if (ui.tab !== "opportunities" || ui.thread) goTab("opportunities");
  open();
  focusSoon("#search");
}

function close() {
  isOpen = false;
  edited = null;
  repaint();
}

/** @param {Partial<Search>} change */
function update(change) {
  edited = { ...shown(), ...change };
  repaint();
}

/** The box, which stands above the opportunities also when it is not used. @param {import("../dom.js").Child} [beside] what stands beside it then */
export function searchBox(beside = null) {
  return h("form.search", { key: "search", role: "search", "aria-label": t("searchLabel"), on: { submit: (/** @type {Event} */ event) => event.preventDefault() } },
    h("div.search-box", null,
      icon("search", "small"),
      h("input", {
        id: "search", type: "search", autocomplete: "off", spellcheck: "false", maxlength: "200", placeholder: t("searchLabel"), "aria-label": t("searchLabel"),
        set: { value: isOpen ? shown().words : "" },
        on: { click: open, keydown: goToHits, input: (/** @type {Event} */ event) => {
          if (!isOpen) edited = EMPTY;
          isOpen = true;
          void loadSaved();
          update({ words: /** @type {HTMLInputElement} */ (event.target).value });
        } },
      }),
      isOpen ? h("button.action.icon-only", { key: "close", type: "button", "aria-label": t("searchClose"), on: { click: () => (close(), focusSoon("#tab-opportunities")) } }, icon("cross", "small")) : null),
    isOpen ? null : beside);
}

/** The results, here and there. @param {(item: Row) => import("../dom.js").VNode} row a result of the network as a row of the tab */
export function searchResults(row) {
  const view = views.search;
  const words = shown().words.trim();
  const parts = words.toLowerCase().split(/\s+/);
  const hits = words ? localHits(parts) : [];
  const nothing = words && hits.every(({ found }) => !found.length);
  return [
    view?.network === "ready" ? filters() : null,
    view ? network(view, row) : null,
    nothing ? h("p.search-note", { key: "nothing" }, t("searchNothing", words)) : null,
    nothing && view?.line ? h("p.search-note.help", { key: "line" }, say(view.line)) : null,
    view && view.network !== "noKey" ? saved() : null,
    ...hits.map(section => (section.found.length ? hitSection(section, parts) : null)),
  ];
}

/** The list of saved searches while no words are typed, and what saves the search at hand. */
function saved() {
  return [
    isEmpty() ? null : savedSearches?.saveControl(wanted()),
    shown().words.trim() ? null : savedSearches?.savedList(one => {
      update(one);
      focusSoon("#search");
    }),
  ];
}

function filters() {
  const search = shown();
  return h("div.row.search-filters", { key: "filters", role: "group", "aria-label": t("filtersLabel") },
    filter(t("filterHuman"), search.human, () => update({ human: !search.human })),
    filter(t("filterUnexplored"), search.unexplored, () => update({ unexplored: !search.unexplored })),
    filter(t("outputText"), search.output === "text", () => update({ output: search.output === "text" ? null : "text" })),
    filter(t("outputImage"), search.output === "image", () => update({ output: search.output === "image" ? null : "image" })),
    filter(t("filterWeek"), search.days === 7, () => update({ days: search.days === 7 ? null : 7 })));
}

/** @param {string} name @param {boolean} on @param {() => void} toggle */
const filter = (name, on, toggle) => h("button.btn.filter-button", { key: name, type: "button", "aria-pressed": String(on), on: { click: toggle } }, name);

/** @param {SearchView} view @param {(item: Row) => import("../dom.js").VNode} row */
function network(view, row) {
  if (view.network === "missing") return null;
  if (view.network === "noKey") return view.line ? h("p.search-note.help", { key: "no-key" }, say(view.line)) : null;
  const { found } = view;
  const isSame = found !== null && JSON.stringify(wanted()) === JSON.stringify(ordered(found.search));
  const waits = isAsking || view.askedAt !== null;
  return h("section", { key: "network", "aria-labelledby": "search-there" },
    h("div.group-heading", null,
      h("h2", { id: "search-there" }, t("searchThere")),
      isSame ? h("span.tabular.align-end", null, say(found.line)) : null),
    view.problem && !waits ? h("p.search-note.refuse", { key: "problem" }, icon("cross", "small"), h("span", null, say(view.problem))) : null,
    isSame && !waits && found.rows.length === 0 ? h("p.search-note", { key: "none" }, t("searchNothingThere")) : null,
    isSame ? found.rows.map(row) : null,
    isSame && !waits && found.more !== null ? h("div.search-there", { key: "more" },
      h("button.btn", { type: "button", "aria-description": t("costsFrom", found.more), on: { click: (/** @type {Event} */ event) => void ask(event, { do: "moreResults" }) } },
        t("searchMore"), h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(found.more)))) : null,
    isEmpty() ? null : h("div.search-there", { key: "ask" },
      h("p.help", null, t(shown().words.trim() ? "searchSends" : "searchSendsFilters")),
      h("button.btn", { type: "button", "aria-disabled": waits ? "true" : null, "aria-description": t("costsFrom", price(view)), on: { click: (/** @type {Event} */ event) => void ask(event) } },
        waits ? t("searchAsking") : t("doSearchThere"),
        waits ? null : h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(price(view)))),
      view.askedAt !== null ? h("button.btn.plain", { key: "stop", type: "button", on: { click: onUserAction(() => sendAndShow({ do: "stopSearch" })) } }, t("searchStop")) : null));
}

/** @param {SearchView} view */
function price({ prices }) {
  const search = shown();
  const hasWords = search.words.trim() !== "";
  if (search.unexplored) return hasWords ? prices.both : prices.unexplored;
  return hasWords ? prices.words : prices.filters;
}

const wanted = () => ordered({ ...shown(), words: shown().words.trim() });

/** A search with its parts in one order. @param {Search} one @returns {Search} */
const ordered = ({ words, human, unexplored, output, days }) => ({ words, human, unexplored, output, days });

const isEmpty = () => JSON.stringify(wanted()) === JSON.stringify(EMPTY);

/** @param {Event} event @param {Request} [request] */
async function ask(event, request = { do: "searchNetwork", query: wanted() }) {
  if (isAsking || views.search?.askedAt != null || !isUserAction(event)) return;
  isAsking = true;
  repaint();
  const answer = await send(request, views.header?.account);
  isAsking = false;
  showAnswer(answer);
  repaint();
}

/** @typedef {{key: string, iconName: string, found: Hit[]}} HitSection what was found of one kind */

/** What is stored here and holds every word, by kind. @param {string[]} parts the words, in lower case @returns {HitSection[]} */
function localHits(parts) {
  const holds = (/** @type {Hit} */ hit) => {
    const text = `${hit.title} ${hit.text}`.toLowerCase();
    return parts.every(part => text.includes(part));
  };
  const feed = [views.feed, views.feedMore].flatMap(one => one?.groups ?? []).flatMap(group => group.rows)
    .map(item => ({ id: item.node, title: item.title ?? "", text: item.preview ?? "", at: item.at, open: () => goThread(item.node) }));
  const known = allDrafts();
  const drafts = [...known.outbox, ...known.drafts]
    .map(draft => ({ id: draft.id, title: say(draft.place), text: draft.text, at: draft.at, open: () => openDraft(draft.id) }));
  const threads = (views.search?.threads ?? []).map(one => ({ id: one.node, title: one.title ?? "", text: one.text, at: one.at, open: () => goThread(one.node) }));
  const receipts = (views.search?.receipts ?? []).map(({ id, spend, text }) => ({ id, title: say(spend.line), text, at: spend.at, open: () => openReceipt(spend.node) }));
  return [
    { key: "tabOpportunities", iconName: "door", found: feed.filter(holds) },
    { key: "tabDrafts", iconName: "pen", found: drafts.filter(holds) },
    { key: "searchThreads", iconName: "read", found: threads.filter(holds) },
    { key: "partReceipts", iconName: "check", found: receipts.filter(holds) },
  ];
}

/** Opens what a receipt is about, or the list of receipts. @param {string | null} node */
function openReceipt(node) {
  if (node) return goThread(node);
  goTab("you");
  focusSoon("#receipts");
}

/** From the box, the arrow down leads to the first result. @param {KeyboardEvent} event */
function goToHits(event) {
  const first = isOpen && event.key === "ArrowDown" && !event.isComposing ? document.querySelector("#tab-panel [data-row]") : null;
  if (!(first instanceof HTMLElement)) return;
  event.preventDefault();
  first.focus();
}

/** @param {string} draft */
function openDraft(draft) {
  if (isSeed(draft)) return goTab("create");
  const node = nodeOf(draft);
  if (node) goThread(node, true);
}

/** @param {HitSection} section @param {string[]} parts the words, in lower case */
function hitSection({ key, iconName, found }, parts) {
  const id = `hits-${key}`;
  return h("section", { key: id, "aria-labelledby": id },
    h("div.group-heading", null, h("h2", { id }, t(key)), h("span.tabular.align-end", null, count(found.length))),
    found.slice(0, MAX_HITS).map(hit => h("article.hit.opens", {
      key: hit.id, "data-row": hit.id, tabindex: 0, "aria-labelledby": `${id}-${encodeURIComponent(hit.id)}`,
      on: { click: openOnClick(hit.open), keydown: (/** @type {KeyboardEvent} */ event) => event.key === "Enter" && event.target === event.currentTarget && hit.open() },
    },
      icon(iconName),
      h("div", { id: `${id}-${encodeURIComponent(hit.id)}` },
        hit.title ? h("h3", { dir: "auto" }, marked(hit.title, parts)) : null,
        hit.text ? h("p.preview", { dir: "auto" }, marked(hit.text, parts)) : null,
        hit.at === null ? null : h("p.age.tabular", null, age(hit.at))))));
}

/** The text with the words that were looked for marked. @param {string} text @param {string[]} parts the words, in lower case @returns {Child[]} */
function marked(text, parts) {
  const lower = text.toLowerCase();
  // In a few languages a letter has another length in lower case. Then no place is known.
  if (lower.length !== text.length) return [text];
  /** @type {Child[]} */
  const pieces = [];
  let end = 0;
  for (;;) {
    const [next] = parts.map(part => ({ part, at: lower.indexOf(part, end) })).filter(({ at }) => at >= 0).sort((one, other) => one.at - other.at || other.part.length - one.part.length);
    if (!next) break;
    pieces.push(text.slice(end, next.at), h("mark", { key: next.at }, text.slice(next.at, next.at + next.part.length)));
    end = next.at + next.part.length;
  }
  return [...pieces, text.slice(end)];
}
