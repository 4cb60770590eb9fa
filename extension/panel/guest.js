// The panel in somebody else's page: proves where it comes from, brings its own bar, and keeps what spends for eyes that see it.
import { h, paint } from "../dom.js";
import { icon, mark } from "../icons.js";
import { api, askDoor, FRONT } from "../platform.js";
import { t } from "../i18n.js";
import { borrowed, session } from "../session.js";
import { standInPage } from "../store.js";
import { onLastEscape } from "./keys.js";
import { reading } from "./reading.js";
import { inSight, watchSight } from "./sight.js";
import { guardPresses, ui } from "./ui.js";

/** @import { Claimed, Place } from "../mounts.js" */

/** The least a panel is made, in CSS pixels. */
const LEAST = { width: 320, height: 360 };
/** How far one press of an arrow key goes. */
const STEP = 16;

const ticket = location.hash.slice(1);

/** @type {Claimed} */
let home;
let zoom = 1;

/** Whether this frame was mounted by the background for this tab. If not, it says so, and nothing else is ever shown in it. */
export async function enterPage() {
  const claimed = await askDoor({ door: "claim", ticket, borrows: borrowed });
  const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
  if (!claimed) {
    paint(panel, h("section.blank", null, icon("shield"), h("h2", null, t("guestRefusedTitle")), h("p", null, t("guestRefused"))));
    return false;
  }
  home = claimed;
  standInPage(ticket);
  zoom = home.zoom;
  addEventListener("resize", async () => (zoom = (await askDoor({ door: "zoom" })) ?? zoom));
  watchSight(panel, () => zoom);
  guardPresses(event => {
    if (inSight(event)) return true;
    goOutside();
    return false;
  });
  onLastEscape(close);
  return true;
}

/** The second step: the same draft, in the browser's own popup, which no page can cover or press. */
export function goOutside() {
  const draft = ui.composing ? reading()?.composer?.draft : undefined;
  const place = ui.thread ? { node: ui.thread, ...(draft && { draft }) } : { tab: ui.tab };
  void session.set({ goto: { ...place, panel: FRONT, note: "guestSecondStep" } }).then(() => askDoor({ door: "outside" }));
}

function close() {
  void askDoor({ door: "close" });
}

/** A browser docks a panel only while the gesture lasts, and Chrome alone lets a frame ask for it. */
async function dock() {
  if (api.sidePanel) await api.sidePanel.open({ tabId: home.tab }).catch(goOutside);
  else await askDoor({ door: "dock" });
  close();
}

/** The bar on top, by which the panel is moved. */
export function guestBar() {
  return h("section.guest", { key: "guest", "aria-label": t("appName") },
    h("button.act.bare.grip", { type: "button", "aria-label": t("guestMove"), on: carrying(moved) }, icon("grip")),
    h("p.clip", null, mark(), h("b", null, t("appName")), " · ", t("guestPrivate")),
    h("button.act.bare.end", { type: "button", "aria-label": t("guestDock"), on: { click: () => void dock() } }, icon("dock")),
    h("button.act.bare", { type: "button", "aria-label": t("guestClose"), on: { click: close } }, icon("cross")),
    h("button.corner", { type: "button", "aria-label": t("guestResize"), on: carrying(resized) }));
}

/** @typedef {{to: (from: Place, x: number, y: number) => Place, cut: (keyof Place)[]}} Change x and y in CSS pixels of the page, to the
 * right and down; what of it the edges of the window may cut short */

/** @type {Change} */
const moved = {
  to: (from, x, y) => ({ ...from, right: Math.max(0, from.right - x), top: Math.max(0, from.top + y) }),
  cut: ["right", "top"],
};

/** By its lower left corner. @type {Change} */
const resized = {
  to: (from, x, y) => ({ ...from, width: Math.max(LEAST.width, from.width - x), height: Math.max(LEAST.height, from.height + y) }),
  cut: ["right", "top", "width", "height"],
};

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/** What a handle listens to. The pointer is followed on the screen, since the panel itself moves along under it. @param {Change} change */
function carrying({ to, cut }) {
  /** @type {{x: number, y: number, from: Promise<Place>} | undefined} */
  let start;
  const letGo = () => {
    const from = start?.from;
    start = undefined;
    void Promise.resolve(from).then(() => go(home.place, cut)).then(keep);
  };
  return {
    pointerdown: (/** @type {PointerEvent} */ event) => {
      /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
      start = { x: event.screenX, y: event.screenY, from: whereItStands() };
    },
    pointermove: (/** @type {PointerEvent} */ event) => {
      if (!start) return;
      const [x, y] = [(event.screenX - start.x) / zoom, (event.screenY - start.y) / zoom];
      void start.from.then(place => go(to(place, x, y), cut));
    },
    pointerup: letGo,
    pointercancel: letGo,
    keydown: (/** @type {KeyboardEvent} */ event) => {
      const step = ARROWS[event.key];
      if (!step) return;
      event.preventDefault();
      void whereItStands().then(place => go(to(place, ...step), cut)).then(keep);
    },
  };
}

/** Until the panel stands where it was sent last. @type {Promise<void> | undefined} */
let going;

/** The place it was sent to last, once it is known how much of that lay beyond an edge: from there it is carried on. @returns {Promise<Place>} */
const whereItStands = () => Promise.resolve(going).then(() => home.place);

/** Sends the panel to a place. @param {Place} place @param {(keyof Place)[]} cut */
function go(place, cut) {
  home.place = place;
  return (going ??= travel(cut));
}

/**
 * One place is on its way at a time, lest a later one be overtaken. Carried over an edge of the window the panel stays within: from there it
 * is carried on next time, and not from where the hand ended. What is heard about that can only cut short.
 * @param {(keyof Place)[]} cut
 */
async function travel(cut) {
  /** @type {Place | undefined} */
  let sent;
  while (sent !== home.place) {
    sent = home.place;
    const stands = await askDoor({ door: "place", place: sent });
    if (home.place !== sent) continue;
    home.place = sent = { ...sent };
    for (const side of cut) {
      const least = side === "width" || side === "height" ? LEAST[side] : 0;
      if (stands?.[side] < sent[side]) sent[side] = Math.max(least, stands[side]);
    }
  }
  going = undefined;
}

/** The page is not asked to remember: it would learn, and could say what it likes. */
const keep = () => api.storage.local.set({ place: home.place });
