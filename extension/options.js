// The options page. Each change is saved at once.
import { h, paint } from "./dom.js";
import { logo } from "./icons.js";
import { applyTheme } from "./theme.js";
import { fillPage, t } from "./i18n.js";
import { clearOtherAccountStatus, clearStatus, startStatus, statusLine } from "./status.js";
import { loadViews, send, views, watch } from "./store.js";
import { accounts } from "./options/accounts.js";
import { connection } from "./options/connection.js";
import { deregister } from "./options/deregister.js";
import { providers } from "./options/provider-keys.js";
import { ownModel } from "./options/own-model.js";
import { protection } from "./options/key-protection.js";
import { badges, heartbeat, hints, opportunities } from "./options/preferences.js";
import { permissions } from "./options/permissions.js";
import { appearance, keyboard, toolbar } from "./options/interface.js";
import { storage } from "./options/storage.js";
import { settingsTransfer } from "./options/settings-transfer.js";
import { repaint, startPainting } from "./render.js";

function paintPage() {
  const page = views.options;
  const root = /** @type {HTMLElement} */ (document.getElementById("options"));
  paint(root,
    h("header", { key: "head" }, logo(), h("h1", null, t("options")), h("p.help.align-end", null, t("savedAsYouChange"))),
    h("main", { key: "main", tabindex: -1 },
      page
        ? [
          connection(page), protection(page), accounts(), providers(page), ownModel(), heartbeat(page), badges(page), opportunities(page), hints(page), permissions(page),
          toolbar(page), appearance(page), keyboard(page), storage(), settingsTransfer(), deregister(page),
        ]
        : h("p.help", null, t("optionsEmpty"))),
    statusLine());
}

/** Whether the key of the shown account was locked at the last view. */
let wasLocked = false;

/** Clears a message about an account that is no longer active, and every message when its key is locked. */
function clearOldStatus() {
  clearOtherAccountStatus();
  const isLocked = views.options?.locked ?? false;
  if (isLocked && !wasLocked) clearStatus();
  wasLocked = isLocked;
}

async function start() {
  fillPage();
  startPainting(paintPage);
  startStatus(repaint);
  await loadViews(["options", "accounts", "header"]);
  if (views.options) applyTheme(views.options.appearance);
  wasLocked = views.options?.locked ?? false;
  paintPage();
  watch(names => {
    if (names.has("options") && views.options) {
      applyTheme(views.options.appearance);
      clearOldStatus();
    }
    repaint();
  });
  setInterval(repaint, 30_000);
  void send({ do: "hello" });
}

void start();
