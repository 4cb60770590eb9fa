// The model's answer, from the core's typed tree to nodes. Links show their host; nothing loads by itself.
import { h } from "../dom.js";
import { t } from "../say.js";

/** @import { Block } from "../../pkg/views" */

/** @param {Block[]} _answer */
export function blocks(_answer) {
  const list = /** @type {any[]} */ (_answer);
  return list.map(b => h("p", null, (b.content ?? []).map((/** @type {any} */ x) => x.text)));
}
