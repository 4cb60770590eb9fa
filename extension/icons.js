// Icons on a 16-pixel grid, built as elements so that no page has to load them.
import { h } from "./dom.js";

/** @import { AuthorKind } from "../pkg/views" */

/** @type {Record<string, string>} */
const PATHS = {
  reprompt: "M3.25 2.75V7a2.75 2.75 0 0 0 2.75 2.75h6.5M9.5 6.75l3 3-3 3",
  like: "M8 13.2 3.2 8.5a2.95 2.95 0 0 1 4.2-4.2l.6.6.6-.6a2.95 2.95 0 0 1 4.2 4.2z",
  bookmark: "M4.5 2.75h7v10.5L8 10.6l-3.5 2.65z",
  read: "M8 5C6.7 3.9 4.9 3.35 2.5 3.35v8.8c2.4 0 4.2.5 5.5 1.6 1.3-1.1 3.1-1.6 5.5-1.6v-8.8C11.1 3.35 9.3 3.9 8 5zM8 5v8.6",
  drop: "M8 2.5c2.4 2.9 3.9 4.9 3.9 7a3.9 3.9 0 0 1-7.8 0c0-2.1 1.5-4.1 3.9-7z",
  beat: "M1.75 8.5h2.9l1.9-4.25 2.9 7.75 1.8-3.5h3",
  back: "M9.5 3.75 5.25 8l4.25 4.25",
  next: "M6.5 3.75 10.75 8 6.5 12.25",
  down: "M4 6.25 8 10.25l4-4",
  up: "M4 9.75l4-4 4 4",
  door: "M2.5 13.25h11M4.75 13.25V3.9l5-1.15v10.5M9.75 4.4h1.75v8.85M7.6 8.1v.6",
  bell: "M4.4 11.2V7.1a3.6 3.6 0 0 1 7.2 0v4.1l.9.8H3.5zM6.8 14h2.4",
  pen: "m2.9 13.1.7-2.9 6.9-6.9a1.55 1.55 0 0 1 2.2 2.2l-6.9 6.9zM9.2 4.6l2.2 2.2",
  sprout: "M8 13.4V8M8 8.3C8 5.6 6 3.9 3 3.9c0 2.7 1.9 4.4 5 4.4zM8 9.9c0-2.2 1.7-3.8 5-3.8 0 2.4-1.7 3.8-5 3.8z",
  person: "M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8zM2.9 13.4c.5-2.6 2.4-3.8 5.1-3.8s4.6 1.2 5.1 3.8",
  follow: "M6.5 7.7a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM1.9 12.9c.4-2.4 2.1-3.6 4.6-3.6.9 0 1.7.2 2.4.5M12 9.2v4.2M9.9 11.3h4.2",
  mention: "M10.4 8a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0zM10.4 5.7v3c0 1.1.7 1.7 1.5 1.7 1 0 1.7-.9 1.7-2.4A5.6 5.6 0 1 0 11 12.7",
  message: "M2.4 3.9h11.2v8.2H2.4zM2.6 4.3 8 8.6l5.4-4.3",
  tier: "M2.1 13.1H5V9.9h3.1V6.7h3.1V3.5h2.7",
  lock: "M3.6 7.3h8.8v6.1H3.6zM5.3 7.1V5a2.7 2.7 0 0 1 5.4 0v2.1M8 9.8v1.1",
  key: "M7.7 11a2.7 2.7 0 1 1-5.4 0 2.7 2.7 0 0 1 5.4 0zM7 9.1l5.9-6M10.7 5.3l2 1.9M8.8 7.2l1.2 1.2",
  off: "m2.4 2.4 11.2 11.2M1.9 6.5a9 9 0 0 1 2.6-1.8M7 3.9a9 9 0 0 1 7.1 2.6M4.3 9.1a5.4 5.4 0 0 1 2.2-1.4M10.3 8c.5.3 1 .6 1.4 1.1M8 12.2h.01",
  wait: "M13.6 8A5.6 5.6 0 1 1 2.4 8a5.6 5.6 0 0 1 11.2 0zM8 4.9V8l2.1 1.4",
  moon: "M12.9 9.6A5.4 5.4 0 0 1 6.4 3.1a5.5 5.5 0 1 0 6.5 6.5z",
  check: "m3.1 8.5 3.1 3.1 6.6-6.8",
  cross: "m4.1 4.1 7.8 7.8M11.9 4.1l-7.8 7.8",
  terms: "M13.6 8A5.6 5.6 0 1 1 2.4 8a5.6 5.6 0 0 1 11.2 0zM8 5.1v3.3M8 10.9h.01",
  unknown: "M13.6 8A5.6 5.6 0 1 1 2.4 8a5.6 5.6 0 0 1 11.2 0zM6.3 6.5C6.3 5.6 7 5 8 5s1.7.6 1.7 1.5C9.7 7.7 8 7.7 8 8.9M8 11.1h.01",
  archive: "M2.4 3.4h11.2V6H2.4zM3.3 6v6.6h9.4V6M6.6 8.4h2.8",
  flask: "M6.25 2.6h3.5M7 2.6v4.1L3.5 12.4a.8.8 0 0 0 .7 1.2h7.6a.8.8 0 0 0 .7-1.2L9 6.7V2.6M5.3 10h5.4",
  image: "M2.6 3.4h10.8v9.2H2.6zM2.9 10.9l2.9-2.9L8 10.2l1.7-1.7 3.4 3.4M10.4 6.1h.01",
  text: "M3.2 3.9h9.6M8 3.9v8.4",
  out: "M9 2.9h4.1V7M12.9 3.1 7.5 8.5M11.4 9.6v3.5H2.9V4.6h3.5",
  copy: "M5.6 5.6h7.8v7.8H5.6zM10.4 5.3V2.6H2.6v7.8h2.7",
  download: "M8 2.6v7.6M4.8 7.2 8 10.4l3.2-3.2M2.9 13.3h10.2",
  refresh: "M12.9 8.1a4.9 4.9 0 1 1-1.5-3.6M12.9 2.4V5h-2.6",
  send: "M8 13.1V3.1M3.9 7.2 8 3.1l4.1 4.1",
  shield: "M8 2.4l4.9 1.7v3.8c0 2.8-2 4.8-4.9 5.8-2.9-1-4.9-3-4.9-5.8V4.1z",
  other: "M3.1 4.6h9.8M3.1 8h9.8M3.1 11.4h5.8",
  link: "M6.6 9.4a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.9.9M9.4 6.6a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l.9-.9",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  dislike: "M8 13.2 3.2 8.5a2.95 2.95 0 0 1 4.2-4.2l.6.6.6-.6a2.95 2.95 0 0 1 4.2 4.2zM2.4 2.4l11.2 11.2",
  handoff: "M6.2 7.4a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6zM1.9 13.2c.4-2.4 1.9-3.5 4.3-3.5 1 0 1.8.2 2.5.6M9.4 12.4h4.7M12 10.3l2.1 2.1-2.1 2.1",
  plus: "M8 3.2v9.6M3.2 8h9.6",
  search: "M7.1 11.4a4.3 4.3 0 1 0 0-8.6 4.3 4.3 0 0 0 0 8.6zM10.3 10.3l3.2 3.2",
  options: "M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3",
  grip: "M6 4.2h.01M10 4.2h.01M6 8h.01M10 8h.01M6 11.8h.01M10 11.8h.01",
  dock: "M2.4 3.4h11.2v9.2H2.4zM10 3.6v8.8",
  unread: "M13.6 8A5.6 5.6 0 1 1 2.4 8a5.6 5.6 0 0 1 11.2 0zM8 9.4a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8z",
  hide: "M2.4 2.4l11.2 11.2M6.4 4a6.9 6.9 0 0 1 1.6-.2c3 0 5 2.2 6.1 4.2a9.6 9.6 0 0 1-1.7 2.1M4.4 5.2A9.4 9.4 0 0 0 1.9 8c1.1 2 3.1 4.2 6.1 4.2a6.3 6.3 0 0 0 2.9-.7M6.6 6.7a1.9 1.9 0 0 0 2.7 2.7",
  filter: "M2.5 4.5h11M4.5 8h7M6.5 11.5h3",
  pulse: "M13.6 8A5.6 5.6 0 1 1 2.4 8a5.6 5.6 0 0 1 11.2 0z",
};

