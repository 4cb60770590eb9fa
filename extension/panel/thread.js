// A thread: the system prompt, the nodes above, the current node, the replies below.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { reloadViews, send, threads, views } from "../store.js";
import { runAction } from "./actions.js";
import { emptyState } from "./empty-state.js";
import { composerSection } from "./composer.js";
import { onEscape } from "./keyboard.js";
import { newRepliesBar } from "./new-replies.js";
import { clearReplies, replyAt } from "./reply-pages.js";
import { clearCurrentThread, currentThread, updateCurrentThread } from "./current-thread.js";
import { changeNotice, heldReason, isReviewOpen, readButton, recordReview, reviewDialog } from "./review.js";
import { ReviewProgress } from "./review-progress.js";
import { handoffDialog, threadMenu } from "./thread-menu.js";
import { closeThreadSearch, searchedWords, threadSearch } from "./thread-search.js";
import { markWords } from "./found-words.js";
import { arrive, forgetMessages, goToNextNew, goToPlace, stopOnTheWay } from "./go-to-message.js";
import { collapsedNodes, threadNode } from "./thread-node.js";
import { pictureChanges } from "./picture.js";
import { annotatedText } from "./annotated-text.js";
import { focusSoon, repaint } from "../render.js";
import { goBack, goThread, scroller, ui } from "./navigation.js";
import { heightBefore, rangeAround, visibleRange } from "./virtual-list.js";

/** @import { Step, ThreadPage, SystemPrompt } from "../../pkg/views" */
/** @import { Child } from "../dom.js" */

/** Up to this number of nodes the whole list is rendered; longer lists are virtual. */
const MAX_RENDERED = 60;
/** The assumed height of a reply before it is measured, in pixels. */
const REPLY_HEIGHT = 72;
/** The height of a folded reply before it is measured, in pixels. */
const FOLDED_HEIGHT = 27;
/** The number of earlier nodes that are shown as one line each before they collapse into one line together. */
const MAX_LINES = 12;

const state = {
  /** @type {string | null} node the thread was opened at */
  opened: null,
  /** The account that opened it. Another account has to read it again. */
  account: 0,
  /** Whether the current node was scrolled into view. */
  placed: false,
  /** Whether the composer was open at the last paint. */
  composing: false,
  promptOpen: false,
  /** Whether earlier nodes are shown one by one. */
  unfolded: false,
  /** Nodes that the person expanded. @type {Set<string>} */
  open: new Set(),
  /** Whether all replies are folded to one line each, but for those in `open`. */
  isFolded: false,
};

/** @returns {import("../dom.js").VNode} */
export function threadView() {
  const node = /** @type {string} */ (ui.thread);
  // Whoever comes back to a thread opens it anew: it may have new replies.
  const isShown = document.getElementById("thread-view") !== null;
  if (state.opened !== node || state.account !== (views.header?.account ?? 0) || !isShown) openThread(node);
  const page = updateCurrentThread(node);
  // The prompt has no words of its own: the thread of its opening message is shown in its place.
  if (page?.opening) {
    ui.thread = page.opening;
    return threadView();
  }
  return h("main", { key: "view-thread", id: "thread-view" },
    titleBar(page),
    page?.systemPrompt ? promptSection(page.systemPrompt) : null,
    page && !page.emptyState ? threadSearch(page.node, place => goToPlace(place, messageList)) : null,
    page?.newReplies ? newRepliesBar(page.newReplies, () => goToNextNew(messageList)) : null,
    h("div.scroll", { key: "tab-panel", id: "tab-panel", role: "region", "aria-label": t("threadLabel"), tabindex: -1, on: { scroll: onScroll } },
      page ? body(page) : emptyState(WAITING)),
    page?.composer && !page.emptyState ? composerSection(page) : null,
    page ? handoffDialog(page) : null,
    page?.systemPrompt && isReviewOpen() ? reviewDialog(page.systemPrompt) : null);
}

/** @type {import("../../pkg/views").EmptyState} */
const WAITING = {
  icon: "read", title: { key: "emptyThreadLoadingTitle" }, text: { key: "emptyThreadLoadingText" }, code: null, buttons: [],
};

/** @param {string} node */
function openThread(node) {
  composerResize.disconnect();
  Object.assign(state, { opened: node, account: views.header?.account ?? 0, placed: false, composing: false, promptOpen: false, unfolded: false, open: new Set(), isFolded: false });
  forgetMessages();
  closeThreadSearch();
  heights = new Float32Array(0);
  range = { from: 0, to: 0, before: 0, rendered: 0 };
  renderedReplies.clear();
  clearReplies();
  clearCurrentThread();
  if (!threads.has(node)) void reloadViews([`thread:${node}`]);
  void send({ do: "openThread", node, resumes: false });
}

