// Nodes from plain data: built with createElement and text nodes only, patched in place so that focus,
// selection and scroll stay where they are.

/**
 * @typedef {object} Node_
 * @property {string} tag `#text` for text
 * @property {string | number | undefined} key
 * @property {Props} props
 * @property {Node_[]} kids
 * @property {string} text
 * @property {Node | undefined} el
 *
 * @typedef {Record<string, any>} Props attributes, and: `key`; `on`, listeners by event; `set`, properties of
 *   the element; `style`, custom or plain properties; `born`, called once with the new element; `own`, true
 *   when the children belong to somebody else.
 * @typedef {Node_ | string | number | null | undefined | false} Kid
 * @typedef {Kid | Kid[] | (Kid | Kid[])[]} Kids lists may stand in lists
 */

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = new Set(["svg", "path", "circle", "polyline", "line"]);
const SPECIAL = new Set(["key", "on", "set", "style", "born", "own"]);

/** @type {WeakMap<Node, Record<string, (event: any) => void>>} */
const listeners = new WeakMap();

/**
 * @param {string} tag a name, with classes after dots: `p.why.dots`
 * @param {Props | null} props
 * @param {...Kids} kids
 * @returns {Node_}
 */
export function h(tag, props, ...kids) {
  const [name = "div", ...classes] = tag.split(".");
  const all = { ...props };
  if (classes.length) all["class"] = [...classes, all["class"]].filter(Boolean).join(" ");
  /** @type {Node_[]} */
  const nodes = [];
  for (const kid of kids.flat(3)) {
    if (kid === null || kid === undefined || kid === false || kid === "") continue;
    nodes.push(typeof kid === "object" ? kid : textNode(String(kid)));
  }
  return { tag: name, key: all["key"], props: all, kids: nodes, text: "", el: undefined };
}

/** @param {string} text @returns {Node_} */
function textNode(text) {
  return { tag: "#text", key: undefined, props: {}, kids: [], text, el: undefined };
}

/** @type {WeakMap<Element, Node_[]>} */
const painted = new WeakMap();

/** Makes the children of `parent` be `kids`. @param {Element} parent @param {...Kids} kids */
export function paint(parent, ...kids) {
  const { kids: next } = h("div", null, ...kids);
  patchKids(parent, painted.get(parent) ?? [], next);
  painted.set(parent, next);
}

/** @param {Node_} node @returns {Node} */
function make(node) {
  if (node.tag === "#text") return (node.el = document.createTextNode(node.text));
  const el = SHAPES.has(node.tag) ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  node.el = el;
  if (!node.props["own"]) for (const kid of node.kids) el.append(make(kid));
  dress(el, {}, node.props);
  node.props["born"]?.(el);
  return el;
}

/** @param {Node_} old @param {Node_} node */
function patch(old, node) {
  if (old === node) return;
  const el = (node.el = /** @type {Node} */ (old.el));
  if (node.tag === "#text") {
    if (old.text !== node.text) el.nodeValue = node.text;
    return;
  }
  if (!node.props["own"]) patchKids(/** @type {Element} */ (el), old.kids, node.kids);
  dress(/** @type {Element} */ (el), old.props, node.props);
}

/** @param {Element} parent @param {Node_[]} old @param {Node_[]} next */
function patchKids(parent, old, next) {
  /** @type {Map<string, Node_[]>} */
  const left = new Map();
  for (const node of old) {
    const name = `${node.tag} ${node.key ?? ""}`;
    const same = left.get(name);
    if (same) same.push(node);
    else left.set(name, [node]);
  }
  const pairs = next.map(node => left.get(`${node.tag} ${node.key ?? ""}`)?.shift());
  for (const rest of left.values()) for (const node of rest) node.el?.parentNode?.removeChild(node.el);
  let cursor = parent.firstChild;
  next.forEach((node, index) => {
    const before = pairs[index];
    if (before) patch(before, node);
    const el = before ? /** @type {Node} */ (before.el) : make(node);
    if (el === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(el, cursor);
  });
}

/** @param {Element} el @param {Props} old @param {Props} next */
function dress(el, old, next) {
  for (const name of Object.keys(old)) {
    if (!SPECIAL.has(name) && !(name in next)) el.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(next)) {
    if (SPECIAL.has(name) || old[name] === value) continue;
    if (value === null || value === undefined || value === false) el.removeAttribute(name);
    else el.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [name, value] of Object.entries(next["style"] ?? {})) {
    if (old["style"]?.[name] !== value) /** @type {HTMLElement} */ (el).style.setProperty(name, String(value));
  }
  for (const [name, value] of Object.entries(next["set"] ?? {})) {
    const bag = /** @type {Record<string, any>} */ (/** @type {unknown} */ (el));
    if (bag[name] !== value) bag[name] = value;
  }
  listen(el, next["on"]);
}

/** @param {Element} el @param {Record<string, (event: any) => void> | undefined} on */
function listen(el, on) {
  const known = listeners.get(el);
  if (!on && !known) return;
  for (const name of Object.keys(on ?? {})) {
    if (known && name in known) continue;
    el.addEventListener(name, event => listeners.get(el)?.[name]?.(event), { passive: name === "scroll" });
  }
  listeners.set(el, { ...Object.fromEntries(Object.keys(known ?? {}).map(name => [name, () => {}])), ...on });
}
