// The model picker, a combobox: typing filters the list, recommended models come first, then the one used last for this kind of post.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { send, views } from "../store.js";
import { repaint } from "../render.js";
import { isUserAction, onUserAction } from "../user-action.js";

/** @import { Choice } from "../../pkg/views" */
/** @import { DraftEditor } from "../draft-editor.js" */

const box = {
  open: false,
  /** What was typed since the list opened; null while the box shows the chosen model. @type {string | null} */
  typed: null,
  at: 0,
};

/** How long typing must pause before a search is sent, in milliseconds. */
const SEARCH_DELAY = 250;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let searchTimer;

/** @param {DraftEditor} editor @param {Choice[]} models */
export function modelPicker(editor, models) {
  const all = allModels(models);
  const list = box.open ? groupedMatches(all, editor) : [];
  const shown = list.flatMap(group => group.choices);
  const choose = (/** @type {Choice} */ choice) => {
    editor.update({ model: choice.id });
    close();
  };
  return h("div.combobox", { key: "model" },
    h("input.input", {
      id: "model", type: "text", role: "combobox", "aria-label": t("model"), "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      "aria-expanded": String(box.open), "aria-controls": box.open ? "models" : null,
      "aria-activedescendant": box.open && shown[box.at] ? `model-${box.at}` : null,
      set: { value: box.typed ?? nameOf(all, editor.content.model) },
      on: {
        // The chosen model's name is selected, so that the first letter begins a search.
        click: (/** @type {Event} */ event) => (open(editor), /** @type {HTMLInputElement} */ (event.target).select()),
        blur: close,
        input: (/** @type {Event} */ event) => search(editor, /** @type {HTMLInputElement} */ (event.target).value),
        keydown: (/** @type {KeyboardEvent} */ event) => onKey(event, shown, editor, choose),
      },
    }),
    icon(box.open ? "up" : "down"),
    box.open ? listBox(list, all, editor, choose) : null);
}

/** @param {Choice[]} models @returns {Choice[]} the composer's models and those that a search has found */
function allModels(models) {
  const found = (views.models?.choices ?? []).filter(choice => !models.some(model => model.id === choice.id));
  return [{ id: "", name: t("modelAny"), makes: ["text", "image"], recommended: true, last: false }, ...models, ...found];
}

/** @param {Choice[]} all @param {string} id */
const nameOf = (all, id) => all.find(choice => choice.id === id)?.name ?? id;

/**
 * What a model was used last for. A model that makes both was used for what the other one of the last two does not make; alone, it is not known for
 * which, and nothing is told.
 * @param {Choice} choice @param {Choice[]} all @returns {"text" | "image" | null}
 */
export function lastFor({ id, makes, last }, all) {
  const [only, more] = makes;
  if (!last || !only) return null;
  if (!more) return only;
  const other = all.find(each => each.last && each.id !== id);
  return other?.makes.length === 1 ? makes.find(output => !other.makes.includes(output)) ?? null : null;
}

/** What stands beside the name of a model. @param {Choice} choice @param {Choice[]} all */
function facts(choice, all) {
  const makes = choice.makes.map(kind => t(kind === "text" ? "makesText" : "makesImage")).join(", ");
  const used = lastFor(choice, all);
  const last = used ? t(used === "text" ? "modelLastText" : "modelLastImage") : choice.last ? t("modelLast") : "";
  return [makes, last ? h("span", { key: "last" }, ` · ${last}`) : null];
}

/** @param {Choice[]} all @param {DraftEditor} editor */
function groupedMatches(all, editor) {
  const typed = (box.typed ?? "").toLowerCase();
  const matches = all.filter(choice => `${choice.name} ${choice.id}`.toLowerCase().includes(typed));
  const sorted = [...matches].sort((one, other) => Number(other.makes.includes(editor.content.output)) - Number(one.makes.includes(editor.content.output)));
  return [
    { name: t("modelsRecommended"), choices: sorted.filter(choice => choice.recommended) },
    { name: t("modelsLast"), choices: sorted.filter(choice => choice.last && !choice.recommended) },
    { name: t("modelsAll"), choices: sorted.filter(choice => !choice.recommended && !choice.last) },
  ].filter(group => group.choices.length);
}

/** @param {{name: string, choices: Choice[]}[]} groups @param {Choice[]} all @param {DraftEditor} editor @param {(choice: Choice) => void} choose */
function listBox(groups, all, editor, choose) {
  let index = -1;
  return h("div.listbox", { key: "listbox", id: "models", role: "listbox", "aria-label": t("modelsList"), on: {
    mousedown: (/** @type {Event} */ event) => event.preventDefault(),
    scroll: (/** @type {Event} */ event) => loadMoreNearEnd(/** @type {Element} */ (event.target)),
  } },
    groups.length ? null : h("p.help", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("modelsNone")),
    groups.map((group, number) => h("div", { key: group.name, role: "group", "aria-labelledby": `models-${number}` },
      h("p.group", { id: `models-${number}`, role: "presentation" }, group.name),
      group.choices.map(choice => {
        index += 1;
        const chosen = choice.id === editor.content.model;
        return h("div.option", {
          key: choice.id, id: `model-${index}`, role: "option", "aria-selected": String(chosen), class: index === box.at ? "on" : "",
          on: { click: onUserAction(() => choose(choice)) },
        }, chosen ? icon("check", "small") : h("span", null), h("span.ellipsis", null, choice.name),
          h("small", null, facts(choice, all)));
      }))),
    views.models?.more ? h("p.help", { key: "more", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("modelsMore")) : null);
}

/** Requests the next page when the list is nearly scrolled to its end. @param {Element} list */
function loadMoreNearEnd(list) {
  if (views.models?.more && list.scrollTop + 2 * list.clientHeight > list.scrollHeight) void send({ do: "moreModels" });
}

/** @param {DraftEditor} editor */
function open(editor) {
  if (box.open) return;
  Object.assign(box, { open: true, typed: null, at: 0 });
  searchModels(editor, "");
  repaint();
}

function close() {
  if (!box.open) return;
  Object.assign(box, { open: false, typed: null });
  repaint();
}

/** @param {DraftEditor} editor @param {string} typed */
function search(editor, typed) {
  Object.assign(box, { open: true, typed, at: 0 });
  // The list is filtered at once. The search is sent when typing pauses, because Impromptu limits requests per second.
  clearTimeout(searchTimer);
  searchTimer = setTimeout(() => searchModels(editor, typed), SEARCH_DELAY);
  repaint();
}

/** Searches models beyond the current list. @param {DraftEditor} editor @param {string} search */
function searchModels(editor, search) {
  const { output } = editor.content;
  const current = views.models;
  if (current?.search === search && current.output === output && current.choices.length) return;
  void send({ do: "searchModels", search, output });
}

/** @param {KeyboardEvent} event @param {Choice[]} shown @param {DraftEditor} editor @param {(choice: Choice) => void} choose */
function onKey(event, shown, editor, choose) {
  if (event.isComposing) return;
  // The open list owns Esc; the composer around it stays open.
  if (event.key === "Escape" && box.open) {
    event.preventDefault();
    return close();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (!box.open) return open(editor);
    box.at = (box.at + step + shown.length) % Math.max(1, shown.length);
    repaint();
    queueMicrotask(() => document.querySelector(".listbox .on")?.scrollIntoView({ block: "nearest" }));
    return;
  }
  const choice = shown[box.at];
  if (event.key === "Enter" && box.open && choice) {
    event.preventDefault();
    if (isUserAction(event)) choose(choice);
  }
}
