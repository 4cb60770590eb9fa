// The welcome page and the sign-up, from the form to a saved key. The core holds the state of the sign-up; this page shows it.
import { h, paint } from "./dom.js";
import { applyTheme } from "./theme.js";
import { fillPage } from "./i18n.js";
import { startStatus, statusLine } from "./status.js";
import { loadViews, send, views, watch } from "./store.js";
import { signupForm } from "./register/form.js";
import { newKey } from "./register/new-key.js";
import { loadFields } from "./register/fields.js";
import { stopWorkers, syncWorkers } from "./register/signup-flow.js";
import { puzzleView } from "./register/puzzle-view.js";
import { connected, noResponse, paymentStep, puzzleRefused, registering, termsStep, unknownStep } from "./register/steps.js";
import { currentView, showView } from "./register/current-view.js";
import { welcome } from "./register/welcome.js";
import { repaint, startPainting } from "./render.js";

/** @import { SignupView } from "../pkg/views" */

/** @param {SignupView | undefined} page */
function renderView(page) {
  if (currentView() === "welcome") return welcome();
  if (page?.made) return newKey(page.made);
  if (page?.connected) return connected(page.connected, page.firstTask);
  switch (page?.stage) {
    case "puzzle": return page.puzzle ? puzzleView(page.puzzle) : signupForm(page);
    case "refused": return puzzleRefused(page);
    case "registering": return registering();
    case "payment": return page.requiredStep ? paymentStep(page.requiredStep) : signupForm(page);
    case "terms": return page.requiredStep ? termsStep(page.requiredStep) : signupForm(page);
    case "other": return page.requiredStep ? unknownStep(page.requiredStep) : signupForm(page);
    case "lost": return noResponse(page);
    default: return signupForm(page);
  }
}

function paintPage() {
  const root = /** @type {HTMLElement} */ (document.getElementById("register"));
  const page = views.signup;
  const name = currentView() === "welcome" ? "welcome" : page?.made ? "made" : page?.connected ? "connected" : (page?.stage ?? "form");
  paint(root, h("main", { key: name === "asking" ? "form" : name, tabindex: -1, id: "stage" }, renderView(page)), statusLine());
}

async function start() {
  fillPage();
  startPainting(paintPage);
  startStatus(repaint);
  showView(location.search === "?first" ? "welcome" : "join");
  await Promise.all([loadViews(["signup", "header"]), loadFields()]);
  if (views.header) applyTheme(views.header.appearance);
  paintPage();
  watch(names => {
    if (names.has("header") && views.header) applyTheme(views.header.appearance);
    if (names.has("signup")) syncWorkers();
    repaint();
  });
  setInterval(repaint, 1_000);
  void send({ do: "hello" });
  addEventListener("pagehide", stopWorkers);
}

void start();
