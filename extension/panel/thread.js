// A thread as it is read: the system prompt, everything above, the current node, what is below.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { ask } from "../status.js";
import { more, send, threads, views } from "../store.js";
import { press } from "./actions.js";
import { blankCard } from "./blank.js";
import { composer } from "./composer.js";
import { onEscape } from "./keys.js";
import { below, forget } from "./pages.js";
import { LOADING, leave, read, reading } from "./reading.js";
import { reviewDialog, reviewing } from "./review.js";
import { foldedLevels, step } from "./step.js";
import { stretches } from "./stretches.js";
import { focusSoon, goBack, goThread, repaint, scroller, ui } from "./ui.js";
import { windowOf } from "./window.js";

/** @import { Step, ThreadPage, SystemPrompt } from "../../pkg/views" */
/** @import { Kid } from "../dom.js" */

/** Up to so many steps the whole thread stands in the page; beyond, only what is near the eye. */
const WHOLE = 60;
/** Height of a reply before it was measured, in pixels. */
const REPLY = 72;
/** Levels shown as one line each before they fold into one line together. */
const LINES = 12;

const state = {
  /** @type {string | null} node the thread was opened at */
  opened: null,
  /** The account that opened it: another one has to read it anew. */
  account: 0,
  /** Whether the current node was brought into view. */
  placed: false,
  promptOpen: false,
  /** Earlier levels shown one by one. */
  unfolded: false,
  /** Steps opened by hand. @type {Set<string>} */
  open: new Set(),
};

export function thread() {
  const node = /** @type {string} */ (ui.thread);
  if (state.opened !== node || state.account !== (views.masthead?.account ?? 0)) open(node);
  const page = read(node);
  return h("main", { key: "room-thread" },
    bar(page),
    page?.systemPrompt ? prompt(page.systemPrompt) : null,
    h("div.scroll", { key: "room", id: "room", role: "region", "aria-label": t("threadLabel"), tabindex: -1, on: { scroll: onScroll } },
      page ? body(page) : blankCard(WAITING)),
    page?.composer && !page.blank ? composer(page) : null,
    page?.systemPrompt && reviewing() ? reviewDialog(page.systemPrompt) : null);
}

/** @type {import("../../pkg/views").Blank} */
const WAITING = {
  icon: "read", title: { key: LOADING }, text: { key: "blankThreadLoadingText" }, code: null, buttons: [],
};

/** @param {string} node */
function open(node) {
  Object.assign(state, { opened: node, account: views.masthead?.account ?? 0, placed: false, promptOpen: false, unfolded: false, open: new Set() });
  heights = new Float32Array(0);
  near = { from: 0, to: 0, before: 0, drawn: 0 };
  drawings.clear();
  forget();
  leave();
  if (!threads.has(node)) void more([`thread:${node}`]);
  void send({ do: "open", node });
}

/** @param {ThreadPage | undefined} page */
function bar(page) {
  const back = t("backTo", t({ opportunities: "tabOpportunities", notifications: "tabNotifications", drafts: "tabDrafts", create: "tabCreate", you: "tabYou" }[ui.tab]));
  const budget = views.masthead?.budget;
  return h("div.bar", { key: "bar" },
    h("button.act.bare", { type: "button", "aria-label": back, on: { click: goBack } }, icon("back")),
    h("h1.clip", { dir: "auto" }, page?.title ?? (page ? say(page.depth) : t("threadLabel"))),
    page?.title ? h("span.deep", null, say(page.depth)) : null,
    budget ? h("span.left.num", null, t("budgetLeft", budget.balance)) : null);
}

