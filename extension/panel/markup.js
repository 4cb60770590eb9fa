// Renders a model's answer from the core's typed tree. Links show their host; nothing loads by itself.
import { h } from "../dom.js";
import { copyText } from "../clipboard.js";
import { icon } from "../icons.js";
import { t } from "../i18n.js";
import { openWeb } from "../platform.js";
import { webLink } from "../web-link.js";

/** @import { Child } from "../dom.js" */

/**
 * @typedef {{type: "text" | "code", text: string} | {type: "emphasis" | "strong" | "struck", children: Inline[]}
 *   | {type: "link", href: string, host: string, children: Inline[]} | {type: "break"} | {type: "task", done: boolean}} Inline
 * @typedef {{type: "paragraph", children: Inline[]} | {type: "heading", level: number, children: Inline[]} | {type: "quote", children: Tree[]}
 *   | {type: "list", start?: number, items: Tree[][]} | {type: "codeBlock", language?: string, text: string} | {type: "table", rows: Inline[][][]} | {type: "rule"}} Tree
 */

/** @param {readonly unknown[]} answer @returns {Child[]} */
export function blocks(answer) {
  const parts = /** @type {Tree[]} */ (answer);
  const levels = headingLevels(parts);
  return parts.map((part, index) => block(part, levels[index] ?? 2));
}

/**
 * The level of each heading in the order of the page, whose own heading is the first. An answer may begin at any level and skip some.
 * @param {readonly Tree[]} parts @returns {number[]} one for each part
 */
export function headingLevels(parts) {
  const top = Math.min(...parts.map(part => (part.type === "heading" ? part.level : 6)));
  let level = 1;
  return parts.map(part => (part.type === "heading" ? (level = Math.min(level + 1, 2 + part.level - top)) : level));
}

/** @param {Tree} part @param {number} level the level of a heading @returns {Child} */
function block(part, level) {
  switch (part.type) {
    case "paragraph": return h("p", { dir: "auto" }, part.children.map(inline));
    case "heading": return h("p.heading", { role: "heading", "aria-level": level, dir: "auto" }, part.children.map(inline));
    case "quote": return h("blockquote", null, blocks(part.children));
    case "list": return h(part.start === undefined ? "ul" : "ol", { start: part.start ?? null }, part.items.map(item => h("li", null, blocks(item))));
    case "codeBlock": return codeBlock(part.text, part.language);
    case "table": return table(part.rows);
    case "rule": return h("hr", null);
    default: return unknown(part);
  }
}

/** Code scrolls by itself, also by keyboard, and can be copied whole. @param {string} text @param {string} [language] @returns {Child} */
function codeBlock(text, language) {
  const label = language ? t("codeIn", language) : t("codeBlock");
  return h("div.code-block", null, h("pre", { tabindex: 0, role: "group", "aria-label": label, dir: "ltr" }, text),
    h("button.action.icon-only", { type: "button", "aria-label": t("copyCode"), title: t("copyCode"), on: { click: () => void copyText(text, "saidCopied") } },
      icon("copy", "small")));
}

/** A table that is wider than its answer scrolls by itself, also by keyboard. @param {Inline[][][]} rows @returns {Child} */
function table([head = [], ...rows]) {
  return h("div.table-block", { tabindex: 0, role: "group", "aria-label": t("table") }, h("table", null,
    h("thead", null, h("tr", null, head.map(cell => h("th", { scope: "col", dir: "auto" }, cell.map(inline))))),
    h("tbody", null, rows.map(row => h("tr", null, row.map(cell => h("td", { dir: "auto" }, cell.map(inline))))))));
}

/** An unknown block type shows its text, if it has any. @param {unknown} part @returns {Child} */
function unknown(part) {
  const { text } = /** @type {{text?: unknown}} */ (part);
  return typeof text === "string" ? h("p", { dir: "auto" }, text) : null;
}

/** @param {Inline} part @returns {Child} */
function inline(part) {
  switch (part.type) {
    case "text": return part.text;
    case "code": return h("code", null, part.text);
    case "emphasis": return h("em", null, part.children.map(inline));
    case "strong": return h("strong", null, part.children.map(inline));
    case "struck": return h("s", null, part.children.map(inline));
    case "task": return h("span.task", { role: "img", "aria-label": t(part.done ? "taskDone" : "taskOpen") }, part.done ? icon("check", "small") : null);
    case "break": return h("br", null);
    case "link": return link(part);
    default: return null;
  }
}

/**
 * Opens in a new tab, without a referrer and without access to this page. An address that the browser cannot open stays text.
 * @param {Extract<Inline, {type: "link"}>} part @returns {Child}
 */
function link(part) {
  const text = part.children.map(inline);
  const target = webLink(part.href, part.host);
  if (!target) return h("span", null, text);
  const { href, host, readable } = target;
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    openWeb(href);
  };
  // Each part is isolated, so that characters which turn the direction of one change nothing beside it.
  return h("a.link", { href, target: "_blank", rel: "noopener noreferrer nofollow", on: { click: open } },
    h("bdi", null, text),
    h("span.host", null, " (", h("bdi", null, host), readable ? [" · ", h("bdi", null, readable)] : null, ")"));
}
