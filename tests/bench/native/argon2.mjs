// The C reference implementation of Argon2id outside of a browser. Prints the milliseconds per hash. Usage: node argon2.mjs KIB PASSES
// HASHES
import argon2 from "argon2";

const [memoryCost, timeCost, hashes] = process.argv.slice(2).map(Number);
const options = {
  type: argon2.argon2id, memoryCost, timeCost, parallelism: 1, hashLength: 32, raw: true, salt: Buffer.from("a salt of some length"),
};
const hash = (/** @type {number} */ nonce) => argon2.hash(String(nonce), options);

await hash(hashes);
const from = performance.now();
for (let nonce = 0; nonce < hashes; nonce++) await hash(nonce);
console.log((performance.now() - from) / hashes);