/** @param {SystemPrompt} prompt */
function prompt(prompt) {
  const toggle = () => ((state.promptOpen = !state.promptOpen), repaint());
  return h("section.prompt", { key: "prompt", "aria-label": t("systemPrompt") },
    h("button.fold", { type: "button", "aria-expanded": String(state.promptOpen), on: { click: toggle } },
      icon("shield", "small"), h("b", null, t("systemPrompt")),
      h("span.clip.voice", { dir: "auto" }, state.promptOpen ? "" : prompt.brief),
      h("span.end", { class: prompt.review === "reviewed" ? "" : "wait" }, say(prompt.reviewLine), " ", icon(state.promptOpen ? "up" : "down", "small"))),
    state.promptOpen
      ? h("div.unfolded", { tabindex: 0, role: "group", "aria-label": t("systemPrompt") },
          h("p.voice", { dir: "auto" }, stretches(prompt.text)),
          prompt.by ? h("p.help", null, say(prompt.by)) : null,
          h("p.help", null, say(prompt.size), " ", t("answeredByIt")))
      : null);
}

/** @param {ThreadPage} page @returns {Kid} */
function body(page) {
  if (page.blank) return blankCard(page.blank, button => (button.do === "again" ? void send({ do: "open", node: page.node }) : press(button)));
  const head = [...earlier(page), ...here(page)];
  const replies = head.length + page.belowCount;
  const total = replies + Number(page.more);
  const part = (/** @type {number} */ index) => head[index] ?? (index < replies ? reply(page, index - head.length) : further(page.node));
  queueMicrotask(settle);
  if (total <= WHOLE) {
    heights = new Float32Array(0);
    return h("ol.walk", { key: "walk", "aria-label": t("threadLabel") }, numbers(0, total).map(index => part(index).draw(null)));
  }
  measureAnew(head, total);
  if (!near.to) near = windowOf(heights, 0, innerHeight);
  const { from, to, before, drawn } = near;
  return h("ol.walk.long", { key: "walk", "aria-label": t("threadLabel") },
    h("li.spacer", { key: "before", "aria-hidden": "true", style: { "block-size": `${before}px` } }),
    numbers(from, Math.min(to, total)).map(index => part(index).draw([index + 1, total])),
    h("li.spacer", { key: "after", "aria-hidden": "true", style: { "block-size": `${Math.max(0, all - before - drawn)}px` } }));
}

/**
 * @typedef {object} Part
 * @property {number} guess its height before it was measured
 * @property {(place: [number, number] | null) => Kid} draw
 */

/** A number for each row of a long list: its height as measured, or a guess. */
let heights = new Float32Array(0);
/** All of them together. */
let all = 0;
let headed = 0;
/** What of a long list stands in the page. */
let near = { from: 0, to: 0, before: 0, drawn: 0 };

/** @param {Part[]} head @param {number} total */
function measureAnew(head, total) {
  if (heights.length === total && headed === head.length) return;
  const grown = headed === head.length && total > heights.length ? heights : [];
  heights = new Float32Array(total).fill(REPLY);
  headed = head.length;
  head.forEach((part, index) => (heights[index] = part.guess));
  // What was measured above stays where it is when more comes below.
  heights.set(grown);
  all = heights.reduce((sum, height) => sum + height, 0);
}

/** @param {number} from @param {number} to */
const numbers = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** @param {ThreadPage} page @returns {Part[]} */
function earlier(page) {
  const { above } = page;
  const tall = innerHeight >= 700;
  const full = ui.composing && !tall ? 0 : 2;
  const lines = tall ? LINES : full;
  const hidden = state.unfolded ? 0 : Math.max(0, above.length - lines);
  /** @type {Part[]} */
  const parts = [];
  if (hidden > 0) {
    const unfold = () => ((state.unfolded = true), repaint());
    parts.push({ guess: 27, draw: () => foldedLevels(above.slice(0, hidden), unfold) });
  }
  above.slice(hidden).forEach((item, index) => {
    const always = index + hidden >= above.length - full;
    const open = always || state.open.has(item.node);
    const how = always ? { open } : { open, toggle: () => toggle(item.node) };
    parts.push({ guess: open ? 120 : 27, draw: place => step(item, { ...how, place }) });
  });
  return parts;
}

/** @param {string} node */
function toggle(node) {
  if (!state.open.delete(node)) state.open.add(node);
  repaint();
}

