// The building blocks of this page's views: header, paragraphs, quotations, footer, buttons.
import { h } from "../dom.js";
import { icon, logo } from "../icons.js";
import { openOptions } from "../platform.js";
import { t } from "../i18n.js";

/** @import { Children } from "../dom.js" */

/** @param {string} title */
export const pageHeader = title => h("header", { key: "head" }, logo(), h("h1", null, title));

/** @param {string} text @param {string} [key] */
export const paragraph = (text, key = text) => h("p.paragraph", { key }, text);

/** What Impromptu says, shown as a quotation. @param {string[]} words */
export const quotation = words => (words.length ? h("blockquote", { key: "words" }, words.map((text, index) => h("p", { key: index, dir: "auto" }, text))) : null);

/** An explanation on the left, buttons on the right. @param {Children} explanation @param {...Children} buttons */
export const footer = (explanation, ...buttons) => h("div.footer", { key: "footer" }, h("div.explanation", null, explanation), h("div.row", null, ...buttons));

/** @param {string} name @param {(event: Event) => void} onClick @param {string} [kind] @param {string} [iconName] */
export function button(name, onClick, kind = "", iconName) {
  return h("button.btn", { key: name, type: "button", class: kind, on: { click: onClick } }, iconName ? icon(iconName) : null, name);
}

export const enterKeyButton = () => button(t("enterKeyInstead"), openOptions, "main");

/** @param {string} name @param {Children} value */
export const fact = (name, value) => [h("dt", { key: `t-${name}` }, name), h("dd", { key: `d-${name}` }, value)];
