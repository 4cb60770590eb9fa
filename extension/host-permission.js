// The permission to reach one host. Browsers grant it only within a click, so nothing may be awaited before.
import { api, DEFAULT_ORIGIN } from "./platform.js";

/** Asks for the permission to reach the host of an address. @param {URL} url @returns {Promise<boolean>} whether it is granted */
export function requestHost(url) {
  if (url.origin === DEFAULT_ORIGIN) return Promise.resolve(true);
  const origins = patterns(url);
  // Throws in browsers that do not ask for a permission that the manifest already grants.
  return api.permissions.request({ origins }).catch(() => api.permissions.contains({ origins }));
}

/** Whether the browser has to ask before a host is reached. @param {URL} url */
export const isAsked = async url => url.origin !== DEFAULT_ORIGIN && !(await api.permissions.contains({ origins: patterns(url) }));

/** Patterns of permissions have no port. @param {URL} url */
const patterns = url => [`${url.protocol}//${url.hostname}/*`];
