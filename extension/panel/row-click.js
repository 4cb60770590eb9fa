// A click on a row opens it. Clicks on its controls, and the end of a text selection, do not.

/** Makes the click listener of a row. @param {() => unknown} open @returns {(event: Event) => void} */
export const openOnClick = open => event => {
  if (event.target instanceof Element && event.target.closest("button, a, input, textarea, select, label")) return;
  if (getSelection()?.isCollapsed === false) return;
  void open();
};
