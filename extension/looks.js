// Theme and text size, as the person chose them.

/** @import { Looks } from "../pkg/views" */

/** What is marked on the page; the values in between are the page's own. */
const MARKED = { theme: ["light", "dark"], text: ["small", "large"] };

/** Applies the looks to this page and keeps a copy for the next first paint (`surface.js`). @param {Looks} looks */
export function wear(looks) {
  mark("data-theme", looks.theme, MARKED.theme);
  mark("data-text", looks.text, MARKED.text);
  localStorage.setItem("looks", `${looks.theme} ${looks.text}`);
}

/** @param {string} name @param {string} value @param {string[]} marked */
function mark(name, value, marked) {
  document.documentElement.toggleAttribute(name, marked.includes(value));
  if (marked.includes(value)) document.documentElement.setAttribute(name, value);
}
