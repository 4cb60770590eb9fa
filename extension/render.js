// Painting and focus: schedules one paint for all changes of a turn, never between the start and the end of a press, and moves the focus to an
// element as soon as a paint creates it.

/** @type {() => void} */
let paintPage = () => {};
let isScheduled = false;

/** Finds the element that gets the focus as soon as it exists. @type {(() => Element | null | undefined) | null} */
let findFocus = null;

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
    if (isPressing) {
      isPaintDue = true;
      return;
    }
    const path = focusPath();
    paintPage();
    if (findFocus) focusNow(findFocus);
    keepFocus(path);
  });
}

/** What is pressed rather than dragged over. */
const PRESSABLE = "a, button, label, select, summary, [data-row]";

/** Whether a mouse button or a finger is down on a control. If a paint moved the control away before it is up, nothing would be pressed. */
let isPressing = false;
/** Whether a paint waits for the end of the press. */
let isPaintDue = false;
addEventListener("pointerdown", event => (isPressing = event.target instanceof Element && event.target.closest(PRESSABLE) !== null), { capture: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, endPress, { capture: true });
// The window lost the focus, or the button was released outside of it.
addEventListener("blur", endPress);
addEventListener("pointermove", event => void (event.buttons === 0 && endPress()), { capture: true });

function endPress() {
  isPressing = false;
  if (!isPaintDue) return;
  isPaintDue = false;
  // The click comes directly after the button is up, before this.
  setTimeout(repaint);
}

/** Whether a key is held down. Its default action goes to whatever has the focus by then, so the focus stays until the key is up. */
let isKeyDown = false;
addEventListener("keydown", () => (isKeyDown = true), { capture: true });
addEventListener("keyup", () => (isKeyDown = false), { capture: true });

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/** What takes the letters that are typed. */
const TEXT_FIELD = "input:not([type=radio], [type=checkbox]), textarea, select";

/** @param {EventTarget | null} target */
export const isTextField = target => target instanceof Element && target.matches(TEXT_FIELD);

/**
 * The ancestors of the focused element from the inside out, each with the index of the child that holds the focus.
 * @returns {{parent: Element, index: number}[]}
 */
function focusPath() {
  const path = [];
  for (let element = document.activeElement; element && element !== document.body && element.parentElement; element = element.parentElement) {
    path.push({ parent: element.parentElement, index: [...element.parentElement.children].indexOf(element) });
  }
  return path;
}

/**
 * Moves the focus on when a paint has removed the focused element: to what took its place, else to what stands beside it, else further out.
 * Otherwise the browser would put it on the page, and whoever uses the keyboard would start from the top. A text field does not get it: the next
 * letter would be typed there, where the person meant a key of the panel.
 * @param {ReturnType<typeof focusPath>} path
 */
function keepFocus(path) {
  if (!path.length || document.activeElement !== document.body) return;
  if (isKeyDown) return addEventListener("keyup", () => keepFocus(path), { once: true });
  for (const { parent, index } of path) {
    if (!parent.isConnected) continue;
    const children = [...parent.children];
    const nearest = [...children.slice(index), ...children.slice(0, index).reverse(), parent];
    for (const candidate of nearest) {
      const next = [candidate, ...candidate.querySelectorAll(FOCUSABLE)].find(isNextFocus);
      if (next) return next.focus({ preventScroll: true });
    }
  }
}

/** @param {Element} element @returns {element is HTMLElement} */
const isNextFocus = element => element.matches(FOCUSABLE) && !isTextField(element) && element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");

/**
 * Focuses the first element that matches a selector, or the one that a function finds, now or after the paint that creates it.
 * @param {string | (() => Element | null | undefined)} wanted
 */
export function focusSoon(wanted) {
  findFocus = typeof wanted === "string" ? () => document.querySelector(wanted) : wanted;
  repaint();
}

/** The rows of the lists that are shown. @returns {HTMLElement[]} */
const rows = () => [...document.querySelectorAll("[data-row]")].filter(row => row instanceof HTMLElement);

/**
 * Focuses the first row that comes back after an undo: one that is not shown now. It may come after the answer. Once the person presses something
 * else, the focus stays where it is.
 */
export function focusReturningRow() {
  const shown = new Set(rows().map(row => row.dataset["row"]));
  const find = () => rows().find(row => !shown.has(row.dataset["row"]));
  const giveUp = () => {
    if (findFocus === find) cancelFocus();
    for (const name of ["keydown", "pointerdown"]) removeEventListener(name, giveUp, { capture: true });
  };
  for (const name of ["keydown", "pointerdown"]) addEventListener(name, giveUp, { capture: true });
  focusSoon(find);
}

/** Drops a focus request that no paint has fulfilled yet. */
export function cancelFocus() {
  findFocus = null;
}

/** @param {() => Element | null | undefined} find */
function focusNow(find) {
  const found = find();
  if (!(found instanceof HTMLElement)) return;
  findFocus = null;
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
