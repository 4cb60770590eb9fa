// How one picture is read, against a server on this machine: `node --test tests/surfaces/picture-file.test.mjs`.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, test } from "node:test";

const { formatOf, isPrivate, readPicture } = await import(new URL("../../extension/panel/picture-file.js", import.meta.url));

const PNG = Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex");
const SVG = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>");

/** Paths that were asked for. */
const asked = [];
const server = createServer((request, response) => {
  asked.push(request.url);
  const send = (type, body) => response.writeHead(200, { "content-type": type }).end(body);
  if (request.url === "/png") return send("application/octet-stream", PNG);
  if (request.url === "/svg") return send("image/png", SVG);
  if (request.url === "/large") return send("image/png", Buffer.concat([PNG, Buffer.alloc(4096)]));
  if (request.url === "/moved") return response.writeHead(302, { location: "/admin" }).end();
  if (request.url === "/drip") return response.writeHead(200, { "content-type": "image/png" }).write(PNG);
  if (request.url === "/silent") return undefined;
  return response.writeHead(404).end();
});
await new Promise(resolve => server.listen(0, "127.0.0.1", resolve));
const site = `http://127.0.0.1:${server.address().port}`;
after(() => {
  server.closeAllConnections();
  server.close();
});

const read = (path, { network = site, bytes = 1024, time = 60_000 } = {}) => readPicture(`${site}${path}`, network, bytes, time);

test("a picture is what its bytes say, whatever the server calls it", async () => {
  const picture = await read("/png");
  assert.equal(picture.type, "image/png");
  assert.equal(picture.size, PNG.length);
  await assert.rejects(read("/svg"), { message: "pictureFormat" });
  await assert.rejects(read("/missing"), { message: "pictureFailed" });
});

test("a redirect is not followed", async () => {
  await assert.rejects(read("/moved"), TypeError);
  assert.ok(asked.includes("/moved") && !asked.includes("/admin"));
});

test("limits of bytes and time hold while a picture is read", async () => {
  await assert.rejects(read("/large"), { message: "pictureLarge" });
  await assert.rejects(read("/drip", { time: 200 }), { message: "pictureSlow" });
  await assert.rejects(read("/silent", { time: 200 }), { message: "pictureSlow" });
});

test("a private address is not asked, unless the network itself is there", async () => {
  asked.length = 0;
  for (const network of ["https://impromptusocial.ai", "http://127.0.0.1:1", "", "no address"]) {
    await assert.rejects(read("/png", { network }), { message: "picturePrivate" }, network);
  }
  assert.deepEqual(asked, []);
});

test("private hosts are known by name and number, however they are written", () => {
  const isPrivateHost = host => isPrivate(new URL(`http://${host}/`).hostname);
  // The blocks of RFC 6890, 1918, 4193 and 6762, and ways to write 127.0.0.1.
  for (const host of ["localhost", "a.localhost", "LOCALHOST.", "router", "nas.local", "vault.internal", "pi.home.arpa", "127.0.0.1", "127.255.0.9",
    "2130706433", "0x7f.1", "0177.0.0.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.127.1.1", "192.0.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00::1]", "[fc00::1]", "[ff02::1]",
    "[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "[::127.0.0.1]", "[64:ff9b::10.0.0.1]"]) {
    assert.equal(isPrivateHost(host), true, host);
  }
  for (const host of ["impromptusocial.ai", "pictures.example.com", "localhost.example.com", "10.example.com", "1.1.1.1", "8.8.8.8", "100.63.0.1",
    "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.169.0.1", "169.253.0.1", "11.0.0.1", "223.255.255.1", "[2606:4700::1111]", "[::ffff:8.8.8.8]"]) {
    assert.equal(isPrivateHost(host), false, host);
  }
});

test("five formats are known by their first bytes, and SVG is none", () => {
  const head = (...parts) => Uint8Array.from(parts.flatMap(part => (typeof part === "string" ? [...part].map(letter => letter.charCodeAt(0)) : part)));
  for (const [bytes, type] of [
    [head(0x89, "PNG\r\n\x1a\n"), "image/png"],
    [head(0xff, 0xd8, 0xff, 0xe0), "image/jpeg"],
    [head("GIF89a"), "image/gif"],
    [head("GIF87a"), "image/gif"],
    [head("RIFF", 1, 2, 3, 4, "WEBPVP8 "), "image/webp"],
    [head(0, 0, 0, 32, "ftypavif", 0, 0, 0, 0, "mif1"), "image/avif"],
    [head(0, 0, 0, 32, "ftypmif1", 0, 0, 0, 0, "mif1avif"), "image/avif"],
    [head(0, 0, 0, 32, "ftypisom", 0, 0, 0, 0, "isomavc1"), ""],
    [head("RIFF", 1, 2, 3, 4, "WAVE"), ""],
    [head("GIF8"), ""],
    [SVG.subarray(0, 32), ""],
    [head("<!doctype html>"), ""],
    [head(), ""],
  ]) {
    assert.equal(formatOf(bytes), type, String.fromCharCode(...bytes));
  }
});
