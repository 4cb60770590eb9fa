// The menu of the current node: what is done to it less often. What costs tells its price.
import { copyText } from "../clipboard.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { count, say, t } from "../i18n.js";
import { focusSoon, repaint } from "../render.js";
import { nodeAddress } from "../node-url.js";
import { openWeb } from "../platform.js";
import { send, views } from "../store.js";
import { showAlert, showAnswer } from "../status.js";
import { isUserAction } from "../user-action.js";
import { engage } from "./feed.js";
import { menu, menuItem } from "./menu.js";
import { openThreadSearch } from "./thread-search.js";
import { markdown, plainText } from "./thread-text.js";

/** @import { LocalizedMessage, ThreadMenu, ThreadPage } from "../../pkg/views" */
/** @import { ThreadSource } from "./thread-text.js" */

/** The longest reason, in characters. */
const MAX_REASON = 280;

const state = {
  isOpen: false,
  /** The node whose handoff is being written. @type {string | null} */
  handing: null,
  reason: "",
  urgent: false,
  isSending: false,
  /** Why the last press did nothing. @type {LocalizedMessage | null} */
  problem: null,
};

/**
 * How the replies of the thread are shown, and the change of that.
 * @typedef {{isFolded: boolean, toggle: () => void}} Folding
 */

/** The button and, while it is open, its menu. @param {ThreadPage} page @param {Folding} folding */
export function threadMenu(page, folding) {
  if (!page.current) return null;
  return h("div.menu-anchor.from-end", { key: "thread-menu" },
    h("button.action.icon-only", {
      id: "thread-menu-button", type: "button", "aria-haspopup": "menu", "aria-expanded": String(state.isOpen),
      "aria-controls": state.isOpen ? "thread-menu" : null, "aria-label": t("threadMenu"),
      on: { click: () => (state.isOpen ? close() : open()) },
    }, icon("more")),
    state.isOpen ? items(page, folding) : null);
}

function open() {
  state.isOpen = true;
  repaint();
  addEventListener("pointerdown", closeOnOutsidePress, { capture: true });
}

function close() {
  if (!state.isOpen) return;
  state.isOpen = false;
  removeEventListener("pointerdown", closeOnOutsidePress, { capture: true });
  if (document.activeElement?.closest("#thread-menu")) focusSoon("#thread-menu-button");
  else repaint();
}

/** @param {Event} event */
function closeOnOutsidePress(event) {
  if (event.target instanceof Element && !event.target.closest(".menu-anchor")) close();
}

/** @param {ThreadPage} page @param {Folding} folding */
function items(page, folding) {
  const { current } = page;
  if (!current) return null;
  const link = views.header ? nodeAddress(views.header.site, current.node) : null;
  /** @param {() => void} act */
  const closing = act => () => {
    close();
    act();
  };
  return menu("thread-menu", t("threadMenu"), close,
    menuItem("search", t("doFind"), closing(() => openThreadSearch(page.node))),
    page.belowCount ? menuItem(folding.isFolded ? "down" : "up", t(folding.isFolded ? "doUnfoldAll" : "doFoldAll"), closing(folding.toggle)) : null,
    menuItem("text", t("doCopyText"), closing(() => void copySource(page.node, source => plainText(source.nodes.at(-1) ?? NOTHING)))),
    link ? menuItem("copy", t("doCopyMarkdown"), closing(() => void copySource(page.node, source => markdown(source, link)))) : null,
    link ? menuItem("link", t("doCopyLink"), closing(() => void copyText(link, "saidCopied"))) : null,
    link ? menuItem("out", t("doOpenHere"), closing(() => openWeb(link))) : null,
    page.menu ? paidItems(page, page.menu) : null);
}

const NOTHING = { level: 0, author: null, at: null, message: null, answer: null };

/** Copies words of the thread, which the core has as they were written. @param {string} node @param {(source: ThreadSource) => string} write */
async function copySource(node, write) {
  const source = /** @type {Partial<ThreadSource>} */ (await send({ do: "threadSource", node }));
  if (!source.nodes?.length) {
    // A restarted worker has not read the thread again. It does so now.
    void send({ do: "openThread", node, resumes: true });
    return showAlert("alertNotRead");
  }
  await copyText(write({ title: source.title ?? null, systemPrompt: source.systemPrompt ?? null, nodes: source.nodes }), "saidCopied");
}

