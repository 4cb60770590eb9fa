// What every room of this page is made of: a heading with the mark, sentences, a foot with what can be done.
import { h } from "../dom.js";
import { icon, mark } from "../icons.js";
import { openOptions } from "../platform.js";
import { t } from "../i18n.js";

/** @import { Kids } from "../dom.js" */

/** @param {string} title */
export const head = title => h("header", { key: "head" }, mark(), h("h1", null, title));

/** @param {string} text @param {string} [key] */
export const prose = (text, key = text) => h("p.prose", { key }, text);

/** What the network says, set apart as its own words. @param {string[]} words */
export const quoted = words => (words.length ? h("blockquote", { key: "words" }, words.map((text, index) => h("p", { key: index, dir: "auto" }, text))) : null);

/** What is said on the left, what can be done on the right. @param {Kids} told @param {...Kids} buttons */
export const foot = (told, ...buttons) => h("div.foot", { key: "foot" }, h("div.told", null, told), h("div.row", null, ...buttons));

/** @param {string} name @param {(event: Event) => void} does @param {string} [kind] @param {string} [drawing] */
export function button(name, does, kind = "", drawing) {
  return h("button.btn", { key: name, type: "button", class: kind, on: { click: does } }, drawing ? icon(drawing) : null, name);
}

export const enterKey = () => button(t("enterKeyInstead"), openOptions, "main");

/** @param {string} name @param {Kids} value */
export const fact = (name, value) => [h("dt", { key: `t-${name}` }, name), h("dd", { key: `d-${name}` }, value)];
