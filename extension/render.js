// Painting and focus: schedules one paint for all changes of a turn, and moves the focus to an element as soon as a paint creates it.

/** @type {() => void} */
let paintPage = () => {};
let isScheduled = false;

/** The element that gets the focus as soon as it exists. @type {string | null} */
let focusSelector = null;

/** Sets the function that paints this page. @param {() => void} paint */
export function startPainting(paint) {
  paintPage = paint;
}

/** Paints once, at the end of this turn. */
export function repaint() {
  if (isScheduled) return;
  isScheduled = true;
  queueMicrotask(() => {
    isScheduled = false;
    paintPage();
    if (focusSelector) focusNow(focusSelector);
  });
}

/** Focuses the first element that matches a selector, now or after the paint that creates it. @param {string} selector */
export function focusSoon(selector) {
  focusSelector = selector;
  repaint();
}

/** Drops a focus request that no paint has fulfilled yet. */
export function cancelFocus() {
  focusSelector = null;
}

/** @param {string} selector */
function focusNow(selector) {
  const found = document.querySelector(selector);
  if (!(found instanceof HTMLElement)) return;
  focusSelector = null;
  found.focus();
}

/**
 * Resolves when the first paint is on the screen. Work that starts earlier competes with the compositor for the processor and delays the
 * paint by a frame. A hidden page never paints, so this resolves after half a second in any case.
 * @type {Promise<void>}
 */
export const firstPaint = new Promise(resolve => {
  new PerformanceObserver(entries => void (entries.getEntriesByName("first-contentful-paint").length > 0 && resolve()))
    .observe({ type: "paint", buffered: true });
  setTimeout(resolve, 500);
});
