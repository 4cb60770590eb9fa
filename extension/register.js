// The first page after install, and sign-up: from the form to a key that is saved. The core says where a sign-up stands; this page shows it.
import { h, paint } from "./dom.js";
import { wear } from "./looks.js";
import { fillPage } from "./i18n.js";
import { startStatus, statusLine } from "./status.js";
import { load, send, views, watch } from "./store.js";
import { form } from "./register/form.js";
import { freshKey } from "./register/key.js";
import { recall } from "./register/fields.js";
import { leave, react } from "./register/flow.js";
import { solving } from "./register/solving.js";
import { connected, lost, payment, refused, registering, step, terms } from "./register/steps.js";
import { at, goTo } from "./register/place.js";
import { welcome } from "./register/welcome.js";
import { repaint, startPainting } from "./panel/ui.js";

/** @import { JoiningPage } from "../pkg/views" */

/** @param {JoiningPage | undefined} page */
function room(page) {
  if (at() === "welcome") return welcome();
  if (page?.made) return freshKey(page.made);
  if (page?.connected) return connected(page.connected);
  switch (page?.stage) {
    case "puzzle": return page.puzzle ? solving(page.puzzle) : form(page);
    case "refused": return refused(page);
    case "registering": return registering();
    case "payment": return page.told ? payment(page.told) : form(page);
    case "terms": return page.told ? terms(page.told) : form(page);
    case "other": return page.told ? step(page.told) : form(page);
    case "lost": return lost(page);
    default: return form(page);
  }
}

function draw() {
  const sheet = /** @type {HTMLElement} */ (document.getElementById("register"));
  const page = views.joining;
  const name = at() === "welcome" ? "welcome" : page?.made ? "made" : page?.connected ? "connected" : (page?.stage ?? "form");
  paint(sheet, h("main", { key: name === "asking" ? "form" : name, tabindex: -1, id: "stage" }, room(page)), statusLine());
}

async function start() {
  fillPage();
  startPainting(draw);
  startStatus(repaint);
  goTo(location.search === "?first" ? "welcome" : "join");
  await Promise.all([load(["joining", "masthead"]), recall()]);
  if (views.masthead) wear(views.masthead.looks);
  draw();
  watch(names => {
    if (names.has("masthead") && views.masthead) wear(views.masthead.looks);
    if (names.has("joining")) react();
    repaint();
  });
  setInterval(repaint, 1_000);
  void send({ do: "hello" });
  addEventListener("pagehide", leave);
}

void start();
