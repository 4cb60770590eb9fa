// The building blocks of the options page: sections, form controls, confirmations.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { say, t, tCount } from "../i18n.js";
import { showAnswer, showStatus } from "../status.js";
import { send } from "../store.js";
import { focusSoon, repaint } from "../render.js";

/** @import { Children } from "../dom.js" */
/** @import { Change, LocalizedMessage } from "../../pkg/views" */

/** @param {string} name `partHeartbeat` has its sentence in `partHeartbeatHint` @param {boolean} hinted @param {...Children} kids */
export function section(name, hinted, ...kids) {
  return h("section.section", { key: name, "aria-labelledby": name },
    h("div", null, h("h2", { id: name, tabindex: -1 }, t(name)), hinted ? h("p.help", null, t(`${name}Hint`)) : null),
    h("div.section-body", null, ...kids));
}

/** Saves one change of the settings and confirms it in the status line. @param {Change} change */
export async function saveSetting(change) {
  const answer = await send({ do: "changeSettings", change });
  if (answer.said || answer.alert) showAnswer(answer);
  else showStatus("saidSaved");
}

/** @param {string} name @param {boolean} on @param {(on: boolean) => void} set @param {string} [label] an accessible name, when the visible name is elsewhere */
export function checkbox(name, on, set, label) {
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
export function select(label, options, chosen, set, bare = false) {
  const element = h("select.input", {
    "aria-label": bare ? label : null,
    on: { change: (/** @type {Event} */ event) => set(/** @type {HTMLSelectElement} */ (event.target).value) },
  }, options.map(([value, name]) => h("option", { key: value, value, set: { selected: value === chosen } }, name)));
  return bare ? element : h("label.select-field", { key: label }, h("span", null, label), element);
}

/** @param {number} minutes */
export function durationText(minutes) {
  return minutes % 60 === 0 ? tCount("hours", minutes / 60) : tCount("minutes", minutes);
}

/** What is wrong with the fields of this page, by the id of the field, until it is typed in. @type {Map<string, LocalizedMessage>} */
const fieldErrors = new Map();

/** Says beside a field what is wrong with it, and focuses it. @param {string} id @param {LocalizedMessage} line */
export function showFieldError(id, line) {
  fieldErrors.set(id, line);
  focusSoon(`#${CSS.escape(id)}`);
}

/** @param {...string} ids */
export function clearFieldErrors(...ids) {
  const wrong = ids.filter(id => fieldErrors.delete(id));
  if (wrong.length) repaint();
}

/** @param {string} id @param {string} [description] the ids of what describes the field besides */
export const errorAttributes = (id, description = "") => ({
  "aria-invalid": fieldErrors.has(id) ? "true" : null,
  "aria-describedby": `${fieldErrors.has(id) ? `${id}-wrong ` : ""}${description}`.trim() || null,
});

/** @param {string} id */
export function errorLine(id) {
  const line = fieldErrors.get(id);
  return line ? h("p.help.refuse", { key: "wrong", id: `${id}-wrong` }, icon("cross", "small"), " ", say(line)) : null;
}

/**
 * An inline confirmation with the focus on its first button. *No* returns the focus to the button that opened it, which has the id
 * `ask-<key>`. *Yes* moves it to the section's heading, because that button may disappear.
 * @param {string} key @param {string} text @param {string} yes @param {() => void} agree @param {string} no @param {() => void} close
 */
export function confirmation(key, text, yes, agree, no, close) {
  const id = `sure-${key}`;
  const agreed = (/** @type {Event} */ event) => {
    /** @type {HTMLElement} */ (event.currentTarget).closest("section")?.querySelector("h2")?.focus();
    close();
    agree();
  };
  return h("div.row.confirmation", { key: id, role: "group", "aria-labelledby": id, created: () => focusSoon(`#${id} + button`) },
    h("p", { id }, text),
    h("button.btn", { type: "button", on: { click: agreed } }, yes),
    h("button.btn.plain", { type: "button", on: { click: () => (close(), focusSoon(`#ask-${key}`)) } }, no));
}
