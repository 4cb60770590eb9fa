// How much the extension stores, and a button that makes room.
import { h } from "../dom.js";
import { count, t } from "../i18n.js";
import { api } from "../platform.js";
import { repaint } from "../render.js";
import { sendAndShow } from "../status.js";
import { storageUse } from "../storage-use.js";
import { section } from "./form-controls.js";

/** @type {import("../storage-use.js").StorageUse | undefined} */
let use;

export function storage() {
  return section("partStorage", true,
    use ? h("p", { key: "use" }, useText(use)) : null,
    h("div.row", null, h("button.btn", { type: "button", on: { click: () => void sendAndShow({ do: "clearCaches" }) } }, t("clearCaches"))));
}

/** @param {import("../storage-use.js").StorageUse} use */
const useText = ({ used, caches, quota }) => (quota
  ? t("storageUse", megabytes(used), megabytes(quota), megabytes(caches))
  : t("storageUseOpen", megabytes(used), megabytes(caches)));

/** @param {number} bytes */
const megabytes = bytes => count(Math.round(bytes / (1 << 20) * 10) / 10);

let isMeasuring = false;

/** Measures again, once at a time. Where storage cannot be read, the last figures stay. */
async function measure() {
  if (isMeasuring) return;
  isMeasuring = true;
  use = await storageUse().catch(() => use);
  isMeasuring = false;
  repaint();
}

void measure();
api.storage.local.onChanged.addListener(() => void measure());
