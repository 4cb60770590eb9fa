// A small virtual DOM. It builds elements with createElement and text nodes only, and patches them in place, so that focus, selection and
// scroll position stay.

/**
 * @typedef {object} VNode
 * @property {string} tag `#text` for a text node
 * @property {string | number | undefined} key
 * @property {Props} props
 * @property {VNode[]} children
 * @property {string} text
 * @property {Node | undefined} el
 *
 * @typedef {Record<string, any>} Props attributes, and: `key`; `on`, listeners by event; `set`, properties of
 *   the element; `style`, CSS properties; `created`, called once with the new element.
 * @typedef {VNode | string | number | null | undefined | false} Child
 * @typedef {Child | Child[] | (Child | Child[])[]} Children lists may be nested
 */

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "path", "circle", "polyline", "line"]);
const SPECIAL = new Set(["key", "on", "set", "style", "created"]);

/** @type {WeakMap<Node, Record<string, (event: any) => void>>} */
const listeners = new WeakMap();

/**
 * @param {string} tag a tag name, with classes after dots: `p.reason.dot-separated`
 * @param {Props | null} props
 * @param {...Children} children
 * @returns {VNode}
 */
export function h(tag, props, ...children) {
  const [name = "div", ...classes] = tag.split(".");
  const all = { ...props };
  if (classes.length) all["class"] = [...classes, all["class"]].filter(Boolean).join(" ");
  /** @type {VNode[]} */
  const nodes = [];
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    nodes.push(typeof child === "object" ? child : textNode(String(child)));
  }
  return { tag: name, key: all["key"], props: all, children: nodes, text: "", el: undefined };
}

/** @param {string} text @returns {VNode} */
function textNode(text) {
  return { tag: "#text", key: undefined, props: {}, children: [], text, el: undefined };
}

/** @type {WeakMap<Element, VNode[]>} */
const rendered = new WeakMap();

/** Makes `children` the children of `parent`. @param {Element} parent @param {...Children} children */
export function paint(parent, ...children) {
  const { children: next } = h("div", null, ...children);
  patchChildren(parent, rendered.get(parent) ?? [], next);
  rendered.set(parent, next);
}

/**
 * A painted node as plain data: text, or an element.
 * @typedef {string | [namespace: string, tag: string, key: string | number | null, attributes: Record<string, string>, style: Record<string, string>, children: Snapshot[]]} Snapshot
 */

/**
 * What was painted last, as plain data. Elements that run code when they are created are left out.
 * @param {Element} parent @param {(element: Element) => boolean} isKept
 * @returns {Snapshot[]}
 */
export function snapshot(parent, isKept) {
  /** @param {VNode} node @returns {Snapshot} */
  const take = node => {
    if (node.tag === "#text") return node.text;
    /** @type {Record<string, string>} */
    const attributes = {};
    for (const [name, value] of Object.entries(node.props)) {
      const isSet = value !== null && value !== undefined && value !== false;
      if (isSet && !SPECIAL.has(name)) attributes[name] = value === true ? "" : String(value);
    }
    const namespace = /** @type {Element} */ (node.el).namespaceURI ?? "";
    return [namespace, node.tag, node.key ?? null, attributes, node.props["style"] ?? {}, takeAll(node.children)];
  };
  /** @param {VNode[]} nodes */
  const takeAll = nodes => nodes.filter(node => !node.props["created"] && (!(node.el instanceof Element) || isKept(node.el))).map(take);
  return takeAll(rendered.get(parent) ?? []);
}

/**
 * Takes over the children of `parent`, which were built from these snapshots, so that the next paint patches them.
 * @param {Element} parent @param {Snapshot[]} snapshots
 */
export function adopt(parent, snapshots) {
  /** @param {Node} owner @param {Snapshot[]} all @returns {VNode[]} */
  const takeAll = (owner, all) => all.map((one, index) => {
    const el = /** @type {Node} */ (owner.childNodes[index]);
    if (typeof one === "string") return { ...textNode(one), el };
    const [, tag, key, attributes, style, children] = one;
    return { tag, key: key ?? undefined, props: { ...attributes, style }, children: takeAll(el, children), text: "", el };
  });
  rendered.set(parent, takeAll(parent, snapshots));
}

/** @param {VNode} node @returns {Node} */
function createNode(node) {
  if (node.tag === "#text") return (node.el = document.createTextNode(node.text));
  const el = SVG_TAGS.has(node.tag) ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  node.el = el;
  for (const child of node.children) el.append(createNode(child));
  applyProps(el, {}, node.props);
  node.props["created"]?.(el);
  return el;
}

/** @param {VNode} old @param {VNode} node */
function patch(old, node) {
  if (old === node) return;
  const el = (node.el = /** @type {Node} */ (old.el));
  if (node.tag === "#text") {
    if (old.text !== node.text) el.nodeValue = node.text;
    return;
  }
  patchChildren(/** @type {Element} */ (el), old.children, node.children);
  applyProps(/** @type {Element} */ (el), old.props, node.props);
}

/** @param {Element} parent @param {VNode[]} old @param {VNode[]} next */
function patchChildren(parent, old, next) {
  /** @type {Map<string, VNode[]>} */
  const available = new Map();
  for (const node of old) {
    const name = `${node.tag} ${node.key ?? ""}`;
    const same = available.get(name);
    if (same) same.push(node);
    else available.set(name, [node]);
  }
  const pairs = next.map(node => available.get(`${node.tag} ${node.key ?? ""}`)?.shift());
  for (const rest of available.values()) for (const node of rest) node.el?.parentNode?.removeChild(node.el);
  let cursor = parent.firstChild;
  next.forEach((node, index) => {
    const before = pairs[index];
    if (before) patch(before, node);
    const el = before ? /** @type {Node} */ (before.el) : createNode(node);
    if (el === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(el, cursor);
  });
}

/** @param {Element} el @param {Props} old @param {Props} next */
function applyProps(el, old, next) {
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
    const properties = /** @type {Record<string, any>} */ (/** @type {unknown} */ (el));
    if (properties[name] !== value) properties[name] = value;
  }
  setListeners(el, next["on"]);
}

/** @param {Element} el @param {Record<string, (event: any) => void> | undefined} on */
function setListeners(el, on) {
  const known = listeners.get(el);
  if (!on && !known) return;
  for (const name of Object.keys(on ?? {})) {
    if (known && name in known) continue;
    el.addEventListener(name, event => listeners.get(el)?.[name]?.(event), { passive: name === "scroll" });
  }
  listeners.set(el, { ...Object.fromEntries(Object.keys(known ?? {}).map(name => [name, () => {}])), ...on });
}
