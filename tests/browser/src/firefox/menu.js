/** Opens a context menu with a right click at a point of the window, and activates the extension's entry with the id `input.id`. */
async function choose(menu, x, y) {
  const next = (target, event) => new Promise((done, fail) => {
    window.setTimeout(() => fail(new Error(`the menu never came to ${event}`)), input.patience);
    target.addEventListener(event, done, { once: true });
  });
  const shown = next(menu, "popupshown");
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
}
