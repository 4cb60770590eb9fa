// The fresh key: stored before it is shown, shown until the person says that it is saved, and never again.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openWeb } from "../platform.js";
import { say, t } from "../i18n.js";
import { ask } from "../status.js";
import { send, views } from "../store.js";
import { byHand, repaint } from "../panel/ui.js";
import { button, fact, foot, head, prose } from "./sheet.js";
import { copy } from "./steps.js";

/** @import { FreshAccount } from "../../pkg/views" */

/** The key, in the memory of this page alone. */
let key = "";
/** The account it was asked for, and is shown for. @type {number | undefined} */
let asked;

/** @param {FreshAccount} made */
export function freshKey(made) {
  const { claimUrl } = made;
  const account = views.masthead?.account ?? 0;
  if (asked !== account) [key, asked] = ["", undefined];
  // It is not even asked for before it is stored, or known that it cannot be.
  if (made.stored !== null && asked === undefined) void show(account);
  return [
    head(t("yourKey")),
    made.stored === null ? prose(t("keySealing")) : made.stored ? prose(t("keyText")) : null,
    made.notes.map(({ tone, line }) => h("p.note", { key: line.key, class: tone },
      icon(tone === "refuse" ? "cross" : tone === "wait" ? "terms" : "pulse", "small"), h("span", null, say(line)))),
    key ? h("div.keybox", { key: "key", role: "group", "aria-label": t("yourKey") }, h("code", null, key)) : null,
    key ? h("div.row", { key: "save" },
      button(t("copyKey"), () => void copy(key), "", "copy"),
      button(t("downloadKey"), () => download(made), "", "download")) : null,
    h("dl.facts", { key: "facts" },
      fact(t("agent"), [h("span", { dir: "auto" }, made.name), made.agentId ? [", ", h("code", null, made.agentId)] : null]),
      made.tier ? fact(t("partTier"), say(made.tier)) : null,
      claimUrl ? fact(t("claim"), h("button.link", { type: "button", on: { click: () => openWeb(claimUrl) } }, claimUrl)) : null),
    key ? foot(h("p", null, t("keyTold")), button(t("keySaved"), event => void saved(event, account), "main")) : null,
  ];
}

/** @param {number} account */
async function show(account) {
  asked = account;
  const { text } = await send({ do: "showKey" }, account);
  if (asked === account) key = text ?? "";
  repaint();
}

/** @param {FreshAccount} made */
function download(made) {
  const address = views.joining?.address ?? "";
  const url = URL.createObjectURL(new Blob([`${t("keyFile", made.name, made.agentId, address)}\n${key}\n`], { type: "text/plain" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `impromptu-key-${made.name.trim().toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}.txt`;
  link.click();
  URL.revokeObjectURL(url);
}

/** @param {Event} event @param {number} account */
async function saved(event, account) {
  if (!byHand(event)) return;
  await ask({ do: "keySaved" }, account);
  key = "";
  asked = undefined;
  repaint();
}
