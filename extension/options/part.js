// What a section of the options page is made of.
import { h } from "../dom.js";
import { t, tCount } from "../i18n.js";
import { tell, tellSaid } from "../status.js";
import { send } from "../store.js";
import { focusSoon } from "../panel/ui.js";

/** @import { Kids } from "../dom.js" */
/** @import { Change } from "../../pkg/views" */

/** @param {string} name `partHeartbeat` has its sentence in `partHeartbeatHint` @param {boolean} hinted @param {...Kids} kids */
export function part(name, hinted, ...kids) {
  return h("section.part", { key: name, "aria-labelledby": name },
    h("div", null, h("h2", { id: name, tabindex: -1 }, t(name)), hinted ? h("p.help", null, t(`${name}Hint`)) : null),
    h("div.matter", null, ...kids));
}

/** Sends one change of settings at once, and says that it is kept. @param {Change} change */
export async function change(change) {
  const answer = await send({ do: "settings", change });
  if (answer.said || answer.alert) tell(answer);
  else tellSaid("saidSaved");
}

/** @param {string} name @param {boolean} on @param {(on: boolean) => void} set @param {string} [label] when the name stands elsewhere */
export function tick(name, on, set, label) {
  const box = h("input", {
    type: "checkbox", "aria-label": label ?? null, set: { checked: on },
    on: { change: (/** @type {Event} */ event) => set(/** @type {HTMLInputElement} */ (event.target).checked) },
  });
  return label ? box : h("label.choice", { key: name }, box, h("span", null, name));
}

/** @param {string} group @param {string} value @param {string} name @param {boolean} on @param {() => void} set @param {string} [hint] */
export function radio(group, value, name, on, set, hint) {
  const id = `${group}-${value}`;
  return h("div.choice", { key: value },
    h("input", { id, type: "radio", name: group, "aria-describedby": hint ? `${id}-hint` : null, set: { checked: on }, on: { change: set } }),
    h("div", null, h("label", { for: id }, name), hint ? h("p.help", { id: `${id}-hint` }, hint) : null));
}

/**
 * @param {string} label @param {[value: string, name: string][]} options @param {string} chosen @param {(value: string) => void} set
 * @param {boolean} [bare] without a visible label
 */
export function pick(label, options, chosen, set, bare = false) {
  const select = h("select.input", {
    "aria-label": bare ? label : null,
    on: { change: (/** @type {Event} */ event) => set(/** @type {HTMLSelectElement} */ (event.target).value) },
  }, options.map(([value, name]) => h("option", { key: value, value, set: { selected: value === chosen } }, name)));
  return bare ? select : h("label.pick", { key: label }, h("span", null, label), select);
}

/** @param {number} minutes */
export function minutes(minutes) {
  if (minutes % 60 === 0) return tCount("hours", minutes / 60);
  return tCount("minutes", minutes);
}

/**
 * A question that is asked once more, with the focus on its first button. With *no* the focus goes back to what opened it, which is
 * `ask-<key>`; with *yes* to the head of the section, because what opened it may be gone then.
 * @param {string} key @param {string} text @param {string} yes @param {() => void} agree @param {string} no @param {() => void} close
 */
export function askSure(key, text, yes, agree, no, close) {
  const id = `sure-${key}`;
  const agreed = (/** @type {Event} */ event) => {
    /** @type {HTMLElement} */ (event.currentTarget).closest("section")?.querySelector("h2")?.focus();
    close();
    agree();
  };
  return h("div.row.sure", { key: id, role: "group", "aria-labelledby": id, born: () => focusSoon(`#${id} + button`) },
    h("p", { id }, text),
    h("button.btn", { type: "button", on: { click: agreed } }, yes),
    h("button.btn.plain", { type: "button", on: { click: () => (close(), focusSoon(`#ask-${key}`)) } }, no));
}
