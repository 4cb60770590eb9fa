// The tab Drafts: posts that need attention, drafts, posted and discarded ones.
import { copyText } from "../clipboard.js";
import { h } from "../dom.js";
import { isSeed, nodeOf } from "../draft-id.js";
import { icon } from "../icons.js";
import { age, at, count, sameDay, say, t } from "../i18n.js";
import { sendAndShow, showAnswer } from "../status.js";
import { allDrafts, send, views } from "../store.js";
import { loadStoredDraft } from "../draft-editor.js";
import { emptyState } from "./empty-state.js";
import { runAction } from "./actions.js";
import { postAfterReview } from "./composer.js";
import { openThreadForReview } from "./review.js";
import { focusSoon, repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { goTab, goThread } from "./navigation.js";
import { openOnClick } from "./row-click.js";

/** @import { Button, Phase, SubmissionRow } from "../../pkg/views" */

/** @type {Record<Phase, [icon: string, key: string, tone: string]>} */
const PHASES = {
  draft: ["pen", "submissionDraft", ""],
  queued: ["off", "submissionQueued", ""],
  preloading: ["send", "sending", "good"],
  sending: ["send", "sending", "good"],
  posted: ["check", "posted", "good"],
  refused: ["cross", "submissionRefused", "refuse"],
  unknown: ["unknown", "submissionUnknown", "wait"],
};

/** Icons of a submission's buttons. @type {Record<string, string>} */
const ICONS = { settle: "read", post: "send", goOn: "pen", open: "read", copy: "copy", copyDraft: "copy", later: "wait", site: "out" };

/** The actions that post, store or remove something. */
const CHANGES = new Set(["post", "reconcile", "undo", "discard", "edit", "missing"]);

/** With more drafts than this, a search field appears. */
const SEARCH_THRESHOLD = 6;
let query = "";

/** How many drafts are listed at first, as many as the view has, and how many more with each press. */
const FIRST = 20;
const MORE = 50;
let most = FIRST;

export function draftsTab() {
  const list = views.outbox;
  if (!list) return [];
  if (list.emptyState) return [emptyState(list.emptyState)];
  const { drafts: known, isWhole } = query || most > FIRST ? allDrafts() : { drafts: list.drafts, isWhole: list.older === 0 };
  const found = known.filter(item => `${item.text} ${say(item.place)}`.toLowerCase().includes(query.toLowerCase()));
  const drafts = found.slice(0, most);
  return [
    group("groupOutbox", list.outbox),
    list.drafts.length > SEARCH_THRESHOLD || query ? searchField() : null,
    query && isWhole && !drafts.length ? h("p.help.none", { key: "none" }, t("searchNone")) : null,
    group("tabDrafts", drafts),
    found.length > most || !isWhole ? moreButton(drafts.at(-1)) : null,
    group("posted", list.posted),
    group("groupDiscarded", list.discarded),
  ];
}

/** @param {SubmissionRow | undefined} last the last draft that is listed, which takes the focus: what follows it is new */
function moreButton(last) {
  const click = () => {
    most += MORE;
    repaint();
    if (last) focusSoon(`[data-row="${CSS.escape(last.id)}"]`);
  };
  return h("div.actions", { key: "more" }, h("button.btn", { type: "button", on: { click } }, t("moreDrafts")));
}

function searchField() {
  const input = (/** @type {Event} */ event) => {
    query = /** @type {HTMLInputElement} */ (event.target).value;
    repaint();
  };
  return h("div.search", { key: "search" },
    h("input.input", { type: "search", "aria-label": t("searchDrafts"), placeholder: t("searchDrafts"), set: { value: query }, on: { input } }));
}

/** @param {string} key @param {SubmissionRow[]} submissions */
function group(key, submissions) {
  if (!submissions.length) return null;
  return h("section", { key, "aria-labelledby": key },
    h("div.group-heading", null, h("h2", { id: key }, t(key)), h("p", null, t(`${key}Hint`))),
    submissions.map(submissionRow));
}

/** @param {SubmissionRow} item */
function submissionRow(item) {
  const [iconName, key, tone] = PHASES[item.phase];
  const isSeedDraft = item.phase === "draft" && isSeed(item.id);
  const open = openerOf(item);
  const on = open
    ? {
        click: openOnClick(open),
        keydown: (/** @type {KeyboardEvent} */ event) => void (event.key === "Enter" && event.target === event.currentTarget && open()),
      }
    : undefined;
  return h("article.submission", {
    key: item.id, class: open ? "opens" : "", "data-row": item.id, "aria-labelledby": `submission-${item.id}`, tabindex: 0, on,
  },
    h("p.top", { id: `submission-${item.id}` },
      h("span.tag", { class: tone }, icon(isSeedDraft ? "sprout" : iconName, "small"), t(key)),
      h("bdi.ellipsis", null, say(item.place)),
      h("span.align-end.tabular", null, sameDay(new Date(item.at), new Date()) ? at(item.at) : age(item.at))),
    h("p.text", { dir: "auto" }, item.text),
    item.what || item.then
      ? h("p.explanation", null, item.what ? h("b", null, say(item.what), " ") : null, say(item.then), item.code ? [" ", h("code", null, item.code)] : null)
      : null,
    item.phase === "sending" || item.phase === "preloading" ? h("div.progress-line", { role: "progressbar", "aria-label": t("sending") }) : null,
    item.receipt.length
      ? h("dl.facts", null, item.receipt.flatMap((fact, index) => [
          h("dt", { key: `t${index}` }, say(fact.label)),
          h("dd.ellipsis", { key: `d${index}`, class: fact.style === "identifier" ? "mono" : "" }, say(fact.value))]))
      : null,
    item.buttons.length ? h("div.actions", null, item.buttons.map((button, index) => submissionButton(item, button, index))) : null);
}

/**
 * What a click on a row opens: a draft its composer, a post its thread. Rows with neither open nothing.
 * @param {SubmissionRow} item @returns {(() => unknown) | null}
 */
function openerOf(item) {
  const { node } = item;
  if (item.buttons.some(button => button.do === "goOn")) return () => openComposer(item);
  return node && item.buttons.some(button => button.do === "open") ? () => goThread(node) : null;
}

/** @param {SubmissionRow} item @param {Button} button @param {number} index */
function submissionButton(item, button, index) {
  const iconName = ICONS[button.do];
  const isLater = button.do === "later";
  const style = button.main ? "btn main" : isLater || button.do === "post" ? "btn" : index === 0 ? "action primary" : "action";
  const price = button.do === "post" ? button.line.args?.[0] : undefined;
  return h("button", {
    key: button.line.key, type: "button", class: style, "aria-disabled": isLater ? "true" : null,
    on: { click: (/** @type {Event} */ event) => void runSubmissionAction(item, button, event) },
  }, iconName ? icon(iconName) : null, say(button.line),
    typeof price === "number" ? h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(price)) : null);
}

