// Pictures are asked for, by a button that names where they come from. They are fetched without cookies and without a referrer, which
// an `img` cannot promise, and shown from memory. A person may have all pictures of a host shown; that is remembered here alone.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { api } from "../platform.js";
import { t } from "../i18n.js";
import { tellAlert } from "../status.js";
import { repaint } from "./ui.js";

/** @import { Picture } from "../../pkg/views" */

/** Largest picture that is kept in memory, in bytes. */
const LARGEST = 20 << 20;

/** Pictures at hand: address to the address of the copy in memory. @type {Map<string, string>} */
const shown = new Map();

/** Addresses that were asked for, so that none is asked for twice by itself. @type {Set<string>} */
const asked = new Set();

/** Addresses that answer only when the browser lets us read that host. @type {Set<string>} */
const closed = new Set();

/** Hosts whose pictures show by themselves. @type {Set<string>} */
const hosts = new Set();

/** @param {Picture} picture */
export function picture({ url, host }) {
  if (!/^https?:/.test(url)) return null;
  const copy = shown.get(url);
  if (copy) {
    const always = hosts.has(host);
    return h("figure.picture", { key: "shown" },
      h("img.picture", { src: copy, alt: t("pictureAlt"), decoding: "async" }),
      h("button.link", { type: "button", "aria-pressed": String(always), on: { click: () => void remember(host, !always) } },
        t(always ? "pictureAskAgain" : "pictureAlways", host)));
  }
  if (hosts.has(host) && !asked.has(url)) void load(url, host);
  const ask = () => void (closed.has(url) ? allow(url, host) : load(url, host));
  return h("button.picture", { type: "button", key: "ask", on: { click: ask } },
    icon("image"), h("span", null, t(closed.has(url) ? "pictureAllow" : "pictureShow", host)));
}

/** @param {string} url @param {string} host */
async function load(url, host) {
  asked.add(url);
  try {
    const reply = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    const copy = await reply.blob();
    if (!reply.ok || !copy.type.startsWith("image/") || copy.size > LARGEST) return tellAlert("pictureFailed", host);
    closed.delete(url);
    shown.set(url, URL.createObjectURL(copy));
  } catch {
    // Not there, or there for pages of its own alone: a browser does not say which.
    if (closed.has(url) || !api.permissions) tellAlert("pictureFailed", host);
    else closed.add(url);
  } finally {
    repaint();
  }
}

/** Asks the browser for the host. Called in the click itself, as browsers demand. @param {string} url @param {string} host */
async function allow(url, host) {
  const { protocol, hostname } = new URL(url);
  if (await api.permissions.request({ origins: [`${protocol}//${hostname}/*`] })) await load(url, host);
}

/** @param {string} host @param {boolean} always */
async function remember(host, always) {
  if (always) hosts.add(host);
  else hosts.delete(host);
  repaint();
  await api.storage.local.set({ pictures: [...hosts] });
}

/** @param {unknown} kept */
function adopt(kept) {
  hosts.clear();
  if (Array.isArray(kept)) kept.forEach(host => typeof host === "string" && hosts.add(host));
  repaint();
}

void api.storage.local.get("pictures").then(({ pictures }) => adopt(pictures));
api.storage.local.onChanged.addListener(changes => {
  if (changes.pictures) adopt(changes.pictures.newValue);
});