/** @param {ThreadPage} page @returns {Part[]} */
function here(page) {
  const { current, siblings } = page;
  if (!current) return [];
  /** @type {Part[]} */
  const parts = [{ guess: 180, draw: place => step(current, { now: true, open: true, siblings, place }) }];
  const line = page.belowLine;
  if (line) parts.push({ guess: 28, draw: () => h("li.note", { key: "below" }, say(line)) });
  return parts;
}

/** Replies as they were drawn, so that scrolling draws only what is new. They grow old, and are drawn again each minute. @type {Map<number, {item: Step, minute: number, node: import("../dom.js").Node_}>} */
const drawings = new Map();

/** @param {Step} item @param {number} index @param {[number, number] | null} place @param {string} key */
function drawn(item, index, place, key) {
  const minute = Math.floor(Date.now() / 60_000);
  const known = drawings.get(index);
  if (known && known.item === item && known.minute === minute) return known.node;
  if (drawings.size > 200) drawings.clear();
  const node = step(item, { kid: true, open: true, place, key });
  drawings.set(index, { item, minute, node });
  return node;
}

/** @param {ThreadPage} page @param {number} index @returns {Part} */
function reply(page, index) {
  const key = `below-${index}`;
  const item = below(page, index);
  return {
    guess: REPLY,
    draw: place => (item
      ? drawn(item, index, place, key)
      : h("li.kid.coming", { key, "aria-posinset": place?.[0] ?? null, "aria-setsize": place?.[1] ?? null })),
  };
}

/** Reads on where the network handed over a part of the replies. @param {string} node @returns {Part} */
function further(node) {
  return {
    guess: 48,
    draw: () => h("li.note", { key: "further" },
      h("button.btn", { type: "button", on: { click: () => void ask({ do: "moreReplies", node }).then(() => focusSoon("#room")) } }, t("moreReplies"))),
  };
}

function onScroll() {
  if (!heights.length) return;
  const room = scroller();
  const list = room.querySelector(".walk");
  if (!(list instanceof HTMLElement)) return;
  const next = windowOf(heights, room.scrollTop - list.offsetTop, room.clientHeight);
  const moved = next.from !== near.from || next.to !== near.to;
  near = next;
  if (moved) repaint();
}

/** After a paint: measures what stands in the page, and brings the current node into view once. */
function settle() {
  if (heights.length) {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (scroller().querySelectorAll("[aria-posinset]:not(.coming)"))) {
      const index = Number(item.getAttribute("aria-posinset")) - 1;
      const height = item.offsetHeight;
      all += height - (heights[index] ?? 0);
      heights[index] = height;
    }
    if (state.placed) onScroll();
  }
  const page = ui.thread ? reading() : undefined;
  if (state.placed || !page?.current) return;
  state.placed = true;
  if (heights.length) {
    const above = heights.subarray(0, earlier(page).length).reduce((sum, height) => sum + height, 0);
    scroller().scrollTop = Math.max(0, above - 80);
    onScroll();
  } else {
    scroller().querySelector(".now")?.scrollIntoView({ block: ui.composing ? "start" : "nearest" });
  }
  if (!ui.composing) focusSoon(".walk .now");
}

/** Left and right walk siblings, up and down walk levels. @param {KeyboardEvent} event */
function walkThread(event) {
  const page = ui.thread ? reading() : undefined;
  if (!page || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select, .unfolded")) return;
  const rtl = document.documentElement.dir === "rtl";
  const to = {
    ArrowLeft: rtl ? page.siblings?.next : page.siblings?.previous,
    ArrowRight: rtl ? page.siblings?.previous : page.siblings?.next,
    ArrowUp: page.above.at(-1)?.node,
    ArrowDown: page.below[0]?.node,
  }[event.key];
  if (!to) return;
  event.preventDefault();
  goThread(to, ui.composing);
}

document.addEventListener("keydown", walkThread);
onEscape(() => {
  // The composer folds first, if it is open.
  if (!ui.thread || ui.composing) return false;
  goBack();
  return true;
});
