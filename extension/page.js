// Beside a stranger's page: holds the frame in which the panel stands, and nothing else. It draws nothing, reads nothing, asks for nothing;
// it is put here after a gesture, and does what a page of the extension tells it.
//
// A plain script, run in a world of its own: what the page does to prototypes does not reach it.
(() => {
  /** @typedef {{right: number, top: number, width: number, height: number}} Place */
  /** @typedef {{ticket: string, host: HTMLElement, frame: HTMLIFrameElement, sheet: CSSStyleSheet, before: Element | null}} Standing */

  const world = /** @type {any} */ (globalThis);
  world.impromptuPanel?.end();

  /** @type {Standing | undefined} */
  let standing;

  // Every rule of the host is important: from inside a shadow root that outranks whatever the page says about it.
  /** @param {Place} place */
  const rules = ({ right, top, width, height }) => `
    :host {
      all: initial !important;
      display: block !important; position: fixed !important; z-index: 2147483647 !important; overflow: hidden !important;
      inset: clamp(0px, ${top}px, max(0px, 100vh - 3rem)) clamp(0px, ${right}px, max(0px, 100vw - 3rem)) auto auto !important;
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

  /** @param {string} ticket @param {Place} place @returns {boolean} false in documents that show no HTML */
  function show(ticket, place) {
    if (!(document.documentElement instanceof HTMLElement) || !/html/.test(document.contentType)) return false;
    end();
    const host = document.createElement("div");
    host.setAttribute("popover", "manual");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules(place));
    root.adoptedStyleSheets = [sheet];
    const frame = document.createElement("iframe");
    frame.title = "Impromptu";
    frame.allow = "clipboard-write";
    frame.src = `${chrome.runtime.getURL("panel.html")}?surface=page#${ticket}`;
    root.append(frame);
    standing = { ticket, host, frame, sheet, before: document.activeElement };
    // Whatever stands outside a modal dialog of the page cannot be used while that is open.
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    (modal ?? document.documentElement).append(host);
    document.addEventListener("fullscreenchange", rise);
    rise();
    frame.focus();
    return true;
  }

  function end() {
    if (!standing) return;
    const { host, before } = standing;
    standing = undefined;
    document.removeEventListener("fullscreenchange", rise);
    host.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  }

  world.impromptuPanel = {
    show,
    end,
    /** @param {string} ticket */
    raise(ticket) {
      if (standing?.ticket !== ticket || !standing.host.isConnected) return false;
      rise();
      standing.frame.focus();
      return true;
    },
  };

  chrome.runtime.onMessage.addListener((/** @type {any} */ message, sender) => {
    if (sender.id !== chrome.runtime.id || !standing || message?.ticket !== standing.ticket) return;
    if (message.tell === "place") standing.sheet.replaceSync(rules(message.place));
    if (message.tell === "close") end();
  });
})();
