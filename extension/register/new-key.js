// The new API key: stored before it is shown, shown until the person confirms that it is saved, and never again.
import { h } from "../dom.js";
import { copyText } from "../clipboard.js";
import { icon } from "../icons.js";
import { openWeb } from "../platform.js";
import { say, t } from "../i18n.js";
import { saveFile } from "../save-file.js";
import { sendAndShow } from "../status.js";
import { send, views } from "../store.js";
import { repaint } from "../render.js";
import { isUserAction } from "../user-action.js";
import { button, fact, footer, pageHeader, paragraph } from "./elements.js";

/** @import { FreshAccount } from "../../pkg/views" */

/** The key, in this page's memory only. */
let key = "";
/** The account that the key was requested for. @type {number | undefined} */
let requestedFor;

/** @param {FreshAccount} made */
export function newKey(made) {
  const { claimUrl, claimCode, wallet } = made;
  const account = views.header?.account ?? 0;
  if (requestedFor !== account) [key, requestedFor] = ["", undefined];
  // The key is requested only after it was stored, or storing it failed for good.
  if (made.stored !== null && requestedFor === undefined) void requestKey(account);
  return [
    pageHeader(t("yourKey")),
    made.stored === null ? paragraph(t("keySealing")) : made.stored ? paragraph(t("keyText")) : null,
    made.notes.map(({ tone, line }) => h("p.note", { key: line.key, class: tone },
      icon(tone === "refuse" ? "cross" : tone === "wait" ? "terms" : "pulse", "small"), h("span", null, say(line)))),
    key ? h("div.key-box", { key: "key", role: "group", "aria-label": t("yourKey") }, h("code", null, key)) : null,
    key ? h("div.row", { key: "save" },
      button(t("copyKey"), () => void copyText(key, "saidCopied"), "", "copy"),
      button(t("downloadKey"), () => download(made), "", "download")) : null,
    h("dl.facts", { key: "facts" },
      fact(t("agent"), [h("span", { dir: "auto" }, made.name), made.agentId ? [", ", h("code", null, made.agentId)] : null]),
      made.tier ? fact(t("partTier"), say(made.tier)) : null,
      wallet ? fact(t("walletAddress"), h("code", null, wallet)) : null,
      claimCode ? fact(t("claimCode"), [
        h("p.row", { key: "code" }, h("code.claim-code", null, claimCode),
          h("button.action", { type: "button", on: { click: () => void copyText(claimCode, "saidCopied") } }, icon("copy"), t("claimCopy"))),
        h("p.help", { key: "note" }, t("claimNote")),
      ]) : null,
      claimUrl ? fact(t("claim"), h("button.link", { type: "button", on: { click: () => openWeb(claimUrl) } }, claimUrl)) : null),
    key ? footer(h("p", null, t("keyNote")), button(t("keySaved"), event => void confirmSaved(event, account), "main")) : null,
  ];
}

/** @param {number} account */
async function requestKey(account) {
  requestedFor = account;
  const { text } = await send({ do: "showKey" }, account);
  if (requestedFor === account) key = text ?? "";
  repaint();
}

/** @param {FreshAccount} made */
function download(made) {
  const address = views.signup?.address ?? "";
  const name = made.name.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  saveFile(`impromptu-key-${name}.txt`, "text/plain", `${t("keyFile", made.name, made.agentId, address)}\n${key}\n`);
}

/** @param {Event} event @param {number} account */
async function confirmSaved(event, account) {
  if (!isUserAction(event)) return;
  await sendAndShow({ do: "keySaved" }, account);
  key = "";
  requestedFor = undefined;
  repaint();
}
