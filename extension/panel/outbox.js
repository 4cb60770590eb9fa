// The tab Drafts: what needs the person, what is being written, what was posted.
import { h } from "../dom.js";
import { isSeed, nodeOf } from "../draft.js";
import { icon } from "../icons.js";
import { age, at, count, sameDay, say, t } from "../i18n.js";
import { ask, tellAlert, tellSaid } from "../status.js";
import { views } from "../store.js";
import { keptWords } from "../words.js";
import { blankCard } from "./blank.js";
import { press } from "./actions.js";
import { reviewFirst } from "./review.js";
import { byHand, goTab, goThread, repaint } from "./ui.js";

/** @import { Button, Phase, Slip } from "../../pkg/views" */

/** @type {Record<Phase, [icon: string, key: string, tone: string]>} */
const PHASES = {
  draft: ["pen", "slipDraft", ""],
  queued: ["off", "slipQueued", ""],
  sending: ["send", "sending", "good"],
  posted: ["check", "posted", "good"],
  refused: ["cross", "slipRefused", "refuse"],
  unknown: ["unknown", "slipUnknown", "wait"],
};

/** Icons of what a slip's buttons do. @type {Record<string, string>} */
const DRAWINGS = { settle: "read", post: "send", goOn: "pen", open: "read", copy: "copy", later: "wait", site: "out" };

/** More drafts than this are searched rather than read through. */
const MANY = 6;
let searched = "";

export function outbox() {
  const list = views.outbox;
  if (!list) return [];
  if (list.blank) return [blankCard(list.blank)];
  const drafts = list.drafts.filter(slip => `${slip.text} ${say(slip.place)}`.toLowerCase().includes(searched.toLowerCase()));
  return [
    group("groupOutbox", list.outbox),
    list.drafts.length > MANY || searched ? search() : null,
    searched && !drafts.length ? h("p.help.none", { key: "none" }, t("searchNone")) : null,
    group("tabDrafts", drafts),
    group("posted", list.posted),
    group("groupDiscarded", list.discarded),
  ];
}

function search() {
  const input = (/** @type {Event} */ event) => {
    searched = /** @type {HTMLInputElement} */ (event.target).value;
    repaint();
  };
  return h("div.search", { key: "search" },
    h("input.input", { type: "search", "aria-label": t("searchDrafts"), placeholder: t("searchDrafts"), set: { value: searched }, on: { input } }));
}

/** @param {string} key @param {Slip[]} slips */
function group(key, slips) {
  if (!slips.length) return null;
  return h("section", { key, "aria-labelledby": key },
    h("div.bucket", null, h("h2", { id: key }, t(key)), h("p", null, t(`${key}Hint`))),
    slips.map(slip));
}

/** @param {Slip} item */
function slip(item) {
  const [drawing, key, tone] = PHASES[item.phase];
  const seed = item.phase === "draft" && isSeed(item.id);
  return h("article.slip", { key: item.id, "data-row": item.id, "aria-labelledby": `slip-${item.id}`, tabindex: 0 },
    h("p.top", { id: `slip-${item.id}` },
      h("span.tag", { class: tone }, icon(seed ? "sprout" : drawing, "small"), t(key)),
      h("bdi.clip", null, say(item.place)),
      h("span.end.num", null, sameDay(new Date(item.at), new Date()) ? at(item.at) : age(item.at))),
    h("p.text", { dir: "auto" }, item.text),
    item.what || item.then
      ? h("p.told", null, item.what ? h("b", null, say(item.what), " ") : null, say(item.then), item.code ? [" ", h("code", null, item.code)] : null)
      : null,
    item.phase === "sending" ? h("div.going", { role: "progressbar", "aria-label": t("sending") }) : null,
    item.receipt.length
      ? h("dl.facts", null, item.receipt.flatMap((fact, index) => [
          h("dt", { key: `t${index}` }, say(fact.label)),
          h("dd.clip", { key: `d${index}`, class: fact.value.key === "verbatim" ? "mono" : "" }, say(fact.value))]))
      : null,
    item.buttons.length ? h("div.acts", null, item.buttons.map((button, index) => slipButton(item, button, index))) : null);
}

/** @param {Slip} item @param {Button} button @param {number} index */
function slipButton(item, button, index) {
  const drawing = DRAWINGS[button.do];
  const later = button.do === "later";
  const style = button.main ? "btn main" : later || button.do === "post" ? "btn" : index === 0 ? "act first" : "act";
  const price = button.do === "post" ? button.line.args?.[0] : undefined;
  return h("button", {
    key: button.line.key, type: "button", class: style, "aria-disabled": later ? "true" : null,
    on: { click: (/** @type {Event} */ event) => void pressSlip(item, button, event) },
  }, drawing ? icon(drawing) : null, say(button.line),
    typeof price === "number" ? h("span.cost", { "aria-hidden": "true" }, icon("drop", "small"), count(price)) : null);
}

/** @param {Slip} item @param {Button} button @param {Event} event */
async function pressSlip(item, button, event) {
  const draft = item.id;
  switch (button.do) {
    case "later": return;
    case "post": return byHand(event) ? post(item) : undefined;
    case "settle": return void (await ask({ do: "settle", draft }));
    case "undo": return void (await ask({ do: "undo", token: item.id }));
    case "discard": return void (await ask({ do: "discard", draft }));
    case "edit":
    case "missing":
      await ask({ do: "edit", draft, missing: button.do === "missing" });
      return write(item);
    case "goOn": return write(item);
    case "open": return item.node ? goThread(item.node) : undefined;
    case "copy": return copy(item);
    default: press(button);
  }
}

/** Opens the composer of a slip. @param {Slip} item */
async function write(item) {
  const node = nodeOf(item.id);
  if (node) return goThread(node, true);
  if (item.phase === "draft") await ask({ do: "edit", draft: item.id, missing: false });
  goTab("create");
}

/** Sends the whole words, which a slip shows only in part. @param {Slip} item */
async function post(item) {
  const kept = await keptWords(item.id);
  if (!kept) return write(item);
  const answer = await ask({ do: "post", draft: item.id, words: kept.words });
  if (answer.alert?.key === "blockUnreviewed" && item.node) await reviewFirst(item.node);
}

/** @param {Slip} item */
async function copy(item) {
  const lines = [say(item.place), at(item.at), ...item.receipt.map(fact => `${say(fact.label)}: ${say(fact.value)}`)];
  try {
    await navigator.clipboard.writeText(lines.join("\n"));
    tellSaid("saidCopied");
  } catch {
    tellAlert("alertCopy");
  }
}
