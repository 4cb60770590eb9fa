// Counts how often it was woken; every listener is registered in the first turn.
const woken = chrome.storage.session.get("woken").then(async ({ woken = 0 }) => {
  await chrome.storage.session.set({ woken: woken + 1 });
});
chrome.alarms.onAlarm.addListener(async ({ name }) => {
  await woken;
  await chrome.action.setBadgeText({ text: name });
  await chrome.action.setBadgeBackgroundColor({ color: [10, 20, 30, 255] });
  await chrome.action.setTitle({ title: `rang: ${name}` });
});
chrome.runtime.onMessage.addListener((message, sender, reply) => {
  woken.then(() => reply(`${message} to you too`));
  return true;
});
chrome.alarms.create("beat", { delayInMinutes: 60, periodInMinutes: 60 });
