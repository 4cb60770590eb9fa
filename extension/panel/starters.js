// Starters: seeds worth changing that come with the extension, in the language of the messages, and snippets of the person's own. One of them
// fills the fields of Create. What was written there is discarded, so that it can be restored for a day, and comes back at once by a button.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { api } from "../platform.js";
import { showAlert, showAnswer, showStatus } from "../status.js";
import { send, threads, views, watch } from "../store.js";
import { repaint } from "../render.js";
import { isUserAction, onUserAction } from "../user-action.js";

/** @import { ThreadSource } from "./thread-text.js" */
/** @import { DraftEditor } from "../draft-editor.js" */
/** @import { DraftContent, SubmissionRow } from "../../pkg/views" */

/**
 * The fields that a starter fills. `pasted`: whether its system prompt holds text from elsewhere, which has to be reviewed.
 * @typedef {{title: string, systemPrompt: string, text: string, pasted?: boolean}} Starter
 */

/** The most snippets that are kept. */
const MAX_SNIPPETS = 20;
const SNIPPETS = "snippets";

/** What comes with the extension, once it was asked for. @type {Starter[] | null} */
let starters = null;

/** @type {Starter[]} */
let snippets = [];

/** The starter that filled the fields last, with what had stood in them. @type {{name: string, revision: string, before: DraftContent} | null} */
let filled = null;

async function loadStarters() {
  const file = new URL(`../starters/${t("languageTag")}.json`, import.meta.url);
  starters = /** @type {Starter[]} */ (await (await fetch(file)).json());
  repaint();
}

/** @param {unknown} stored */
function takeSnippets(stored) {
  snippets = Array.isArray(stored) ? stored : [];
  repaint();
}

void api.storage.local.get(SNIPPETS).then(stored => takeSnippets(stored[SNIPPETS]));
api.storage.local.onChanged.addListener(changes => {
  if (SNIPPETS in changes) takeSnippets(changes[SNIPPETS]?.newValue);
});

/** @param {DraftContent} content */
const isWritten = content => [content.systemPrompt, content.text, content.title].some(part => part.trim() !== "");

/**
 * The list to choose from.
 * @param {DraftEditor} editor @param {() => void} onFilled called when the fields are filled
 */
export function starterList(editor, onFilled) {
  if (!starters) {
    void loadStarters();
    return null;
  }
  const { content } = editor;
  const planted = (views.outbox?.posted ?? []).filter(item => item.seed && item.node);
  const canKeep = isWritten(content) && snippets.length < MAX_SNIPPETS;
  return h("section.starters", { key: "starters", "aria-label": t("starters") },
    h("div.group-heading", null, h("h2", null, t("starters")), h("p", null, t("startersHint"))),
    h("ul", null, starters.map(starter => starterRow(starter, () => fill(editor, starter, onFilled)))),
    h("div.group-heading", null, h("h2", null, t("startersOwn")), h("p", null, t("startersOwnHint"))),
    h("ul", null,
      snippets.map((snippet, index) => starterRow(snippet, () => fill(editor, snippet, onFilled), () => remove(index))),
      planted.map(item => plantedRow(item, editor, onFilled))),
    h("div.row", null,
      h("button.btn", { type: "button", "aria-disabled": canKeep ? null : "true", "aria-describedby": "keep-note", on: { click: (/** @type {Event} */ event) => void (canKeep && isUserAction(event) && keep(content)) } }, t("starterKeep")),
      h("p.help", { id: "keep-note" }, isWritten(content) ? t("starterKeepNote", MAX_SNIPPETS) : t("starterKeepEmpty"))));
}

/** What a starter is called: its title, or its first words. @param {Starter} starter */
const nameOf = ({ title, systemPrompt, text }) => title || [...(systemPrompt || text)].slice(0, 40).join("");

/** @param {Starter} starter @param {() => unknown} use @param {() => unknown} [drop] removes it, if it is the person's own */
function starterRow(starter, use, drop) {
  const { title, systemPrompt } = starter;
  const name = nameOf(starter);
  return h("li.starter", { key: `${title} ${systemPrompt}` },
    h("button", { type: "button", on: { click: onUserAction(use) } },
      h("b", { dir: "auto" }, name), h("span.prompt-excerpt", { dir: "auto" }, systemPrompt)),
    drop ? h("button.action.icon-only", { type: "button", "aria-label": t("starterRemove", name), on: { click: onUserAction(drop) } }, icon("cross", "small")) : null);
}

/** A seed that was planted from here. Its words are in its thread. @param {SubmissionRow} item @param {DraftEditor} editor @param {() => void} onFilled */
function plantedRow(item, editor, onFilled) {
  return h("li.starter", { key: item.id },
    h("button", { type: "button", on: { click: onUserAction(() => duplicate(item.node ?? "", editor, onFilled)) } },
      h("b", null, t("starterDuplicate")), h("span.prompt-excerpt", { dir: "auto" }, item.text)));
}

