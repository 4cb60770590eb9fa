// Theme and text size, as the person chose them.

/** @import { Looks } from "../pkg/views" */

/** Applies the looks to this page and keeps a copy for the next first paint (`surface.js`). @param {Looks} looks */
export function wear(looks) {
  const { dataset } = document.documentElement;
  if (looks.theme === "light" || looks.theme === "dark") dataset.theme = looks.theme;
  else delete dataset.theme;
  if (looks.text === "small" || looks.text === "large") dataset.text = looks.text;
  else delete dataset.text;
  localStorage.setItem("looks", `${looks.theme} ${looks.text}`);
}
