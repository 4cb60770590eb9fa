// Whether the person can see what they click, while the panel is in a page that may cover, move or shrink it.
//
// Requires a browser that reports whether something covers a frame (Chrome). In other browsers the answer is always no.

/**
 * How long the panel must have been unchanged before a click counts, in milliseconds: longer than it takes to click what was there before.
 */
const MIN_DURATION = 700;
/** The smallest panel that accepts clicks, in CSS pixels. */
const MIN_SIZE = { width: 280, height: 300 };

/** When the whole panel became visible, as an event timestamp; `null` while it is not. @type {number | null} */
let visibleSince = null;
/** When the pointer began to rest over a panel that does not move. @type {number | null} */
let restingSince = null;
/** When the document received the focus. @type {number | null} */
let focusedSince = null;
/** Whether the last thing that the person did was to press a key. */
let isLastByKey = false;

/** The panel's position on the screen, from the last pointer event. */
let panelOrigin = { x: Number.NaN, y: Number.NaN };

/** @param {Element} panel @param {() => number} zoom screen pixels per CSS pixel */
export function watchVisibility(panel, zoom) {
  focusedSince = document.hasFocus() ? performance.now() : null;
  addEventListener("focus", () => (focusedSince = performance.now()));
  addEventListener("blur", () => (focusedSince = null));
  document.addEventListener("pointerleave", () => (restingSince = null));
  for (const name of ["pointermove", "pointerdown", "pointerup"]) {
    addEventListener(name, event => trackPointer(/** @type {PointerEvent} */ (event), zoom()), { capture: true });
  }
  for (const name of ["keydown", "pointerdown"]) {
    addEventListener(name, event => void (event.isTrusted && (isLastByKey = name === "keydown")), { capture: true });
  }
  if (!("isVisible" in IntersectionObserverEntry.prototype)) return;
  const options = /** @type {IntersectionObserverInit} */ ({ threshold: [0, 0.5, 0.99], trackVisibility: true, delay: 100 });
  new IntersectionObserver(entries => {
    const last = /** @type {IntersectionObserverEntry & {isVisible: boolean}} */ (entries.at(-1));
    visibleSince = last.isVisible && last.intersectionRatio >= 0.99 ? visibleSince ?? performance.now() : null;
  }, options).observe(panel);
  // The observer does not report when a panel shrinks as a whole and stays fully visible.
  addEventListener("resize", () => (visibleSince &&= performance.now()));
}

/** @param {PointerEvent} event @param {number} zoom */
function trackPointer(event, zoom) {
  if (!event.isTrusted) return;
  const now = { x: event.screenX - event.clientX * zoom, y: event.screenY - event.clientY * zoom };
  const moved = !(Math.abs(now.x - panelOrigin.x) <= 2 && Math.abs(now.y - panelOrigin.y) <= 2);
  panelOrigin = now;
  if (moved) restingSince = event.timeStamp;
  else restingSince ??= event.timeStamp;
}

/** Whether a click is deliberate: the panel has been visible, large enough and unchanged for long enough. @param {Event} event */
export function isDeliberateClick(event) {
  // A choice does not tell whether it was made by key or by pointer, so what came last decides.
  const byKey = event.type === "change" ? isLastByKey : event instanceof KeyboardEvent || /** @type {UIEvent} */ (event).detail === 0;
  const unchangedSince = byKey ? focusedSince : restingSince;
  const isLargeEnough = innerWidth >= MIN_SIZE.width && innerHeight >= MIN_SIZE.height;
  return isLargeEnough && visibleSince !== null && unchangedSince !== null
    && event.timeStamp - visibleSince >= MIN_DURATION && event.timeStamp - unchangedSince >= MIN_DURATION;
}
