// Requests the data of the panel's first paint, and paints what the panel showed last, if it is still that account’s, before any module is loaded.
// What it paints is inert until `panel.js` has taken it over. In Firefox a panel in a page has no session storage and asks the background
// instead.
{
  /**
   * @typedef {import("./panel/first-frame.js").FirstFrame} FirstFrame
   * @typedef {import("./dom.js").Snapshot} Snapshot
   */

  /** @type {typeof chrome} */
  const api = /** @type {any} */ (globalThis).browser ?? globalThis.chrome;
  const key = `firstFrame:${document.documentElement.getAttribute("data-surface")}`;
  const stored = api.storage.session?.get(["view:header", "view:feed", "navigation", "quote", key]);
  const global = /** @type {{firstViews?: unknown, firstFrame?: import("./panel/first-frame.js").Painted}} */ (globalThis);
  global.firstViews = stored;

  /** Loads the panel's modules. Those that it imports are fetched at once. */
  const loadModules = () => {
    const modules = /** @type {HTMLTemplateElement} */ (document.getElementById("modules"));
    document.head.append(document.importNode(modules.content, true));
  };

  /** @param {Element} parent @param {Snapshot[]} snapshots */
  const build = (parent, snapshots) => {
    for (const snapshot of snapshots) {
      if (typeof snapshot === "string") {
        parent.append(document.createTextNode(snapshot));
        continue;
      }
      const [namespace, tag, , attributes, style, children] = snapshot;
      const element = document.createElementNS(namespace, tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      for (const [name, value] of Object.entries(style)) /** @type {HTMLElement} */ (element).style.setProperty(name, value);
      build(element, children);
      parent.append(element);
    }
  };

  /** @param {FirstFrame} frame */
  const paint = frame => {
    const panel = /** @type {HTMLElement} */ (document.getElementById("panel"));
    panel.inert = true;
    panel.dataset["view"] = frame.view;
    document.documentElement.lang = frame.language;
    build(panel, frame.nodes);
    /** @type {Element[]} */
    const pressed = [];
    // What is inert is never the target of an event, so this looks for what lies under the press.
    const keep = (/** @type {MouseEvent} */ event) => {
      panel.inert = false;
      const element = document.elementFromPoint(event.clientX, event.clientY);
      panel.inert = true;
      if (element && panel.contains(element)) pressed.push(element);
    };
    addEventListener("click", keep);
    global.firstFrame = { nodes: frame.nodes, end: () => (removeEventListener("click", keep), (panel.inert = false), pressed) };
    // Modules that load during this paint would delay it by a frame or two. A hidden page never paints.
    const observer = new PerformanceObserver(entries => void (entries.getEntriesByName("first-contentful-paint").length > 0 && load()));
    const timer = setTimeout(() => load(), 200);
    const load = () => {
      observer.disconnect();
      clearTimeout(timer);
      loadModules();
    };
    observer.observe({ type: "paint", buffered: true });
  };

  /** @param {Record<string, any>} values */
  const start = values => {
    /** @type {FirstFrame | undefined} */
    const frame = values[key];
    const header = values["view:header"];
    // Another account, a locked key or the end of a connection shows in the header that the core wrote. What else has changed is painted
    // over a moment later.
    const isSame = frame && header && !header.locked && header.account === frame.account && header.connected === frame.connected;
    const hasRows = values["view:feed"]?.groups.length > 0;
    if (isSame && hasRows && !values["navigation"] && !values["quote"]) paint(frame);
    else loadModules();
  };

  const whenParsed = new Promise(resolve => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", resolve, { once: true });
    else resolve(undefined);
  });
  void Promise.all([stored, whenParsed]).then(([values]) => start(values ?? {}), loadModules);
}
