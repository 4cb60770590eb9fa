// Addresses that somebody else wrote. The browser's own parser decides where they lead, because the browser follows them.

/**
 * @typedef {object} WebLink
 * @property {string} href
 * @property {string} host the host that the browser contacts, in Punycode where its name has characters beyond ASCII
 * @property {string} readable the host as it was written, where it is in Punycode and has letters, digits and marks only; otherwise empty
 */

/**
 * @param {string} address
 * @param {string} [written] the host as the author wrote it
 * @returns {WebLink | null} null for what is no http or https address
 */
export function webLink(address, written = "") {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url?.host || (url.protocol !== "https:" && url.protocol !== "http:")) return null;
  const { href, host } = url;
  const isReadable = host.includes("xn--") && /^[\p{L}\p{M}\p{N}.:-]+$/u.test(written) && hostOf(`${url.protocol}//${written}`) === host;
  return { href, host, readable: isReadable ? written : "" };
}

/** @param {string} address */
const hostOf = address => (URL.canParse(address) ? new URL(address).host : "");
