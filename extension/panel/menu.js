// A menu that a button opens: its keys, and closing it when it is left.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { focusSoon } from "../render.js";

/**
 * @param {string} id @param {string} label @param {() => void} close closes the menu and returns the focus to its button
 * @param {...import("../dom.js").Children} items
 */
export function menu(id, label, close, ...items) {
  return h("div.menu", {
    key: "menu", id, role: "menu", "aria-label": label,
    created: () => focusSoon(`#${id} [role^='menuitem']`),
    on: {
      keydown: (/** @type {KeyboardEvent} */ event) => onMenuKey(event, close),
      focusout: (/** @type {FocusEvent} */ event) => closeWhenLeft(event, close),
    },
  }, ...items);
}

/**
 * @param {string} iconName @param {string} name @param {(event: Event) => void} onClick
 * @param {import("../dom.js").Props} [props] more of its properties @param {import("../dom.js").Child} [price]
 */
export function menuItem(iconName, name, onClick, props, price) {
  return h("button.menu-item", { key: iconName, type: "button", role: "menuitem", tabindex: -1, ...props, on: { click: onClick } },
    icon(iconName), h("span", null, name), price ?? null);
}

/** The arrow keys, Home and End move between entries; Esc and Tab close the menu. @param {KeyboardEvent} event @param {() => void} close */
function onMenuKey(event, close) {
  if (event.key === "Tab") return close();
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  const items = [.../** @type {NodeListOf<HTMLElement>} */ (menu.querySelectorAll("[role^='menuitem']"))];
  const position = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: -1 }[event.key];
  if (event.key === "Escape") close();
  // Letters and digits belong to the menu while it is open.
  else if (next === undefined) return event.key.length === 1 && event.key !== " " ? event.preventDefault() : undefined;
  else items.at(next % items.length)?.focus();
  event.preventDefault();
}

/** Closes the menu when the focus leaves it for something else in the panel. @param {FocusEvent} event @param {() => void} close */
function closeWhenLeft(event, close) {
  const menu = /** @type {HTMLElement} */ (event.currentTarget);
  if (event.relatedTarget instanceof Node && !menu.parentElement?.contains(event.relatedTarget)) close();
}
