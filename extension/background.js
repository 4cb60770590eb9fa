// Wakes the core and passes it what happens.
//
// Every listener is registered here, in the first turn of the script: the event that wakes a stopped worker is delivered to
// those listeners only. Each one waits for the same promise before it passes anything on.

import init, * as core from "./pkg/impromptu.js";
import { api } from "./platform.js";

const ready = init({ module_or_path: api.runtime.getURL("pkg/impromptu_bg.wasm") })
  .then(() => core.wake(navigator.onLine, openPanel));

api.runtime.onInstalled.addListener(() => void ready);
api.runtime.onStartup.addListener(() => void ready);

api.alarms.onAlarm.addListener(async ({ name }) => {
  await ready;
  await core.alarm(name);
});

api.runtime.onMessage.addListener((message, sender, reply) => {
  // Answered through `reply`: a returned promise counts as an answer in newer browsers only.
  ready.then(() => core.hear(message, sender)).then(reply, () => reply(null));
  return true;
});

api.storage.onChanged.addListener(async (changes, area) => {
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

/** Brings a panel to the front: one that is open finds its place by itself, otherwise the popup, otherwise a tab. */
async function openPanel() {
  if (await panelIsOpen()) return;
  try {
    await api.action.openPopup();
  } catch {
    await api.tabs.create({ url: api.runtime.getURL("panel.html?surface=side") });
  }
}

async function panelIsOpen() {
  const panel = api.runtime.getURL("panel.html");
  // Chrome lists its pages; Firefox, where the background is a page itself, hands them over.
  if (api.runtime.getContexts) {
    const contexts = await api.runtime.getContexts({});
    return contexts.some(context => context.documentUrl?.startsWith(panel) ?? false);
  }
  return api.extension.getViews().some(view => view.location.href.startsWith(panel));
}
