// Images load on a click on a button that names their host. They are fetched without cookies and without a referrer, which an `img` element
// cannot guarantee, and shown from memory. A person may allow all images of a host; that choice is stored in this browser only.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { api } from "../platform.js";
import { t } from "../i18n.js";
import { showAlert } from "../status.js";
import { repaint } from "../render.js";
import { views } from "../store.js";
import { PictureError, readPicture } from "./picture-file.js";
import { webLink } from "../web-link.js";
import { onUserAction } from "../user-action.js";

/** @import { Picture } from "../../pkg/views" */

/** The most that loaded images take in memory together, in bytes. */
const MAX_LOADED = 100 << 20;

/** Loaded images by address, first loaded first: object URL and bytes. @type {Map<string, {copy: string, size: number}>} */
const loaded = new Map();

/** Addresses that were requested, so that none is loaded automatically twice. @type {Set<string>} */
const requested = new Set();

/** Addresses that failed without a permission for their host. @type {Set<string>} */
const blocked = new Set();

/** Hosts whose images load automatically. @type {Set<string>} */
const allowedHosts = new Set();

/** How often what is shown in place of a picture changed, so that rows that were rendered before are rendered again. */
let changes = 0;

export const pictureChanges = () => changes;

function repaintPictures() {
  changes++;
  repaint();
}

/** A picture, named by the host that the browser would contact. @param {Picture} picture */
export function picture({ url: address }) {
  const link = webLink(address);
  if (!link) return null;
  const { href: url, host } = link;
  const image = loaded.get(url);
  if (image) {
    const isAllowed = allowedHosts.has(host);
    return h("figure.picture", { key: "shown" },
      h("img.picture", { src: image.copy, alt: t("pictureAlt"), decoding: "async" }),
      h("button.link", { type: "button", "aria-pressed": String(isAllowed), on: { click: onUserAction(() => setHostAllowed(host, !isAllowed)) } },
        t(isAllowed ? "pictureAskAgain" : "pictureAlways", host)));
  }
  if (allowedHosts.has(host) && !requested.has(url)) void load(url, host);
  const onClick = onUserAction(() => (blocked.has(url) ? requestPermission(url, host) : load(url, host)));
  return h("button.picture", { type: "button", key: "ask", on: { click: onClick } },
    icon("image"), h("span", null, t(blocked.has(url) ? "pictureAllow" : "pictureShow", host)));
}

/** @param {string} url @param {string} host */
async function load(url, host) {
  requested.add(url);
  try {
    const copy = await readPicture(url, views.header?.site ?? "");
    blocked.delete(url);
    keep(url, copy);
  } catch (error) {
    // The image does not exist, redirects, or its server allows no cross-origin access. Browsers do not say which.
    if (error instanceof PictureError) showAlert(error.message, host);
    else if (blocked.has(url) || !api.permissions) showAlert("pictureFailed", host);
    else blocked.add(url);
  } finally {
    repaintPictures();
  }
}

/** Keeps an image in memory. Those that were loaded first make room; a click loads them again. @param {string} url @param {Blob} copy */
function keep(url, copy) {
  const before = loaded.get(url);
  if (before) URL.revokeObjectURL(before.copy);
  loaded.set(url, { copy: URL.createObjectURL(copy), size: copy.size });
  let size = [...loaded.values()].reduce((sum, image) => sum + image.size, 0);
  for (const [oldest, image] of loaded) {
    if (size <= MAX_LOADED || oldest === url) break;
    URL.revokeObjectURL(image.copy);
    loaded.delete(oldest);
    size -= image.size;
  }
}

/** Requests permission for the host. Call it within the click, as browsers require. @param {string} url @param {string} host */
async function requestPermission(url, host) {
  const { protocol, hostname } = new URL(url);
  if (await api.permissions.request({ origins: [`${protocol}//${hostname}/*`] })) await load(url, host);
}

/** @param {string} host @param {boolean} isAllowed */
async function setHostAllowed(host, isAllowed) {
  if (isAllowed) allowedHosts.add(host);
  else allowedHosts.delete(host);
  repaintPictures();
  await api.storage.local.set({ pictures: [...allowedHosts] });
}

/** @param {unknown} stored */
function applyAllowedHosts(stored) {
  allowedHosts.clear();
  if (Array.isArray(stored)) stored.forEach(host => typeof host === "string" && allowedHosts.add(host));
  repaintPictures();
}

void api.storage.local.get("pictures").then(({ pictures }) => applyAllowedHosts(pictures));
api.storage.local.onChanged.addListener(changes => {
  if (changes.pictures) applyAllowedHosts(changes.pictures.newValue);
});
