// The panel in another site's page: it has its own title bar, and accepts clicks that change anything only while the person can see it.
import { h } from "../dom.js";
import { icon, logo } from "../icons.js";
import { api, askBackground, FRONT_PANEL } from "../platform.js";
import { t } from "../i18n.js";
import { session } from "../session-storage.js";
import { setPanelTicket } from "../store.js";
import { claimedPanel, ticket } from "./claim.js";
import { onLastEscape } from "./keyboard.js";
import { currentThread } from "./current-thread.js";
import { isDeliberateClick, watchVisibility } from "./click-guard.js";
import { isUserAction, setClickGuard } from "../user-action.js";
import { repaint } from "../render.js";
import { ui } from "./navigation.js";

/** @import { ClaimedPanel, Position } from "../page-panels.js" */

/** The minimum size, in CSS pixels. */
const MIN_SIZE = { width: 320, height: 360 };
/** The distance that an arrow key moves or resizes the panel, in CSS pixels. */
const STEP = 16;

/** The module is loaded after the background accepted the claim. */
const panelInfo = /** @type {ClaimedPanel} */ (claimedPanel);
let zoom = panelInfo.zoom;

/** Guards every press that changes anything, and closes the panel at the last Esc. */
export function startPagePanel() {
  setPanelTicket(ticket);
  addEventListener("resize", async () => (zoom = (await askBackground({ panelRequest: "zoom" })) ?? zoom));
  watchVisibility(/** @type {HTMLElement} */ (document.getElementById("panel")), () => zoom);
  setClickGuard(event => {
    if (isDeliberateClick(event)) return true;
    openInPopup();
    return false;
  });
  addEventListener("change", refuseChoice, { capture: true });
  onLastEscape(close);
}

/** Where a choice changes more than what this panel shows: the draft of a reply or of a seed, what is handed over. */
const CHANGES = ".composer, #view-create, [role=dialog], dialog";

/** Refuses a choice that a page could have led the person to. @param {Event} event */
function refuseChoice(event) {
  const isChoice = event.target instanceof Element && event.target.matches("select, input[type=radio], input[type=checkbox]") && event.target.closest(CHANGES);
  if (!isChoice || isUserAction(event)) return;
  event.stopImmediatePropagation();
  repaint();
}

/** Opens the same draft in the browser's popup, which no page can cover or click. */
export function openInPopup() {
  const draft = ui.composing ? currentThread()?.composer?.draft : undefined;
  const place = ui.thread ? { node: ui.thread, ...(draft && { draft }) } : { tab: ui.tab };
  void session.set({ navigation: { ...place, panel: FRONT_PANEL, note: "pagePanelSecondStep" } }).then(() => askBackground({ panelRequest: "openPopup" }));
}

function close() {
  void askBackground({ panelRequest: "close" });
}

/** Browsers dock a panel only within the user gesture, and only Chrome lets a frame do it. */
async function dock() {
  if (api.sidePanel) await api.sidePanel.open({ tabId: panelInfo.tab }).catch(openInPopup);
  else await askBackground({ panelRequest: "dock" });
  close();
}

/** The title bar, by which the panel is moved. */
export function titleBar() {
  return h("section.page-panel-bar", { key: "title-bar", "aria-label": t("appName") },
    h("button.action.icon-only.drag-handle", { type: "button", "aria-label": t("pagePanelMove"), on: dragListeners(MOVE) }, icon("grip")),
    h("p.ellipsis", null, logo(), h("b", null, t("appName")), " · ", t("pagePanelPrivate")),
    h("button.action.icon-only.align-end", { type: "button", "aria-label": t("pagePanelDock"), on: { click: () => void dock() } }, icon("dock")),
    h("button.action.icon-only", { type: "button", "aria-label": t("pagePanelClose"), on: { click: close } }, icon("cross")),
    h("button.resize-handle", { type: "button", "aria-label": t("pagePanelResize"), on: dragListeners(RESIZE) }));
}

/**
 * @typedef {{adjust: (from: Position, x: number, y: number) => Position, limits: (keyof Position)[]}} Adjustment what a drag changes: x and y
 *   are CSS pixels of the page, to the right and down; `limits` are the values that the window's edges may reduce
 */

/** @type {Adjustment} */
const MOVE = {
  adjust: (from, x, y) => ({ ...from, right: Math.max(0, from.right - x), top: Math.max(0, from.top + y) }),
  limits: ["right", "top"],
};

/** Resizing by the lower left corner. @type {Adjustment} */
const RESIZE = {
  adjust: (from, x, y) => ({ ...from, width: Math.max(MIN_SIZE.width, from.width - x), height: Math.max(MIN_SIZE.height, from.height + y) }),
  limits: ["right", "top", "width", "height"],
};

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/**
 * The listeners of a drag handle. The pointer is tracked in screen coordinates, because the panel moves along with it.
 * @param {Adjustment} change
 */
function dragListeners({ adjust, limits }) {
  /** @type {{x: number, y: number, from: Promise<Position>} | undefined} */
  let start;
  const onRelease = () => {
    const from = start?.from;
    start = undefined;
    void Promise.resolve(from).then(() => moveTo(panelInfo.place, limits)).then(savePosition);
  };
  return {
    pointerdown: (/** @type {PointerEvent} */ event) => {
      /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
      start = { x: event.screenX, y: event.screenY, from: settledPosition() };
    },
    pointermove: (/** @type {PointerEvent} */ event) => {
      if (!start) return;
      const [x, y] = [(event.screenX - start.x) / zoom, (event.screenY - start.y) / zoom];
      void start.from.then(place => moveTo(adjust(place, x, y), limits));
    },
    pointerup: onRelease,
    pointercancel: onRelease,
    keydown: (/** @type {KeyboardEvent} */ event) => {
      const step = ARROWS[event.key];
      if (!step) return;
      event.preventDefault();
      void settledPosition().then(place => moveTo(adjust(place, ...step), limits)).then(savePosition);
    },
  };
}

/** Pending until the panel is at its last requested position. @type {Promise<void> | undefined} */
let moving;

/** The last requested position, after the window's edges have limited it: the next move starts from there. @returns {Promise<Position>} */
const settledPosition = () => Promise.resolve(moving).then(() => panelInfo.place);

/** Moves the panel. @param {Position} place @param {(keyof Position)[]} limits */
function moveTo(place, limits) {
  panelInfo.place = place;
  return (moving ??= sendPositions(limits));
}

/**
 * Sends one position at a time, so that none overtakes a later one. The window's edges limit the position; the next move starts from the
 * limited position. The answer can only reduce values, because the page could forge it.
 * @param {(keyof Position)[]} limits
 */
async function sendPositions(limits) {
  /** @type {Position | undefined} */
  let sentPosition;
  while (sentPosition !== panelInfo.place) {
    sentPosition = panelInfo.place;
    const actual = await askBackground({ panelRequest: "place", place: sentPosition });
    if (panelInfo.place !== sentPosition) continue;
    panelInfo.place = sentPosition = { ...sentPosition };
    for (const side of limits) {
      const least = side === "width" || side === "height" ? MIN_SIZE[side] : 0;
      if (actual?.[side] < sentPosition[side]) sentPosition[side] = Math.max(least, actual[side]);
    }
  }
  moving = undefined;
}

/** The position is stored by the extension. A page could read or change it. */
const savePosition = () => api.storage.local.set({ place: panelInfo.place });
