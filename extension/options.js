// The options page: connection first, then everything a person may choose. Saved as it is changed.
import { h, paint } from "./dom.js";
import { mark } from "./icons.js";
import { wear } from "./looks.js";
import { fillPage, t } from "./i18n.js";
import { startStatus, statusLine } from "./status.js";
import { load, send, views, watch } from "./store.js";
import { accounts } from "./options/accounts.js";
import { connection } from "./options/connection.js";
import { providers } from "./options/providers.js";
import { protection } from "./options/protection.js";
import { badges, heartbeat, hints } from "./options/choices.js";
import { permissions } from "./options/permissions.js";
import { appearance, keyboard, toolbar } from "./options/looks.js";
import { travel } from "./options/travel.js";
import { repaint, startPainting } from "./panel/ui.js";

function draw() {
  const page = views.options;
  const sheet = /** @type {HTMLElement} */ (document.getElementById("options"));
  paint(sheet,
    h("header", { key: "head" }, mark(), h("h1", null, t("options")), h("p.help.end", null, t("savedAsYouChange"))),
    h("main", { key: "main" },
      page
        ? [
          connection(page), protection(page), accounts(), providers(page), heartbeat(page), badges(page), hints(page), permissions(page),
          toolbar(page), appearance(page), keyboard(page), travel(),
        ]
        : h("p.help", null, t("optionsEmpty"))),
    statusLine());
}

async function start() {
  fillPage();
  startPainting(draw);
  startStatus(repaint);
  await load(["options", "accounts"]);
  if (views.options) wear(views.options.looks);
  draw();
  watch(names => {
    if (names.has("options") && views.options) wear(views.options.looks);
    repaint();
  });
  setInterval(repaint, 30_000);
  void send({ do: "hello" });
}

void start();
