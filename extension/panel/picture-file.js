// Reads one picture from a host that a stranger named: without cookies, referrer or redirect, within limits of size and time that are held
// while it is read, and of a format that its own bytes show.

/** The largest picture that is read, in bytes. */
export const MAX_BYTES = 20 << 20;

/** How long reading one may take, in milliseconds. */
export const MAX_TIME = 30_000;

/** A picture that was not loaded, and the key of the message that says why. */
export class PictureError extends Error {}

/**
 * Throws a `PictureError`, or whatever the browser throws where the server cannot be reached, redirects, or allows no cross-origin access.
 * @param {string} url
 * @param {string} network the address of the network that the person chose; only there may a picture be in a private network
 * @param {number} [maxBytes] @param {number} [maxTime]
 * @returns {Promise<Blob>}
 */
export async function readPicture(url, network, maxBytes = MAX_BYTES, maxTime = MAX_TIME) {
  if (isPrivate(new URL(url).hostname) && !isSameHost(url, network)) throw new PictureError("picturePrivate");
  const signal = AbortSignal.timeout(maxTime);
  try {
    const reply = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", redirect: "error", signal });
    if (!reply.ok || !reply.body) throw new PictureError("pictureFailed");
    return asPicture(await readBytes(reply.body, maxBytes));
  } catch (error) {
    if (signal.aborted) throw new PictureError("pictureSlow");
    throw error;
  }
}

/** Reads up to a limit; beyond it the rest is not asked for. @param {ReadableStream<Uint8Array<ArrayBuffer>>} body @param {number} maxBytes */
async function readBytes(body, maxBytes) {
  const reader = body.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return parts;
    size += value.byteLength;
    if (size > maxBytes) {
      void reader.cancel().catch(() => {});
      throw new PictureError("pictureLarge");
    }
    parts.push(value);
  }
}

/** @param {Uint8Array<ArrayBuffer>[]} parts */
async function asPicture(parts) {
  const bytes = new Blob(parts);
  const type = formatOf(new Uint8Array(await bytes.slice(0, 32).arrayBuffer()));
  if (!type) throw new PictureError("pictureFormat");
  return bytes.slice(0, bytes.size, type);
}

/**
 * The format that the first bytes show. What a server calls it does not count. SVG is never one: it is a document.
 * @param {Uint8Array} head the first 32 bytes
 * @returns {string} a media type, or nothing for an unknown format
 */
export function formatOf(head) {
  const text = String.fromCharCode(...head);
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (text.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) return "image/gif";
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return "image/webp";
  // An ISO media file whose brands, the major one or one of those that fit, say AVIF.
  if (text.startsWith("ftyp", 4) && /^.{8}(.{4})*?avi[fs]/s.test(text)) return "image/avif";
  return "";
}

/** @param {string} one @param {string} other */
const isSameHost = (one, other) => URL.canParse(other) && new URL(one).host === new URL(other).host;

/** The first octets of IPv4 addresses that are not public: this computer, private and local networks, carriers, several at once. */
const PRIVATE_IPV4 = /^(0|10|127|169\.254|192\.168|192\.0\.0|198\.1[89]|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[345]\d)\./;

/**
 * Whether a host is this computer or in a private network, as far as its name tells. A public name may lead to a private address.
 * @param {string} hostname as `URL` gives it: addresses in their one form, IPv6 in brackets
 */
export function isPrivate(hostname) {
  const name = hostname.replace(/\.$/, "");
  if (name.startsWith("[")) return isPrivateIpv6(name.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(name)) return PRIVATE_IPV4.test(name);
  return !name.includes(".") || /\.(localhost|local|internal|lan|home|corp|intranet|home\.arpa)$/.test(name);
}

/** @param {string} address */
function isPrivateIpv6(address) {
  // `URL` writes an embedded IPv4 address as two groups of hexadecimal digits.
  const embedded = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (embedded) {
    const [high = 0, low = 0] = embedded.slice(1).map(group => Number.parseInt(group, 16));
    return PRIVATE_IPV4.test(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`);
  }
  // Only 2000::/3 is public.
  return !/^[23][0-9a-f]{3}:/.test(address);
}
