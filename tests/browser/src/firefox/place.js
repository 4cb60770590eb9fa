// Runs in the browser window: finds the document that `input.place` names.
const find = () => {
  const tabs = () => [...Services.wm.getEnumerator("navigator:browser")].flatMap(({ gBrowser }) => gBrowser.tabs);
  const tab = (number) => tabs().find((one) => one.getAttribute("driven") === String(number))?.linkedBrowser;
  const frames = function* (context) {
    for (const child of context.children) {
      if (child.currentWindowGlobal?.documentURI?.schemeIs("moz-extension")) yield child;
      yield* frames(child);
    }
  };
  const browser = {
    tab: () => tab(input.place.number),
    popup: () => document.querySelector(".webextension-popup-browser"),
    docked: () => SidebarController.browser?.contentDocument?.getElementById("webext-panels-browser"),
    frame: () => tab(input.place.tab),
  }[input.place.kind]();
  const context = input.place.kind === "frame"
    ? [...frames(browser?.browsingContext ?? { children: [] })][0]
    : browser?.browsingContext;
  return {
    browser,
    context,
    get actor() {
      if (!context?.currentWindowGlobal) throw new Error(`${input.place.kind} is not open`);
      return context.currentWindowGlobal.getActor("MarionetteCommands");
    },
  };
};
const place = find();
// The browser window that contains it.
const holder = input.place.kind === "tab" ? place.browser?.ownerGlobal ?? window : window;

// Waits until the document exists and is complete. A document that is being replaced answers with an error.
const settled = async () => {
  const end = Date.now() + input.patience;
  for (;;) {
    try {
      const { actor, context } = find();
      const blank = context.currentWindowGlobal.documentURI.spec === "about:blank";
      if (!blank && (await actor.executeScript("return document.readyState", [], {})) === "complete") return;
    } catch {
      // Not yet.
    }
    if (Date.now() > end) throw new Error(`${input.place.kind} did not finish loading`);
    await new Promise((next) => window.setTimeout(next, 20));
  }
};

// Waits until the window shows the tab that was selected last. Until the new tab has painted, the window shows the previous one, and input
// goes there.
const inFront = async () => {
  const end = Date.now() + input.patience;
  for (;;) {
    const switcher = holder.gBrowser._switcher;
    if (!switcher || switcher.visibleTab === switcher.requestedTab) return;
    if (Date.now() > end) throw new Error("the chosen tab was never shown");
    await new Promise((next) => window.setTimeout(next, 20));
  }
};
