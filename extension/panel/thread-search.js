// The search in the open thread: its box, the places of what it finds, and the way from one to the next.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t, tCount } from "../i18n.js";
import { focusSoon, repaint } from "../render.js";
import { send, threads, watch } from "../store.js";

const state = {
  /** The node of the thread that is searched. @type {string | null} */
  node: null,
  search: "",
  /** Places of what was found: of replies from 0, and -1 for the current node, -2 for the one above it. @type {number[]} */
  places: [],
  found: 0,
  /** Index of the place that the person went to last. */
  current: -1,
};

/** Whether a search runs, and whether the words or the thread changed since it began. @type {"idle" | "asking" | "outdated"} */
let asking = "idle";

/** The node whose thread a restarted worker reads again, before it can be searched. @type {string | null} */
let unread = null;

watch(() => {
  if (unread === null || unread !== state.node || threads.get(unread)?.status === "loading" || asking !== "idle") return;
  void findUntilCurrent();
});

/** @param {string} node */
export function openThreadSearch(node) {
  if (state.node !== node) Object.assign(state, { node, search: "", places: [], found: 0, current: -1 });
  focusSoon("#thread-search");
}

/** @returns {boolean} whether the box was open */
export function closeThreadSearch() {
  const wasOpen = state.node !== null;
  state.node = null;
  return wasOpen;
}

/** The words that are searched in the open thread; nothing while the box is closed. */
export const searchedWords = () => (state.node === null ? "" : state.search);

/** The box, while it is open. @param {string} node the node of the open thread @param {(place: number) => void} goTo */
export function threadSearch(node, goTo) {
  if (state.node !== node) return null;
  /** @param {number} by */
  const step = by => {
    if (!state.places.length) return;
    state.current = (Math.max(state.current, by < 0 ? 0 : -1) + by + state.places.length) % state.places.length;
    const place = state.places[state.current];
    if (place !== undefined) goTo(place);
    repaint();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  };
  return h("div.info-bar.thread-search", { key: "thread-search", role: "search", "aria-label": t("doFind") },
    h("input.input", {
      id: "thread-search", type: "search", autocomplete: "off", "aria-label": t("doFind"), set: { value: state.search },
      on: { input: (/** @type {Event} */ event) => find(/** @type {HTMLInputElement} */ (event.target).value), keydown: onKey },
    }),
    h("span.tabular", { role: "status" }, resultLine()),
    h("button.action.icon-only", { key: "up", type: "button", "aria-label": t("findPrevious"), on: { click: () => step(-1) } }, icon("up")),
    h("button.action.icon-only", { key: "down", type: "button", "aria-label": t("findNext"), on: { click: () => step(1) } }, icon("down")));
}

/** How many messages hold the words, and which of them the person is at. The core tells the first places only. */
function resultLine() {
  const { search, places, found, current } = state;
  if (!search.trim()) return "";
  if (unread === state.node) return "";
  if (!found) return t("findNothing");
  if (current < 0) return tCount("findCount", found);
  return places.length < found ? t("findPlaceOfFirst", current + 1, places.length, found) : t("findPlace", current + 1, found);
}

/** @param {string} search */
function find(search) {
  Object.assign(state, { search, current: -1 });
  repaint();
  if (asking === "idle") void findUntilCurrent();
  else asking = "outdated";
}

/** Searches, one request at a time, until what is found is about what was typed last. */
async function findUntilCurrent() {
  do {
    asking = "asking";
    const { node, search } = state;
    if (node === null) break;
    const { isRead, places, count: found } = /** @type {{isRead?: boolean, places?: number[], count?: number}} */ (await send({ do: "findInThread", node, search }));
    if (state.node !== node || state.search !== search) continue;
    if (isRead) unread = null;
    else if (unread !== node) {
      unread = node;
      void send({ do: "openThread", node, resumes: true });
    }
    Object.assign(state, { places: places ?? [], found: found ?? 0 });
    repaint();
  } while (/** @type {string} */ (asking) === "outdated");
  asking = "idle";
}
