// Runs in the browser window, after place.js: takes a screenshot as base64. `input` has `dark` and `size`.
const scheme = "layout.css.prefers-color-scheme.content-override";
const { browser } = place;
const ask = (script) => find().actor.executeScript(`return ${script}`, [], {});
const sides = ["width", "min-width", "max-width", "height", "min-height", "max-height"];

// Without animations, because the screenshot would show colours in transition from the other scheme.
const motion = "ui.prefersReducedMotion";
Services.prefs.setIntPref(motion, 1);
Services.prefs.setIntPref(scheme, input.dark ? 0 : 1);
if (input.place.kind === "tab") gBrowser.selectedTab = gBrowser.getTabForBrowser(browser);
if (input.size) {
  const [width, height] = input.size;
  for (const side of sides) browser.style.setProperty(side, `${side.endsWith("width") ? width : height}px`, "important");
  for (let asked = 0; asked < 200; asked += 1) {
    const [nowWide, nowHigh] = await ask("[window.innerWidth, window.innerHeight]");
    if (nowWide === width && nowHigh === height) break;
    await new Promise((next) => window.requestAnimationFrame(next));
  }
}
await ask("new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)))");
const { width, height } = await ask(
  "({ width: document.documentElement.clientWidth, height: document.documentElement.clientHeight })",
);
const bounds = new DOMRect(0, 0, width, height);
const picture = await find().context.currentWindowGlobal.drawSnapshot(bounds, 2, "rgb(255,255,255)");
const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
[canvas.width, canvas.height] = [picture.width, picture.height];
canvas.getContext("2d").drawImage(picture, 0, 0);
if (input.size) for (const side of sides) browser.style.removeProperty(side);
Services.prefs.clearUserPref(scheme);
Services.prefs.clearUserPref(motion);
return canvas.toDataURL().split(",")[1];
