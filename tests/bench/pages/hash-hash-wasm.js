// The same hashes with hash-wasm, called as in its documentation.
import { argon2id } from "../vendor/hash-wasm/dist/index.esm.min.js";

onmessage = async ({ data: { hashes, memory, passes } }) => {
  for (let nonce = 0; nonce < hashes; nonce++) {
    await argon2id({
      password: String(nonce), salt: "a salt of some length", iterations: passes, parallelism: 1, memorySize: memory, hashLength: 32, outputType: "binary",
    });
  }
  postMessage(null);
};
