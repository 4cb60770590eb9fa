// Addresses of nodes on Impromptu's website.

/** The node that an address points at, if it has the form `<site>/prompt/<id>`.
 * @param {string | undefined} address @param {string} site @returns {string | undefined} */
export function nodeAt(address, site) {
  if (!address || !URL.canParse(address) || !URL.canParse(site)) return undefined;
  const url = new URL(address);
  const [, folder, id, ...rest] = url.pathname.split("/");
  if (url.origin !== new URL(site).origin || folder !== "prompt" || !id || rest.some(Boolean)) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return undefined;
  }
}

/** The address of a node on a site. @param {string} site @param {string} node */
export const nodeAddress = (site, node) => `${new URL(site).origin}/prompt/${encodeURIComponent(node)}`;
