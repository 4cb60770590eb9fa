// Beside a stranger's page: holds the frame in which the panel stands, and nothing else. It draws nothing, reads nothing, asks for nothing;
// it is put here after a gesture, does what a page of the extension tells it, and says no more than where the frame stands.
//
// A plain script, run in a world of its own: what the page does to prototypes does not reach it.
(() => {
  /** @typedef {{right: number, top: number, width: number, height: number}} Place */
  /** @typedef {{ticket: string, host: HTMLElement, frame: HTMLIFrameElement, place: Place, dress: () => void, before: Element | null}} Standing */

  const world = /** @type {any} */ (globalThis);
  world.impromptuPanel?.end();

  /** @type {Standing | undefined} */
  let standing;

  // Every rule of the host is important: from inside a shadow root that outranks whatever the page says about it. It stands within the
  // window as a whole, however small that is or however far it is zoomed: what is half outside cannot be pressed with a good conscience.
  /** @param {Place} place @param {number} zoom */
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

  /** Above all that is on the page; again above what came on top since. */
  function rise() {
    const host = standing?.host;
    if (!host?.isConnected) return;
    if (host.matches(":popover-open")) host.hidePopover();
    host.showPopover();
  }

  /** @param {string} ticket @param {Place} place @returns {Promise<boolean>} false in documents in which no panel can work */
  async function show(ticket, place) {
    end();
    if (!(document.documentElement instanceof HTMLElement) || !/html/.test(document.contentType)) return false;
    // Sandboxed, and whatever it frames with it.
    if (self.origin === "null") return false;
    const host = document.createElement("div");
    host.setAttribute("popover", "manual");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    root.adoptedStyleSheets = [sheet];
    // No rule outranks the zoom of what stands around it: that is taken back, before the next picture is drawn.
    const dress = () => sheet.replaceSync(rules(standing?.place ?? place, 1 / (host.parentElement?.currentCSSZoom ?? 1)));
    const frame = document.createElement("iframe");
    frame.title = "Impromptu";
    frame.allow = "clipboard-write";
    frame.src = `${chrome.runtime.getURL("panel.html")}?surface=page#${ticket}`;
    standing = { ticket, host, frame, place, dress, before: document.activeElement };
    document.addEventListener("fullscreenchange", follow);
    dress();
    // Asked for anew meanwhile, the one that stands there is another.
    if (!(await stand(host))) return true;
    dress();
    new ResizeObserver(dress).observe(host, { box: "device-pixel-content-box" });
    // Last of all: a frame that is moved is loaded anew.
    root.append(frame);
    rise();
    frame.focus();
    return true;
  }

  /** What makes all outside of it unusable: a modal dialog, or what fills the screen. */
  const modal = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.fullscreenElement;

  /** Puts the host where it can be used. @param {HTMLElement} host @returns {Promise<boolean>} false when it is wanted no more */
  async function stand(host) {
    for (;;) {
      (modal() ?? document.documentElement).append(host);
      rise();
      if (host.checkVisibility() || !document.fullscreenElement) return true;
      // Within a film nothing is shown that stands there. Whoever asks for the panel now would rather have the panel.
      await document.exitFullscreen();
      if (standing?.host !== host) return false;
    }
  }

  /** Comes out on top when something fills the screen that it stands within, and when nothing does any more. Under all else that fills the
   * screen it stays: asked for again, it is made anew where it can be used. To take it along would load it anew too, in Firefox. */
  function follow() {
    if (standing && modal()?.contains(standing.host) !== false) rise();
  }

  /** Where it really stands, which is within the window. @returns {Place | undefined} */
  function stands() {
    const box = standing?.host.getBoundingClientRect();
    return box && { right: innerWidth - box.right, top: box.top, width: box.width, height: box.height };
  }

  function end() {
    if (!standing) return;
    const { host, before } = standing;
    standing = undefined;
    document.removeEventListener("fullscreenchange", follow);
    host.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }

  world.impromptuPanel = {
    show,
    end,
    /** @param {string} ticket */
    raise(ticket) {
      if (standing?.ticket !== ticket) return false;
      const { host } = standing;
      // In a dialog that was closed, or outside of what was opened since, nobody can use it: another one is made.
      if (!host.checkVisibility() || modal()?.contains(host) === false) return false;
      rise();
      standing.frame.focus();
      return true;
    },
  };

  chrome.runtime.onMessage.addListener((/** @type {any} */ message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || !standing || message?.ticket !== standing.ticket) return;
    if (message.tell === "place") {
      standing.place = message.place;
      standing.dress();
      reply(stands());
    }
    if (message.tell === "close") end();
  });
})();