/** @param {ThreadPage} page @param {ThreadMenu} prices */
function paidItems(page, prices) {
  const { current } = page;
  if (!current) return [];
  const dislike = (/** @type {Event} */ event) => {
    if (!isUserAction(event)) return;
    close();
    void engage("dislike", current, event);
  };
  const handOver = () => {
    close();
    if (state.handing !== current.node) Object.assign(state, { reason: "", urgent: false });
    Object.assign(state, { handing: current.node, problem: null });
    repaint();
  };
  return [
    menuItem("dislike", t("doDislike"), dislike,
      { role: "menuitemcheckbox", "aria-checked": String(current.disliked), "aria-description": t("costs", prices.dislike) }, cost(prices.dislike)),
    prices.handoff === null ? null : menuItem("handoff", t("doHandOff"), handOver, { "aria-haspopup": "dialog", "aria-description": t("costs", prices.handoff) }, cost(prices.handoff)),
  ];
}

/** @param {number} price */
const cost = price => h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(price));

/** The dialog for a handoff, while it is open. @param {ThreadPage} page */
export function handoffDialog(page) {
  const prices = page.menu;
  if (!prices || prices.handoff === null || state.handing !== page.current?.node) return null;
  const length = [...state.reason.trim()].length;
  const price = state.urgent ? prices.handoffUrgent : prices.handoff;
  const fits = length > 0 && length <= MAX_REASON;
  return h("dialog", {
    key: "handoff", id: "handoff", "aria-labelledby": "handoff-title",
    created: (/** @type {HTMLDialogElement} */ dialog) => queueMicrotask(() => dialog.showModal()),
    on: { close: closeHandoff, cancel: closeHandoff },
  },
    h("header", null, h("h2", { id: "handoff-title" }, t("doHandOff")), h("p.help", null, t("handoffIntro"))),
    h("div.review-body", null,
      h("label", { key: "label", for: "handoff-reason" }, t("handoffReason")),
      h("textarea.input", {
        key: "reason", id: "handoff-reason", rows: 4, dir: "auto", autofocus: true, "aria-describedby": "handoff-length", set: { value: state.reason },
        on: { input: (/** @type {Event} */ event) => ((state.reason = /** @type {HTMLTextAreaElement} */ (event.target).value), repaint()) },
      }),
      h("p.help.tabular", { key: "length", id: "handoff-length", class: length > MAX_REASON ? "refuse" : "" }, t("amountOfTotal", length, MAX_REASON)),
      h("label.choice", { key: "urgent" },
        h("input", { type: "checkbox", set: { checked: state.urgent }, on: { change: (/** @type {Event} */ event) => ((state.urgent = /** @type {HTMLInputElement} */ (event.target).checked), repaint()) } }),
        h("span", null, t("handoffUrgent", prices.handoffUrgent))),
      state.problem ? h("p.refuse", { key: "problem", role: "alert" }, say(state.problem)) : null),
    h("footer", null,
      h("button.btn.plain", { key: "close", type: "button", on: { click: closeHandoff } }, t("doNotNow")),
      h("button.btn.main", {
        key: "send", type: "button", "aria-disabled": fits && !state.isSending ? null : "true", "aria-description": t("costs", price),
        on: { click: (/** @type {Event} */ event) => void handOff(event, fits) },
      }, state.isSending ? t("sending") : t("handoffSend"), cost(price))));
}

function closeHandoff() {
  if (state.handing === null) return;
  state.handing = null;
  focusSoon("#thread-menu-button");
}

/** @param {Event} event @param {boolean} fits */
async function handOff(event, fits) {
  const { handing: node, reason, urgent } = state;
  if (!node || !fits || state.isSending || !isUserAction(event)) return;
  Object.assign(state, { isSending: true, problem: null });
  repaint();
  const answer = await send({ do: "handOff", node, reason, urgent }, views.header?.account);
  state.isSending = false;
  state.problem = answer.alert ?? null;
  // The status line says it too: where the network turns out to have no handoffs, the dialog goes.
  showAnswer(answer);
  if (answer.alert) return repaint();
  state.reason = "";
  closeHandoff();
}