/** @param {ThreadPage | undefined} page */
function titleBar(page) {
  const back = t("backTo", t({ opportunities: "tabOpportunities", notifications: "tabNotifications", drafts: "tabDrafts", create: "tabCreate", you: "tabYou" }[ui.tab]));
  const budget = views.header?.budget;
  return h("div.title-bar", { key: "title-bar" },
    h("button.action.icon-only", { type: "button", "aria-label": back, on: { click: goBack } }, icon("back")),
    h("h1.ellipsis", { dir: "auto" }, page?.title ?? (page ? say(page.depth) : t("threadLabel"))),
    page?.title ? h("span.deep", null, say(page.depth)) : null,
    budget ? h("span.budget-left.tabular", null, t("budgetLeft", budget.balance)) : null,
    page ? threadMenu(page, { isFolded: state.isFolded, toggle: toggleFolding }) : null);
}

/** The progress in the fold. */
const progress = new ReviewProgress();

/** @param {SystemPrompt} prompt */
function promptSection(prompt) {
  const toggle = () => {
    state.promptOpen = !state.promptOpen;
    progress.forget();
    repaint();
  };
  return h("section.prompt", { key: "prompt", "aria-label": t("systemPrompt") },
    h("button.prompt-toggle", { type: "button", "aria-expanded": String(state.promptOpen), on: { click: toggle } },
      icon("shield", "small"), h("b", null, t("systemPrompt")),
      h("span.ellipsis.content-font", { dir: "auto" }, state.promptOpen ? "" : prompt.brief),
      h("span.align-end", { class: prompt.review === "reviewed" ? "" : "wait" }, say(prompt.reviewLine), " ", icon(state.promptOpen ? "up" : "down", "small"))),
    state.promptOpen ? promptText(prompt) : null);
}

/** @param {SystemPrompt} prompt */
function promptText(prompt) {
  const isReviewed = prompt.review === "reviewed";
  if (!isReviewed) progress.show(prompt);
  return h("div.prompt-text", {
    tabindex: 0, role: "group", "aria-label": t("systemPrompt"),
    created: (/** @type {HTMLElement} */ region) => progress.watch(region),
  },
    isReviewed ? null : changeNotice(progress),
    h("p.content-font", { key: "text", dir: "auto" }, annotatedText(prompt.text)),
    isReviewed ? null : progress.endMark(),
    prompt.by ? h("p.help", { key: "by" }, say(prompt.by)) : null,
    h("p.help", { key: "size" }, say(prompt.size), " ", t("answeredByIt")),
    isReviewed ? null : [
      heldReason(progress, "fold-held"),
      readButton(progress, { class: "btn", label: [icon("check"), t("reviewRead")], heldBy: "fold-held" }, event => void markRead(prompt, event)),
    ]);
}

/** Records the review and returns the focus to the fold, because the button disappears. @param {SystemPrompt} prompt @param {Event} event */
async function markRead(prompt, event) {
  if (await recordReview(prompt, progress, event) !== "recorded") return;
  progress.forget();
  focusSoon(".prompt-toggle");
}

/** @param {ThreadPage} page @returns {Child} */
function body(page) {
  if (page.emptyState) return emptyState(page.emptyState, (button, event) => (button.do === "again" ? void send({ do: "openThread", node: page.node, resumes: false }) : runAction(button, event)));
  const head = headRows(page);
  const replies = head.length + page.belowCount;
  const total = rowCount(page, head);
  const row = (/** @type {number} */ index) => head[index] ?? (index < replies ? reply(page, index - head.length) : moreRepliesRow(page.node));
  queueMicrotask(afterPaint);
  if (total <= MAX_RENDERED) {
    heights = new Float32Array(0);
    return h("ol.thread-nodes", { key: "thread-nodes", "aria-label": t("threadLabel") }, indexes(0, total).map(index => row(index).render(null)));
  }
  resetHeights(head, total);
  if (!range.to) range = visibleRange(heights, 0, innerHeight);
  const { from, to, before, rendered } = range;
  return h("ol.thread-nodes.long", { key: "thread-nodes", "aria-label": t("threadLabel") },
    h("li.spacer", { key: "before", "aria-hidden": "true", style: { "block-size": `${before}px` } }),
    indexes(from, Math.min(to, total)).map(index => row(index).render([index + 1, total])),
    h("li.spacer", { key: "after", "aria-hidden": "true", style: { "block-size": `${Math.max(0, totalHeight - before - rendered)}px` } }));
}

/** What stands before the replies. @param {ThreadPage} page */
const headRows = page => [...nodesAbove(page), ...currentNode(page)];

