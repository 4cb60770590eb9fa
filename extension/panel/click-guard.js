// Whether the person can see what they click, while the panel is in a page that may cover, move or shrink it.
//
// Requires a browser that reports whether something covers a frame (Chrome). In other browsers the answer is always no.

/**
 * How long the panel must have been unchanged before a click counts, in milliseconds: longer than it takes to click what was there before.
 */
const MIN_DURATION = 700;
/** The smallest panel that accepts clicks, in CSS pixels. */
const MIN_SIZE = { width: 280, height: 300 };

/**
 * A page may cover the panel and uncover it many times a second. One observer looks ten times a second at most, so a cover that keeps in step
 * with it is never seen. So the panel is looked at anew at moments that no page can know, this many milliseconds apart, while the pointer or
 * the focus is in it; and so many of these must have found it visible before a click counts.
 */
const LOOK_EVERY = { least: 5, most: 60 };
const MIN_LOOKS = 4;
/** How long a panel that was covered counts against the page, in milliseconds: until then each cover adds `MIN_DURATION` to the wait. */
const COVER_MEMORY = 10_000;
/** The most that covers make the wait longer: six times. */
const MAX_COVERS = 5;

/** When the whole panel became visible, as an event timestamp; `null` while it is not. @type {number | null} */
let visibleSince = null;
/** How often the panel was looked at since then. */
let looks = 0;
/** When the panel was covered lately, oldest first. @type {number[]} */
let covers = [];
/** When the pointer began to rest over a panel that does not move. @type {number | null} */
let restingSince = null;
/** When the document received the focus. @type {number | null} */
let focusedSince = null;

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
  if (!("isVisible" in IntersectionObserverEntry.prototype)) return;
  observe(panel);
  void lookAgain(panel);
  // The observer does not report when a panel shrinks as a whole and stays fully visible.
  addEventListener("resize", () => (visibleSince &&= performance.now()));
}

/** @param {Element} panel */
function observe(panel) {
  const options = /** @type {IntersectionObserverInit} */ ({ threshold: [0, 0.5, 0.99], trackVisibility: true, delay: 100 });
  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) recordLook(/** @type {IntersectionObserverEntry & {isVisible: boolean}} */ (entry));
  }, options);
  observer.observe(panel);
  return observer;
}

/** @param {IntersectionObserverEntry & {isVisible: boolean}} entry */
function recordLook({ isVisible, intersectionRatio }) {
  looks++;
  if (isVisible && intersectionRatio >= 0.99) return void (visibleSince ??= performance.now());
  if (visibleSince !== null) covers.push(performance.now());
  visibleSince = null;
  looks = 0;
}

/** Looks at the panel at moments that no page can know: a new observer reports with the next frame. @param {Element} panel */
async function lookAgain(panel) {
  for (;;) {
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY.least + Math.random() * (LOOK_EVERY.most - LOOK_EVERY.least)));
    if (restingSince === null && focusedSince === null) continue;
    const observer = observe(panel);
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    observer.disconnect();
  }
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
  const byKey = event instanceof KeyboardEvent || /** @type {UIEvent} */ (event).detail === 0;
  // A choice does not tell whether it was made by key or by pointer.
  const unchangedSince = event.type === "change" ? earlier(focusedSince, restingSince) : byKey ? focusedSince : restingSince;
  covers = covers.filter(time => event.timeStamp - time < COVER_MEMORY);
  const minDuration = MIN_DURATION * (1 + Math.min(covers.length, MAX_COVERS));
  const isLargeEnough = innerWidth >= MIN_SIZE.width && innerHeight >= MIN_SIZE.height;
  return isLargeEnough && visibleSince !== null && unchangedSince !== null && looks >= MIN_LOOKS
    && event.timeStamp - visibleSince >= minDuration && event.timeStamp - unchangedSince >= MIN_DURATION;
}

/** @param {number | null} one @param {number | null} other */
const earlier = (one, other) => (one === null ? other : other === null ? one : Math.min(one, other));