/** @param {SubmissionRow} item @param {Button} button @param {Event} event */
async function runSubmissionAction(item, button, event) {
  const draft = item.id;
  if (CHANGES.has(button.do) && !isUserAction(event)) return;
  switch (button.do) {
    case "later": return;
    case "post": return post(item);
    case "reconcile": return void (await sendAndShow({ do: "reconcile", draft }));
    case "undo": return void (await sendAndShow({ do: "undo", undo: item.id }));
    case "discard": return item.revision ? void (await sendAndShow({ do: "discard", draft, revision: item.revision })) : undefined;
    case "edit":
    case "missing":
      return editAgain(item, button.do === "missing");
    case "goOn": return openComposer(item);
    case "open": return item.node ? goThread(item.node) : undefined;
    case "copy": return copyReceipt(item);
    case "copyDraft": return copyDraft(item);
    default: runAction(button, event);
  }
}

/** Makes a submission a draft again and opens its composer. @param {SubmissionRow} item @param {boolean} missing */
async function editAgain(item, missing) {
  const answer = await send({ do: "edit", draft: item.id, missing });
  await openComposer(item);
  showAnswer(answer);
}

/** Opens the composer of a submission. @param {SubmissionRow} item */
async function openComposer(item) {
  const node = nodeOf(item.id);
  if (node) return goThread(node, true);
  if (item.phase === "draft") await sendAndShow({ do: "edit", draft: item.id, missing: false });
  goTab("create");
}

/** Posts the whole stored draft, of which the row shows only a part. @param {SubmissionRow} item */
async function post(item) {
  const stored = await loadStoredDraft(item.id);
  if (!stored) return openComposer(item);
  const { content, revision, continues } = stored;
  const answer = await sendAndShow({ do: "post", draft: item.id, content, revision, continues, shown: null });
  if (answer.code === "reviewRequired" && item.node) await openThreadForReview(item.node, postAfterReview(item.id));
}

/** Copies the whole stored draft, of which the row shows only a part. @param {SubmissionRow} item */
async function copyDraft(item) {
  const content = (await loadStoredDraft(item.id))?.content;
  const parts = content ? [content.title, content.systemPrompt, content.text] : [item.text];
  await copyText(parts.filter(Boolean).join("\n\n"), "saidCopied");
}

/** @param {SubmissionRow} item */
async function copyReceipt(item) {
  const lines = [say(item.place), at(item.at), ...item.receipt.map(fact => `${say(fact.label)}: ${say(fact.value)}`)];
  await copyText(lines.join("\n"), "saidCopied");
}
