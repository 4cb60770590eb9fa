// Theme and text size, as the person chose them.

/** @import { Appearance } from "../pkg/views" */

/** The values that are set as attributes. The defaults have no attribute. */
const ATTRIBUTE_VALUES = { theme: ["light", "dark"], text: ["small", "large"] };

/** Applies theme and text size to this page, and keeps a copy for the next first paint (`theme-early.js`). @param {Appearance} looks */
export function applyTheme(looks) {
  applyAttribute("data-theme", looks.theme, ATTRIBUTE_VALUES.theme);
  applyAttribute("data-text", looks.text, ATTRIBUTE_VALUES.text);
  localStorage.setItem("looks", `${looks.theme} ${looks.text}`);
}

/** @param {string} name @param {string} value @param {string[]} values */
function applyAttribute(name, value, values) {
  document.documentElement.toggleAttribute(name, values.includes(value));
  if (values.includes(value)) document.documentElement.setAttribute(name, value);
}