/** @param {ThreadPage} page @param {Row[]} head */
const rowCount = (page, head) => head.length + page.belowCount + Number(page.more);

/**
 * @typedef {object} Row
 * @property {number} estimate its assumed height before it is measured, in pixels
 * @property {(place: [number, number] | null) => Child} render
 */

/** The height of each row of a virtual list, measured or assumed, in pixels. */
let heights = new Float32Array(0);
/** The sum of all heights. */
let totalHeight = 0;
let headLength = 0;
/** The rendered range of a virtual list. */
let range = { from: 0, to: 0, before: 0, rendered: 0 };

/** @param {Row[]} head @param {number} total */
function resetHeights(head, total) {
  if (heights.length === total && headLength === head.length) return;
  const previous = headLength === head.length && total > heights.length ? heights : [];
  heights = new Float32Array(total).fill(state.isFolded ? FOLDED_HEIGHT : REPLY_HEIGHT);
  headLength = head.length;
  head.forEach((row, index) => (heights[index] = row.estimate));
  // Heights that were measured stay valid when rows are added below.
  heights.set(previous);
  totalHeight = heights.reduce((sum, height) => sum + height, 0);
}

/** @param {number} from @param {number} to */
const indexes = (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** @param {ThreadPage} page @returns {Row[]} */
function nodesAbove(page) {
  const { above } = page;
  const tall = innerHeight >= 700;
  const full = ui.composing && !tall ? 0 : 2;
  const lines = tall ? MAX_LINES : full;
  const hidden = state.unfolded ? 0 : Math.max(0, above.length - lines);
  /** @type {Row[]} */
  const rows = [];
  if (hidden > 0) {
    const unfold = () => ((state.unfolded = true), repaint());
    rows.push({ estimate: 27, render: () => collapsedNodes(above.slice(0, hidden), unfold) });
  }
  above.slice(hidden).forEach((item, index) => {
    const always = index + hidden >= above.length - full;
    const open = always || state.open.has(item.node);
    const options = always ? { isExpanded: open } : { isExpanded: open, toggle: () => toggle(item.node) };
    rows.push({ estimate: open ? 120 : 27, render: place => threadNode(item, { ...options, place }) });
  });
  return rows;
}

/** @param {string} node */
function toggle(node) {
  if (!state.open.delete(node)) state.open.add(node);
  repaint();
}

/** @param {ThreadPage} page @returns {Row[]} */
function currentNode(page) {
  const { current, siblings } = page;
  if (!current) return [];
  /** @type {Row[]} */
  const rows = [{ estimate: 180, render: place => threadNode(current, { isCurrent: true, isExpanded: true, siblings, place }) }];
  const line = page.belowLine;
  if (line) rows.push({ estimate: 28, render: () => h("li.note", { key: "below" }, say(line)) });
  return rows;
}

/**
 * Rendered replies by index, so that scrolling renders only new ones. They expire each minute, because they show their age, and when a picture
 * was loaded.
 * @type {Map<number, {item: Step, minute: number, pictures: number, node: import("../dom.js").VNode}>}
 */
const renderedReplies = new Map();

/** @param {Step} item @param {number} index @param {[number, number] | null} place @param {string} key */
function cachedReply(item, index, place, key) {
  const minute = Math.floor(Date.now() / 60_000);
  const pictures = pictureChanges();
  const known = renderedReplies.get(index);
  if (known && known.item === item && known.minute === minute && known.pictures === pictures) return known.node;
  if (renderedReplies.size > 200) renderedReplies.clear();
  const isExpanded = !state.isFolded || state.open.has(item.node);
  const fold = state.isFolded ? { toggle: () => (renderedReplies.clear(), toggle(item.node)) } : {};
  const node = threadNode(item, { isReply: true, isExpanded, place, key, id: `reply-${index}`, ...fold });
  renderedReplies.set(index, { item, minute, pictures, node });
  return node;
}

/** @param {ThreadPage} page @param {number} index @returns {Row} */
function reply(page, index) {
  const key = `below-${index}`;
  const item = replyAt(page, index);
  return {
    estimate: state.isFolded ? FOLDED_HEIGHT : REPLY_HEIGHT,
    render: place => (item
      ? cachedReply(item, index, place, key)
      : h("li.reply.placeholder", { key, "aria-posinset": place?.[0] ?? null, "aria-setsize": place?.[1] ?? null })),
  };
}

/** A button that loads more replies where Impromptu sent only a part. @param {string} node @returns {Row} */
function moreRepliesRow(node) {
  return {
    estimate: 48,
    render: () => h("li.note", { key: "more-replies" },
      h("button.btn", { type: "button", on: { click: () => void sendAndShow({ do: "moreReplies", node }).then(() => focusSoon("#tab-panel")) } }, t("moreReplies"))),
  };
}

function onScroll() {
  if (!heights.length) return;
  const scrolled = scroller();
  const list = scrolled.querySelector(".thread-nodes");
  if (!(list instanceof HTMLElement)) return;
  const next = visibleRange(heights, scrolled.scrollTop - list.offsetTop, scrolled.clientHeight);
  const moved = next.from !== range.from || next.to !== range.to;
  range = next;
  if (moved) repaint();
}

/** What this list does on the way to one of its messages. @type {import("./go-to-message.js").MessageList} */
const messageList = {
  showReply(place) {
    if (heights.length) {
      scroller().scrollTop = heightBefore(heights, headLength + place);
      onScroll();
    }
    repaint();
  },
  showAbove(item, place) {
    const page = currentThread();
    if (!page) return;
    state.unfolded = true;
    state.open.add(item.node);
    const head = headRows(page);
    const total = rowCount(page, head);
    if (total > MAX_RENDERED) {
      resetHeights(head, total);
      // The page is not as tall yet as the list will be, so it is scrolled when the row is rendered.
      range = rangeAround(heights, page.above.length + place + 1, scroller().clientHeight);
    }
    repaint();
  },
  unfold(node) {
    if (state.open.has(node)) return false;
    renderedReplies.clear();
    toggle(node);
    return true;
  },
};

/** Folds all replies, or shows them whole. */
function toggleFolding() {
  state.isFolded = !state.isFolded;
  state.open.clear();
  renderedReplies.clear();
  heights = new Float32Array(0);
  repaint();
}

/** Runs after a paint: measures the rendered rows, marks the words that are searched, and scrolls the current node into view once. */
function afterPaint() {
  if (heights.length) {
    for (const item of /** @type {NodeListOf<HTMLElement>} */ (scroller().querySelectorAll("[aria-posinset]:not(.placeholder)"))) {
      const index = Number(item.getAttribute("aria-posinset")) - 1;
      const height = item.offsetHeight;
      totalHeight += height - (heights[index] ?? 0);
      heights[index] = height;
    }
  }
  arrive(messageList);
  markWords(scroller(), searchedWords());
  // After the arrival, which scrolls: what it has come to stays rendered.
  if (state.placed) onScroll();
  const page = ui.thread ? currentThread() : undefined;
  if (!page?.current) return;
  const opensComposer = ui.composing && !state.composing;
  state.composing = ui.composing;
  if (opensComposer) composerResize.observe(scroller());
  if (!ui.composing) composerResize.disconnect();
  if (state.placed) return opensComposer ? showAnswered() : undefined;
  state.placed = true;
  if (heights.length) {
    scroller().scrollTop = Math.max(0, heightBefore(heights, nodesAbove(page).length) - 80);
    onScroll();
  } else {
    scroller().querySelector(".current")?.scrollIntoView({ block: "nearest" });
  }
  if (ui.composing) showAnswered();
  if (!ui.composing) focusSoon(".thread-nodes .current");
}

/**
 * Scrolls so that the message that is answered ends where the composer begins. Of a message that is taller than the space above the
 * composer, the beginning is shown.
 */
function showAnswered() {
  const scrolled = scroller();
  const answered = scrolled.querySelector(".current");
  if (!answered) return;
  const { top, bottom } = answered.getBoundingClientRect();
  const space = scrolled.getBoundingClientRect();
  scrolled.scrollTop += Math.min(bottom - space.bottom, top - space.top);
}

/** The height of the thread above the composer, in pixels. */
let threadHeight = 0;

/** A composer that grows takes space from the thread. The answered message stays in sight, unless the person scrolled away from it. */
const composerResize = new ResizeObserver(([entry]) => {
  // The thread was left.
  if (!entry?.target.isConnected || !ui.thread) return composerResize.disconnect();
  const previous = threadHeight;
  threadHeight = entry.contentRect.height;
  const answered = scroller().querySelector(".current")?.getBoundingClientRect();
  const { top } = scroller().getBoundingClientRect();
  if (threadHeight < previous && answered && answered.top < top + previous && answered.bottom > top) showAnswered();
});

/** The left and right arrow keys move between siblings, up and down between levels. @param {KeyboardEvent} event */
function onArrowKey(event) {
  const page = ui.thread ? currentThread() : undefined;
  if (!page || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target instanceof HTMLElement && event.target.matches("input, textarea, select, .prompt-text")) return;
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

document.addEventListener("keydown", onArrowKey);
onEscape(() => {
  // An open composer closes first, then the search.
  if (!ui.thread || ui.composing) return false;
  if (closeThreadSearch()) {
    stopOnTheWay();
    focusSoon("#thread-menu-button");
    return true;
  }
  goBack();
  return true;
});
