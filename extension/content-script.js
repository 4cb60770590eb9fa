// Runs in another site's page and holds the frame that contains the panel. It draws, reads and requests nothing else. The extension injects
// it after a user gesture, it does what extension pages tell it, and it reports only where the frame is.
//
// A classic script in the isolated world, so changes that the page makes to prototypes do not reach it.
(() => {
  /** @typedef {{right: number, top: number, width: number, height: number}} Position */
  /** @typedef {{ticket: string, host: HTMLElement, frame: HTMLIFrameElement, place: Position, applyStyles: () => void, previousFocus: Element | null}} OpenPanel */

  const isolatedWorld = /** @type {any} */ (globalThis);
  isolatedWorld.impromptuPanel?.end();

  /** @type {OpenPanel | undefined} */
  let panel;

  // Every rule of the host is important: from inside a shadow root, important rules override those of the page. The host always fits into
  // the window, whatever the window's size or zoom, because a control that is partly outside cannot be clicked safely.
  /** @param {Position} place @param {number} zoom */
  const rules = ({ right, top, width, height }, zoom) => `
    :host {
      all: initial !important; zoom: ${zoom} !important;
      display: block !important; position: fixed !important; z-index: 2147483647 !important; overflow: hidden !important;
      inset: clamp(0px, ${top}px, max(0px, 100vh - ${height}px)) clamp(0px, ${right}px, max(0px, 100vw - ${width}px)) auto auto !important;
      width: min(${width}px, 100vw) !important; height: min(${height}px, 100vh) !important;
      max-width: none !important; max-height: none !important;
      border-radius: 10px !important; background: Canvas !important;
      box-shadow: 0 0 0 1px rgb(20 32 28 / .2), 0 2px 6px rgb(20 32 28 / .08), 0 16px 40px rgb(20 32 28 / .18) !important;
    }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @media print { :host { display: none !important; } }`;

  /** Moves the panel to the top of the page's top layer. */
  function moveToTop() {
    const host = panel?.host;
    if (!host?.isConnected) return;
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover();
  }

  /** @param {string} ticket @param {Position} place @returns {Promise<boolean>} false in documents that cannot contain a panel */
  async function show(ticket, place) {
    end();
    if (!(document.documentElement instanceof HTMLElement) || !/html/.test(document.contentType)) return false;
    // A sandboxed document sandboxes its frames too.
    if (self.origin === "null") return false;
    const host = document.createElement("div");
    host.setAttribute("popover", "manual");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [sheet];
    // Zoom of the ancestors cannot be overridden, so it is reverted here, before the next paint.
    const applyStyles = () => sheet.replaceSync(rules(panel?.place ?? place, 1 / (host.parentElement?.currentCSSZoom ?? 1)));
    const frame = document.createElement("iframe");
    frame.title = "Impromptu";
    // Lets the frame load in pages that isolate themselves with COEP. Only Chromium knows it.
    /** @type {{credentialless?: boolean}} */ (frame).credentialless = true;
    panel = { ticket, host, frame, place, applyStyles, previousFocus: document.activeElement };
    document.addEventListener("fullscreenchange", onFullscreenChange);
    // The browser may keep a page that is left, and bring it back as it was. The panel does not come back with it.
    addEventListener("pagehide", end);
    applyStyles();
    // Another panel was requested meanwhile; it replaces this one.
    if (!(await insertHost(host))) return true;
    applyStyles();
    new ResizeObserver(applyStyles).observe(host, { box: "device-pixel-content-box" });
    // The frame is added last, because moving it would reload it.
    root.append(frame);
    // Neither an `allow` nor a `src` attribute: browsers report both to the page, with the address and the ticket.
    frame.contentWindow?.location.replace(`${chrome.runtime.getURL("page-panel.html")}#${ticket}`);
    moveToTop();
    frame.focus();
    return true;
  }

  /** The element that makes everything outside of it inert: a modal dialog, or the fullscreen element. */
  const topModal = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.fullscreenElement;

  /** Inserts the host where it can be used. @param {HTMLElement} host @returns {Promise<boolean>} false when the panel was closed meanwhile */
  async function insertHost(host) {
    for (;;) {
      (topModal() ?? document.documentElement).append(host);
      moveToTop();
      if (host.checkVisibility() || !document.fullscreenElement) return true;
      // A fullscreen video or canvas does not show its children. The person asked for the panel, so fullscreen ends.
      await document.exitFullscreen();
      if (panel?.host !== host) return false;
    }
  }

  /**
   * Moves the panel to the top when its own ancestor goes fullscreen, and when fullscreen ends. When another element goes fullscreen, the
   * panel stays hidden; asking for it again creates a new one in the right place. Moving the frame would reload it in Firefox.
   */
  function onFullscreenChange() {
    if (panel && topModal()?.contains(panel.host) !== false) moveToTop();
  }

  /** The real position, which lies inside the window. @returns {Position | undefined} */
  function actualPosition() {
    const box = panel?.host.getBoundingClientRect();
    return box && { right: innerWidth - box.right, top: box.top, width: box.width, height: box.height };
  }

  function end() {
    if (!panel) return;
    const { host, previousFocus } = panel;
    panel = undefined;
    document.removeEventListener("fullscreenchange", onFullscreenChange);
    removeEventListener("pagehide", end);
    host.remove();
    if (previousFocus instanceof HTMLElement && previousFocus.isConnected) previousFocus.focus();
  }

  isolatedWorld.impromptuPanel = {
    show,
    end,
    /** @param {string} ticket @returns {boolean} whether that panel was there */
    endOf(ticket) {
      const isThere = panel?.ticket === ticket && panel.host.isConnected;
      if (isThere) end();
      return isThere;
    },
    /** @param {string} ticket */
    raise(ticket) {
      if (panel?.ticket !== ticket) return false;
      const { host } = panel;
      // In a closed dialog, or outside of an open one, the panel is unusable, so a new one is created.
      if (!host.checkVisibility() || topModal()?.contains(host) === false) return false;
      moveToTop();
      panel.frame.focus();
      return true;
    },
  };

  chrome.runtime.onMessage.addListener((/** @type {any} */ message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || !panel || message?.ticket !== panel.ticket) return;
    if (message.panelEvent === "place") {
      panel.place = message.place;
      panel.applyStyles();
      reply(actualPosition());
    }
    if (message.panelEvent === "close") end();
  });
})();
