// Whether the person sees what they press, while the panel stands in a page that may cover it, move it, or shrink it.
//
// Only where the browser itself tells whether anything lies over a frame (Chrome). Elsewhere the answer is always no.

/** For how long everything must have been as it is, in milliseconds: longer than it takes to press what was there before. */
const LONG = 700;
/** The least room, in CSS pixels, in which a panel is a panel. */
const LEAST = { width: 280, height: 300 };

/** Since when the whole panel is to be seen, by the clock of events; `null` while it is not. @type {number | null} */
let seen = null;
/** Since when the pointer is over a panel that does not move under it. @type {number | null} */
let still = null;
/** Since when keys come here. @type {number | null} */
let focused = null;

/** Where the panel stands on the screen, by the last event of the pointer. */
let stands = { x: Number.NaN, y: Number.NaN };

/** @param {Element} panel @param {() => number} zoom CSS pixels to screen pixels */
export function watchSight(panel, zoom) {
  focused = document.hasFocus() ? performance.now() : null;
  addEventListener("focus", () => (focused = performance.now()));
  addEventListener("blur", () => (focused = null));
  document.addEventListener("pointerleave", () => (still = null));
  for (const name of ["pointermove", "pointerdown", "pointerup"]) {
    addEventListener(name, event => follow(/** @type {PointerEvent} */ (event), zoom()), { capture: true });
  }
  if (!("isVisible" in IntersectionObserverEntry.prototype)) return;
  const options = /** @type {IntersectionObserverInit} */ ({ threshold: [0, 0.5, 0.99], trackVisibility: true, delay: 100 });
  new IntersectionObserver(entries => {
    const last = /** @type {IntersectionObserverEntry & {isVisible: boolean}} */ (entries.at(-1));
    seen = last.isVisible && last.intersectionRatio >= 0.99 ? seen ?? performance.now() : null;
  }, options).observe(panel);
  // A panel that shrinks as a whole is still seen as a whole: of that the observer says nothing.
  addEventListener("resize", () => (seen &&= performance.now()));
}

/** @param {PointerEvent} event @param {number} zoom */
function follow(event, zoom) {
  if (!event.isTrusted) return;
  const now = { x: event.screenX - event.clientX * zoom, y: event.screenY - event.clientY * zoom };
  const moved = !(Math.abs(now.x - stands.x) <= 2 && Math.abs(now.y - stands.y) <= 2);
  stands = now;
  if (moved) still = event.timeStamp;
  else still ??= event.timeStamp;
}

/** Whether this press can be no accident. @param {Event} event */
export function inSight(event) {
  const byKey = event instanceof KeyboardEvent || /** @type {UIEvent} */ (event).detail === 0;
  const held = byKey ? focused : still;
  const large = innerWidth >= LEAST.width && innerHeight >= LEAST.height;
  return large && seen !== null && held !== null && event.timeStamp - seen >= LONG && event.timeStamp - held >= LONG;
}
