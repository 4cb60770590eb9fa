// Opens the context menu of a page as the right button does, and presses the entry of the extension with `input.id`.
const { browser, actor } = place;
gBrowser.selectedTab = gBrowser.getTabForBrowser(browser);
const menu = document.getElementById("contentAreaContextMenu");
const next = (target, event) => new Promise((done, fail) => {
  window.setTimeout(() => fail(new Error(`the menu never came to ${event}`)), input.patience);
  target.addEventListener(event, done, { once: true });
});
// The press goes to what was painted last: a dialog that has only just closed would still swallow it.
await actor.executeScript("return new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))", [], {});
const shown = next(menu, "popupshown");
const [x, y] = await actor.toBrowserWindowCoordinates([input.x, input.y]);
const own = window.browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
await own.dispatchEvent("synthesizeMouseAtPoint", {
  x, y, eventData: { type: "contextmenu", button: 2, buttons: 2, clickCount: 1, asyncEnabled: true },
});
await shown;
const entry = document.getElementById(input.id);
if (!entry) throw new Error(`no ${input.id} in ${[...menu.querySelectorAll("[id*=-menuitem-]")].map((one) => one.id)}`);
const hidden = next(menu, "popuphidden");
const outer = entry.parentNode;
if (outer !== menu) {
  const open = next(outer, "popupshown");
  outer.parentNode.openMenu(true);
  await open;
}
outer.activateItem(entry);
await hidden;