/** @param {DraftContent} content */
async function keep({ title, systemPrompt, text, pasted }) {
  try {
    await api.storage.local.set({ [SNIPPETS]: [{ title, systemPrompt, text, pasted }, ...snippets].slice(0, MAX_SNIPPETS) });
    showStatus("saidStarterKept");
  } catch {
    showAlert("alertStarterNotKept");
  }
}

/** @param {number} index */
async function remove(index) {
  await api.storage.local.set({ [SNIPPETS]: snippets.filter((_, at) => at !== index) });
  showStatus("saidStarterRemoved");
}

/**
 * Fills the fields. What stands in them is discarded first; when that is refused, nothing changes.
 * @param {DraftEditor} editor @param {Starter} starter @param {() => void} onFilled
 */
async function fill(editor, starter, onFilled) {
  const { title, systemPrompt, text, pasted = false } = starter;
  // The core discards what is stored, so what was typed a moment before has to be stored first.
  await editor.save();
  const before = editor.content;
  if (isWritten(before)) {
    const answer = await send({ do: "discard", draft: editor.draft, revision: editor.revision });
    if (answer.alert) return showAnswer(answer);
  }
  editor.update({ title, systemPrompt, text, pasted });
  filled = { name: nameOf(starter), revision: editor.revision, before };
  onFilled();
}

/**
 * A planted seed whose thread is being read, to fill the fields.
 * @typedef {object} Wanted
 * @property {string} node
 * @property {DraftEditor} editor
 * @property {() => void} onFilled
 * @property {string} revision the words that stood in the fields
 * @property {number | undefined} account
 * @property {Element | null} list the list that it was chosen from
 */

/** @type {Wanted | null} */
let wanted = null;

/** Whether the person still waits for it: the list was not left, nothing was written, and the account is the same. @param {Wanted} seed */
function isAwaited({ editor, revision, account, list }) {
  const isSame = editor.revision === revision || !isWritten(editor.content);
  return list?.isConnected && isSame && views.header?.account === account;
}

watch(fillWanted);

/** Fills the fields with the seed at a node, which is read from its thread. @param {string} node @param {DraftEditor} editor @param {() => void} onFilled */
async function duplicate(node, editor, onFilled) {
  const account = views.header?.account;
  const seed = { node, editor, onFilled, revision: editor.revision, account, list: document.querySelector(".starters") };
  wanted = seed;
  const answer = await send({ do: "openThread", node, resumes: false });
  // Another one was chosen, or the thread came already.
  if (wanted !== seed) return;
  if (answer.alert) {
    wanted = null;
    return showAnswer(answer, account);
  }
  fillWanted();
}

/** Fills the fields when the thread is there. */
function fillWanted() {
  if (wanted && !isAwaited(wanted)) wanted = null;
  const page = wanted && threads.get(wanted.node);
  if (!wanted || !page || page.status === "loading") return;
  const seed = wanted;
  wanted = null;
  if (page.opening) void duplicate(page.opening, seed.editor, seed.onFilled);
  else void fillFromThread(seed);
}

/** Fills the fields with the words as they were written: a page shows hidden characters as chips. @param {Wanted} seed */
async function fillFromThread(seed) {
  const source = /** @type {Partial<ThreadSource>} */ (await send({ do: "threadSource", node: seed.node }, seed.account));
  if (!isAwaited(seed)) return;
  const opening = source.nodes?.at(-1)?.message;
  if (!source.systemPrompt || !opening) return showAlert("alertStarterUnread");
  // It comes from the network, so it is reviewed before it is planted, like any text from elsewhere.
  // A text field knows one line end, and the places of blanks are counted in it.
  const [systemPrompt, text] = [source.systemPrompt, opening].map(words => words.replace(/\r\n?/g, "\n"));
  await fill(seed.editor, { title: source.title ?? "", systemPrompt, text, pasted: true }, seed.onFilled);
}

/** What filled the fields, and the way back to what had stood there, until the person writes on. @param {DraftEditor} editor */
export function filledLine(editor) {
  if (!filled || filled.revision !== editor.revision) return null;
  const { name, before } = filled;
  const restore = () => {
    filled = null;
    editor.update(before);
  };
  return h("p.info-bar", { key: "filled", "aria-live": "polite" }, icon("copy", "small"), h("span", null, t("starterFilled", name)),
    h("button.link", { type: "button", on: { click: onUserAction(restore) } }, t(isWritten(before) ? "starterRestore" : "starterEmpty")));
}
