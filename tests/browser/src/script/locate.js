// Finds elements by role and accessible name, as a screen reader names them. The expression evaluates to an object of functions; every
// script that the driver runs in a page can use it as `by`. It implements the roles of HTML-AAM and the accessible name computation as far
// as this product needs them. The driver's tests compare its answers with those of each browser.
(() => {
  const TAG_ROLES = {
    A: (e) => (e.hasAttribute("href") ? "link" : "generic"),
    ARTICLE: "article",
    ASIDE: "complementary",
    BUTTON: "button",
    DETAILS: "group",
    DIALOG: "dialog",
    FIELDSET: "group",
    FIGURE: "figure",
    FORM: (e) => (named(e) ? "form" : "generic"),
    H1: "heading", H2: "heading", H3: "heading", H4: "heading", H5: "heading", H6: "heading",
    HEADER: (e) => (e.closest("article, aside, main, nav, section") ? "generic" : "banner"),
    FOOTER: (e) => (e.closest("article, aside, main, nav, section") ? "generic" : "contentinfo"),
    IMG: (e) => (e.getAttribute("alt") === "" ? "presentation" : "img"),
    INPUT: (e) => {
      const listed = e.hasAttribute("list");
      switch (e.type) {
        case "button": case "submit": case "reset": case "image": return "button";
        case "checkbox": return "checkbox";
        case "radio": return "radio";
        case "range": return "slider";
        case "number": return "spinbutton";
        case "search": return listed ? "combobox" : "searchbox";
        case "hidden": return "none";
        default: return listed ? "combobox" : "textbox";
      }
    },
    LI: "listitem",
    MAIN: "main",
    MENU: "list",
    METER: "meter",
    NAV: "navigation",
    OL: "list",
    OPTION: "option",
    OUTPUT: "status",
    P: "paragraph",
    PROGRESS: "progressbar",
    SECTION: (e) => (named(e) ? "region" : "generic"),
    SELECT: (e) => (e.multiple || e.size > 1 ? "listbox" : "combobox"),
    TABLE: "table",
    TEXTAREA: "textbox",
    UL: "list",
  };
  const FROM_CONTENT = new Set([
    "button", "checkbox", "gridcell", "heading", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option",
    "radio", "row", "switch", "tab", "tooltip", "treeitem",
  ]);

  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const named = (e) => e.hasAttribute("aria-label") || e.hasAttribute("aria-labelledby") || e.hasAttribute("title");
  const inTree = (e, id) => e.getRootNode().getElementById?.(id);

  function role(e) {
    const given = e.getAttribute("role")?.trim().split(/\s+/)[0];
    if (given) return given;
    const native = TAG_ROLES[e.tagName];
    return (typeof native === "function" ? native(e) : native) ?? "generic";
  }

  function shown(e) {
    if (!e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false })) return false;
    for (let at = e; at; at = at.parentElement ?? at.getRootNode().host) {
      if (at.getAttribute("aria-hidden") === "true" || at.inert) return false;
    }
    const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
    return !modal || modal.contains(e) || modal === e;
  }

  // The text that an element contributes to a name that comes from content.
  function content(e, seen) {
    let text = "";
    for (const node of e.shadowRoot?.childNodes ?? e.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) text += node.data;
      else if (node.nodeType === Node.ELEMENT_NODE && node.getAttribute("aria-hidden") !== "true" && !isGone(node)) {
        const inline = getComputedStyle(node).display.startsWith("inline");
        const part = nameOf(node, seen, true);
        text += inline ? part : ` ${part} `;
      }
    }
    return text;
  }

  const isGone = (e) => {
    const style = getComputedStyle(e);
    return style.display === "none" || style.visibility !== "visible";
  };

  function nameOf(e, seen = new Set(), nested = false) {
    if (seen.has(e)) return "";
    seen.add(e);
    const pointed = e.getAttribute("aria-labelledby");
    if (pointed && !nested) {
      const parts = pointed.split(/\s+/).map((id) => inTree(e, id)).filter(Boolean);
      // An element may be part of its own name, so each part starts with an empty set.
      const text = tidy(parts.map((part) => (part === e ? plainName(e, new Set()) : nameOf(part, new Set(), true) || content(part, new Set()))).join(" "));
      if (text) return text;
    }
    return plainName(e, seen, nested);
  }

  function plainName(e, seen, nested = false) {
    const label = tidy(e.getAttribute("aria-label"));
    if (label) return label;
    if (e.labels?.length) {
      const text = tidy([...e.labels].map((one) => content(one, new Set([e]))).join(" "));
      if (text && !nested) return text;
    }
    if (e.tagName === "IMG" || (e.tagName === "INPUT" && e.type === "image")) return e.alt || e.title;
    if (e.tagName === "INPUT" && ["button", "submit", "reset"].includes(e.type)) return e.value;
    const caption = { FIELDSET: "legend", FIGURE: "figcaption", TABLE: "caption", DETAILS: "summary" }[e.tagName];
    const captioned = caption && e.querySelector(`:scope > ${caption}`);
    if (captioned && e.tagName !== "DETAILS") return tidy(content(captioned, seen));
    if (e.tagName.toLowerCase() === "svg") {
      const title = e.querySelector(":scope > title");
      if (title) return tidy(title.textContent);
    }
    if (nested || FROM_CONTENT.has(role(e))) {
      const text = content(e, seen);
      if (tidy(text)) return nested ? text : tidy(text);
    }
    return e.title || e.placeholder || e.getAttribute?.("aria-placeholder") || "";
  }

  function* all(root) {
    for (const e of root.querySelectorAll("*")) {
      yield e;
      if (e.shadowRoot) yield* all(e.shadowRoot);
    }
  }

  const fits = (name, wanted) =>
    wanted.exactly !== undefined ? name === tidy(wanted.exactly)
      : wanted.containing !== undefined ? name.toLowerCase().includes(tidy(wanted.containing).toLowerCase())
        : true;

  // Each step searches inside what the previous step found. A step is {role, name, nth}.
  function find(steps) {
    let found = [document];
    for (const step of steps) {
      const next = [];
      for (const root of found) {
        for (const e of all(root)) {
          if (role(e) === step.role && shown(e) && fits(tidy(nameOf(e)), step.name) && !next.includes(e)) next.push(e);
        }
      }
      found = step.nth === null ? next : next.slice(step.nth, step.nth + 1);
    }
    return found;
  }

  // What a screen reader would announce, for the message of a failing test.
  function outline() {
    const lines = [];
    for (const e of all(document)) {
      const what = role(e);
      if (["generic", "paragraph", "none", "presentation"].includes(what) || !shown(e)) continue;
      lines.push(`${what} "${tidy(nameOf(e)).slice(0, 60)}"`);
      if (lines.length === 60) return [...lines, "..."];
    }
    return lines;
  }

  const description = (e) =>
    tidy((e.getAttribute("aria-describedby") ?? "").split(/\s+/).map((id) => id && inTree(e, id)?.textContent).join(" "))
      || tidy(e.getAttribute("aria-description")) || (plainName(e, new Set()) === e.title ? "" : e.title);

  // Repeats `question` at every change and every few milliseconds until it has an answer; null when `span` ends first.
  async function until(question, span) {
    const end = performance.now() + span;
    for (;;) {
      const answer = await question();
      if (answer) return answer;
      if (performance.now() >= end) return null;
      await new Promise((next) => {
        const timer = setInterval(() => { clearInterval(timer); watcher.disconnect(); next(); }, 25);
        const watcher = new MutationObserver(() => { clearInterval(timer); watcher.disconnect(); next(); });
        watcher.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
      });
    }
  }

  // The result of a watched click is stored as performance marks: every script can read them, and pages do not notice them.
  const AIMED = "driven: aimed", MET = "driven: met", MISSED = "driven: missed";

  // Watches the next click. A click that begins outside of `its` is suppressed.
  function watch(its) {
    for (const mark of [AIMED, MET, MISSED]) performance.clearMarks(mark);
    performance.mark(AIMED);
    const over = new AbortController();
    let missed;
    const look = (event) => {
      if (missed === undefined) {
        missed = !its(event.composedPath()[0]);
        performance.mark(missed ? MISSED : MET);
        if (!missed) over.abort();
      }
      if (!missed) return;
      event.stopImmediatePropagation();
      // Cancelling a pointer event would cancel the mouse events that end the watching.
      if (!event.type.startsWith("pointer")) event.preventDefault();
      // The click event, if there is one, follows directly after the button is released.
      if (event.type === "mouseup") setTimeout(() => over.abort());
    };
    for (const kind of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
      window.addEventListener(kind, look, { capture: true, signal: over.signal });
    }
  }

  // What the watched click hit: "met", "missed", or null while it has not happened. A document that has replaced the clicked one has no
  // marks, which counts as "met".
  function met() {
    const marked = (mark) => performance.getEntriesByName(mark).length > 0;
    if (marked(MISSED)) return "missed";
    return marked(MET) || !marked(AIMED) ? "met" : null;
  }

  return { role, name: (e) => tidy(nameOf(e)), find, outline, description, until, tidy, watch, met };
})()
