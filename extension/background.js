// Starts the core and forwards browser events to it.
//
// Every listener is registered in the first turn of the script, because the browser delivers the event that wakes a stopped worker to those
// listeners only. Each listener waits for the same promise before it forwards anything.

import init, * as core from "./pkg/impromptu.js";
import * as entryPoints from "./entry-points.js";
import { say } from "./i18n.js";
import * as pagePanels from "./page-panels.js";
import * as omnibox from "./omnibox.js";
import { api } from "./platform.js";

/** @import { Request } from "../pkg/views" */

// Requested first, so that the data is there when the core starts.
const stored = api.storage.local.get(null);
const ready = init({ module_or_path: api.runtime.getURL("pkg/impromptu_bg.wasm") })
  .then(() => core.wake(navigator.onLine, entryPoints.bringPanelToFront, say, stored));

/** Sends a request to the core in the name of this script. @param {Request} request @returns {Promise<any>} */
const ask = request => ready.then(() => core.onMessage(request, { id: api.runtime.id, url: api.runtime.getURL("background.js") }, false));

// Content scripts must not read the drafts. Firefox has no access levels.
void api.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

api.runtime.onInstalled.addListener(({ reason }) => {
  void ready.then(entryPoints.createContextMenu);
  if (reason === "install") void entryPoints.openWelcomePage();
});
api.runtime.onStartup.addListener(() => void ready);

api.action.onClicked.addListener(tab => void entryPoints.onToolbarClick(tab));

api.contextMenus.onClicked.addListener((info, tab) => void entryPoints.onMenuClick(info, tab));

api.commands.onCommand.addListener((command, tab) => {
  if (command !== "lock") return void entryPoints.onCommand(command, tab);
  void ask({ do: "lock" });
});

const allDrafts = async () => (await ask({ do: "drafts" })).drafts;
api.omnibox.onInputStarted.addListener(omnibox.onInputStarted);
api.omnibox.onInputChanged.addListener((text, suggest) => void omnibox.onInputChanged(text, suggest, allDrafts));
api.omnibox.onInputEntered.addListener(text => void omnibox.onInputEntered(text, allDrafts));

api.tabs.onRemoved.addListener(tab => void pagePanels.forgetPagePanel(tab));

api.alarms.onAlarm.addListener(async ({ name }) => {
  await ready;
  await core.onAlarm(name);
});

api.runtime.onMessage.addListener((message, sender, reply) => {
  // Replies through `reply`: only newer browsers accept a returned promise as the answer.
  const answer = message?.panelRequest
    ? pagePanels.handlePanelRequest(message, sender, entryPoints.openFrontPanel)
    : Promise.all([pagePanels.isPagePanel(sender), ready]).then(([isMounted]) => core.onMessage(message, sender, isMounted));
  answer.then(reply, () => reply(null));
  return true;
});

api.storage.onChanged.addListener(async (changes, area) => {
  if (area === "session") void pagePanels.forwardChanges(changes);
  const header = /** @type {{oldValue?: any, newValue?: any} | undefined} */ (area === "session" ? changes["view:header"] : undefined);
  if (header && header.oldValue?.site !== header.newValue?.site) void entryPoints.createContextMenu();
  if (header?.newValue && header.oldValue?.toolbarAction !== header.newValue.toolbarAction) void entryPoints.setToolbarAction(header.newValue.toolbarAction);
  if (area === "sync" && typeof changes["preferences"]?.newValue === "string") {
    await ready;
    await core.onSyncChange();
  }
  if (area !== "local") return;
  const drafts = Object.entries(changes).filter(([key]) => key.startsWith("draft:"));
  if (drafts.length === 0) return;
  await ready;
  for (const [key, { oldValue, newValue }] of drafts) await core.onStorageChange(key, oldValue, newValue);
});

api.notifications.onClicked.addListener(async id => {
  void api.notifications.clear(id);
  await ready;
  await core.onNotificationClick(id);
});

addEventListener("online", async () => {
  await ready;
  await core.onNetworkChange(true);
});

addEventListener("offline", async () => {
  await ready;
  await core.onNetworkChange(false);
});
