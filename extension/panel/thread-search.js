// The search in the open thread: its box, the places of what it finds, and the way from one to the next.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { focusSoon, repaint } from "../render.js";
import { send } from "../store.js";

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
  const result = state.search.trim() ? (state.found ? t("amountOfTotal", state.current + 1, state.found) : t("findNothing")) : "";
  return h("div.info-bar.thread-search", { key: "thread-search", role: "search", "aria-label": t("doFind") },
    h("input.input", {
      id: "thread-search", type: "search", autocomplete: "off", "aria-label": t("doFind"), set: { value: state.search },
      on: { input: (/** @type {Event} */ event) => void find(node, /** @type {HTMLInputElement} */ (event.target).value), keydown: onKey },
    }),
    h("span.tabular", { role: "status" }, result),
    h("button.action.icon-only", { key: "up", type: "button", "aria-label": t("findPrevious"), on: { click: () => step(-1) } }, icon("up")),
    h("button.action.icon-only", { key: "down", type: "button", "aria-label": t("findNext"), on: { click: () => step(1) } }, icon("down")));
}

/** @param {string} node @param {string} search */
async function find(node, search) {
  Object.assign(state, { search, current: -1 });
  repaint();
  const { places, count: found } = /** @type {{places?: number[], count?: number}} */ (await send({ do: "findInThread", node, search }));
  // The person typed on.
  if (state.search !== search || state.node !== node) return;
  Object.assign(state, { places: places ?? [], found: found ?? 0 });
  repaint();
}
