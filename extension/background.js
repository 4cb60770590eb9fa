// Wakes the core and passes it what happens.
//
// Every listener is registered here, in the first turn of the script: the event that wakes a stopped worker is delivered to
// those listeners only. Each one waits for the same promise before it passes anything on.

import init, * as core from "./pkg/impromptu.js";
import * as doors from "./doors.js";
import { say } from "./i18n.js";
import * as mounts from "./mounts.js";
import * as omnibox from "./omnibox.js";
import { api } from "./platform.js";

// Asked for first, so that it is there when the core is.
const kept = api.storage.local.get(null);
const ready = init({ module_or_path: api.runtime.getURL("pkg/impromptu_bg.wasm") })
  .then(() => core.wake(navigator.onLine, doors.openPanel, say, kept));

// What runs beside a page has no business in the drafts. Firefox keeps no such list.
void api.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

api.runtime.onInstalled.addListener(({ reason }) => {
  void ready.then(doors.makeMenu);
  if (reason === "install") void doors.welcome();
});
api.runtime.onStartup.addListener(() => void ready);

api.action.onClicked.addListener(tab => void doors.pressed(tab));

api.contextMenus.onClicked.addListener((info, tab) => void doors.chosen(info, tab));

api.commands.onCommand.addListener((command, tab) => {
  if (command !== "lock") return void doors.commanded(command, tab);
  const self = { id: api.runtime.id, url: api.runtime.getURL("background.js") };
  void ready.then(() => core.hear({ do: "lock" }, self, false));
});

api.omnibox.onInputStarted.addListener(omnibox.begin);
api.omnibox.onInputChanged.addListener((text, suggest) => void omnibox.typed(text, suggest));
api.omnibox.onInputEntered.addListener(text => void omnibox.entered(text));

api.tabs.onRemoved.addListener(tab => void mounts.forget(tab));

api.alarms.onAlarm.addListener(async ({ name }) => {
  await ready;
  await core.alarm(name);
});

api.runtime.onMessage.addListener((message, sender, reply) => {
  // Answered through `reply`: a returned promise counts as an answer in newer browsers only.
  const answer = message?.door
    ? mounts.asked(message, sender, doors.openFront)
    : Promise.all([mounts.isMounted(sender), ready]).then(([mounted]) => core.hear(message, sender, mounted));
  answer.then(reply, () => reply(null));
  return true;
});

api.storage.onChanged.addListener(async (changes, area) => {
  if (area === "session") void mounts.passOn(changes);
  const head = /** @type {{oldValue?: any, newValue?: any} | undefined} */ (area === "session" ? changes["view:masthead"] : undefined);
  if (head && head.oldValue?.site !== head.newValue?.site) void doors.makeMenu();
  if (head?.newValue && head.oldValue?.opens !== head.newValue.opens) void doors.setToolbar(head.newValue.opens);
  if (area === "sync" && typeof changes["preferences"]?.newValue === "string") {
    await ready;
    await core.synced();
  }
  if (area !== "local") return;
  const words = Object.entries(changes).filter(([key]) => key.startsWith("words:"));
  if (words.length === 0) return;
  await ready;
  for (const [key, { newValue }] of words) await core.stored(key, newValue);
});

api.notifications.onClicked.addListener(async id => {
  void api.notifications.clear(id);
  await ready;
  await core.noticed(id);
});

addEventListener("online", async () => {
  await ready;
  await core.network(true);
});

addEventListener("offline", async () => {
  await ready;
  await core.network(false);
});