/** A decorative icon; the text beside it carries the meaning. @param {string} name @param {string} [classes] */
export function icon(name, classes = "") {
  return h("svg", { class: `icon ${classes}`, viewBox: "0 0 16 16", "aria-hidden": "true" },
    h("path", { d: PATHS[name] ?? PATHS["pulse"] }));
}

/** The product's logo. */
export function logo() {
  return h("svg", { class: "logo", viewBox: "0 0 32 32", "aria-hidden": "true" },
    h("path", { class: "tile", d: "M8 1h16a7 7 0 0 1 7 7v16a7 7 0 0 1-7 7H2.6A1.6 1.6 0 0 1 1 29.4V8a7 7 0 0 1 7-7z" }),
    h("path", { class: "caret", d: "M10.5 7.6c2.8 0 4.5.8 5.5 2.6 1-1.8 2.7-2.6 5.5-2.6M16 10.2v11.6M10.5 24.4c2.8 0 4.5-.8 5.5-2.6 1 1.8 2.7 2.6 5.5 2.6" }));
}

/**
 * The icon of an author's kind: a circle for a person, a diamond for an agent. The label is for screen readers.
 * @param {AuthorKind} kind @param {string} label
 */
export function authorIcon(kind, label) {
  if (kind === "unknown") return null;
  return h("svg", { class: "author-kind", viewBox: "0 0 9 9", role: "img", "aria-label": label },
    h("path", { d: kind === "human" ? "M7.8 4.5a3.3 3.3 0 1 1-6.6 0 3.3 3.3 0 0 1 6.6 0z" : "M4.5.9l3.6 3.6-3.6 3.6L.9 4.5z" }));
}

const BAND_HEIGHT = 8;
const MAX_BANDS = 7;

/**
 * A small chart of a thread's depth: a dot for the root, a band for each level, a caret where a reply would go.
 * @param {number} depth @param {string} label
 */
export function depthChart(depth, label) {
  const bandCount = Math.max(0, Math.floor(depth) - 1);
  const step = bandCount > MAX_BANDS ? (MAX_BANDS * BAND_HEIGHT) / bandCount : BAND_HEIGHT;
  const end = 2.5 + bandCount * step;
  const height = end + 14;
  let path = `M2.5 2.5V${end.toFixed(1)}`;
  for (let band = 1; band <= Math.min(bandCount, 40); band += 1) path += `M2.5 ${(2.5 + band * step).toFixed(1)}h5`;
  return h("svg", { class: "depth", width: 10, height, viewBox: `0 0 10 ${height}`, role: "img", "aria-label": label },
    h("circle", { cx: 2.5, cy: 2.5, r: 2 }), h("path", { d: path }), h("path", { class: "caret", d: `M2.5 ${end + 5.5}v7` }));
}
