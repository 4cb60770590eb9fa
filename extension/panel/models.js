// The model, as a combobox: typing filters, recommended first, the last used for this kind next.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { send, views } from "../store.js";
import { onEscape } from "./keys.js";
import { repaint } from "./ui.js";

/** @import { Choice } from "../../pkg/views" */
/** @import { Pen } from "../words.js" */

const box = {
  open: false,
  /** What was typed since it opened; null while it shows what is chosen. @type {string | null} */
  typed: null,
  at: 0,
};

/** How long typing rests before the network is asked, in milliseconds. */
const REST = 250;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let rest;

/** @param {Pen} pen @param {Choice[]} engines */
export function modelBox(pen, engines) {
  const all = known(engines);
  const list = box.open ? matching(all, pen) : [];
  const shown = list.flatMap(group => group.choices);
  const choose = (/** @type {Choice} */ choice) => {
    pen.write({ model: choice.id });
    close();
  };
  return h("div.combo", { key: "model" },
    h("input.input", {
      id: "model", type: "text", role: "combobox", "aria-label": t("model"), "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      "aria-expanded": String(box.open), "aria-controls": box.open ? "models" : null,
      "aria-activedescendant": box.open && shown[box.at] ? `model-${box.at}` : null,
      set: { value: box.typed ?? nameOf(all, pen.words.model) },
      on: {
        // What is chosen stands in the box, selected, so that the first letter begins a search.
        click: (/** @type {Event} */ event) => (open(pen), /** @type {HTMLInputElement} */ (event.target).select()),
        blur: close,
        input: (/** @type {Event} */ event) => search(pen, /** @type {HTMLInputElement} */ (event.target).value),
        keydown: (/** @type {KeyboardEvent} */ event) => onKey(event, shown, pen, choose),
      },
    }),
    icon(box.open ? "up" : "down"),
    box.open ? listBox(list, pen, choose) : null);
}

/** @param {Choice[]} engines @returns {Choice[]} what came with the composer and what a search found since */
function known(engines) {
  const found = (views.models?.choices ?? []).filter(choice => !engines.some(engine => engine.id === choice.id));
  return [{ id: "", name: t("modelAny"), makes: ["text", "image"], recommended: true, last: false }, ...engines, ...found];
}

/** @param {Choice[]} all @param {string} id */
const nameOf = (all, id) => all.find(choice => choice.id === id)?.name ?? id;

/** @param {Choice[]} all @param {Pen} pen */
function matching(all, pen) {
  const words = (box.typed ?? "").toLowerCase();
  const fits = all.filter(choice => `${choice.name} ${choice.id}`.toLowerCase().includes(words));
  const able = [...fits].sort((one, other) => Number(other.makes.includes(pen.words.output)) - Number(one.makes.includes(pen.words.output)));
  return [
    { name: t("modelsRecommended"), choices: able.filter(choice => choice.recommended) },
    { name: t("modelsLast"), choices: able.filter(choice => choice.last && !choice.recommended) },
    { name: t("modelsAll"), choices: able.filter(choice => !choice.recommended && !choice.last) },
  ].filter(group => group.choices.length);
}

/** @param {{name: string, choices: Choice[]}[]} groups @param {Pen} pen @param {(choice: Choice) => void} choose */
function listBox(groups, pen, choose) {
  let index = -1;
  return h("div.list", { key: "list", id: "models", role: "listbox", "aria-label": t("modelsList"), on: {
    mousedown: (/** @type {Event} */ event) => event.preventDefault(),
    scroll: (/** @type {Event} */ event) => readOn(/** @type {Element} */ (event.target)),
  } },
    groups.length ? null : h("p.help", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("modelsNone")),
    groups.map((group, number) => h("div", { key: group.name, role: "group", "aria-labelledby": `models-${number}` },
      h("p.group", { id: `models-${number}`, role: "presentation" }, group.name),
      group.choices.map(choice => {
        index += 1;
        const chosen = choice.id === pen.words.model;
        return h("div.option", {
          key: choice.id, id: `model-${index}`, role: "option", "aria-selected": String(chosen), class: index === box.at ? "on" : "",
          on: { click: () => choose(choice) },
        }, chosen ? icon("check", "small") : h("span", null), h("span.clip", null, choice.name),
          h("small", null, choice.makes.map(kind => t(kind === "text" ? "makesText" : "makesImage")).join(", ")));
      }))),
    views.models?.more ? h("p.help", { key: "more", role: "option", "aria-disabled": "true", "aria-selected": "false" }, t("modelsMore")) : null);
}

/** Asks for the next page when what is at hand is nearly scrolled through. @param {Element} list */
function readOn(list) {
  if (views.models?.more && list.scrollTop + 2 * list.clientHeight > list.scrollHeight) void send({ do: "moreModels" });
}

/** @param {Pen} pen */
function open(pen) {
  if (box.open) return;
  Object.assign(box, { open: true, typed: null, at: 0 });
  look(pen, "");
  repaint();
}

function close() {
  if (!box.open) return;
  Object.assign(box, { open: false, typed: null });
  repaint();
}

/** @param {Pen} pen @param {string} typed */
function search(pen, typed) {
  Object.assign(box, { open: true, typed, at: 0 });
  // The list at hand is filtered at once. The network is asked when the typing rests: it counts requests by the second.
  clearTimeout(rest);
  rest = setTimeout(() => look(pen, typed), REST);
  repaint();
}

/** Looks further than the list at hand. @param {Pen} pen @param {string} search */
function look(pen, search) {
  const { output } = pen.words;
  const shelf = views.models;
  if (shelf?.search === search && shelf.output === output && shelf.choices.length) return;
  void send({ do: "models", search, output });
}

/** @param {KeyboardEvent} event @param {Choice[]} shown @param {Pen} pen @param {(choice: Choice) => void} choose */
function onKey(event, shown, pen, choose) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (!box.open) return open(pen);
    box.at = (box.at + step + shown.length) % Math.max(1, shown.length);
    repaint();
    queueMicrotask(() => document.querySelector(".list .on")?.scrollIntoView({ block: "nearest" }));
    return;
  }
  const choice = shown[box.at];
  if (event.key === "Enter" && box.open && choice) {
    event.preventDefault();
    choose(choice);
  }
}

onEscape(() => {
  if (!box.open) return false;
  close();
  return true;
});
