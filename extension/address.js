// The network's address as a person types or pastes it. The browser's own URL parser decides what it means.

/** Characters that a copied text carries unseen. */
const UNSEEN = /[\u00A0\u00AD\u200B-\u200F\u2060\uFEFF]/g;
/** This machine, which is addressed by http where no scheme is given. */
const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(?=[:/?#]|$)/i;

/**
 * @param {string} typed
 * @returns {URL | null} null for what is no address, and for http to another machine, where a key would be readable on the way
 */
export function readAddress(typed) {
  const text = typed.replace(UNSEEN, "").trim();
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `${LOCAL_HOST.test(text) ? "http" : "https"}://${text}`;
  const url = URL.canParse(address) ? new URL(address) : null;
  // Chromium keeps a host with spaces, escaped; no host of the network has such a name.
  if (!url?.hostname || url.hostname.includes("%") || url.username || url.password) return null;
  const isLocal = ["127.0.0.1", "localhost"].includes(url.hostname);
  return url.protocol === "https:" || (url.protocol === "http:" && isLocal) ? url : null;
}
