// Where the network is, and the key to it. The key is typed here and nowhere shown again.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { api, HOME } from "../platform.js";
import { say, sayAround, t } from "../i18n.js";
import { ask, tellAlert } from "../status.js";
import { repaint } from "../panel/ui.js";
import { askSure, part } from "./part.js";

/** @import { HealthLine, Line, OptionsPage } from "../../pkg/views" */

/** Whether the question about forgetting the key is asked. */
let sure = false;

/** What is to be agreed to before a key goes to another address, and what to do then. @type {{line: Line, agree: () => void} | null} */
let question = null;

/** The account that either is asked about. @type {number | null} */
let about = null;

/** @param {OptionsPage} page */
export function connection(page) {
  if (page.account !== about) [about, question, sure] = [page.account, null, false];
  return part("partConnection", true,
    h("form", { key: `account-${page.account}`, on: { submit: (/** @type {SubmitEvent} */ event) => connect(event, page.account) } },
      h("div.field", null, h("label", { for: "address" }, t("apiAddress")),
        h("input.input", {
          id: "address", type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false",
          born: (/** @type {HTMLInputElement} */ field) => (field.value = page.address),
        })),
      h("div.field", null,
        h("div.label", null, h("label", { for: "key" }, t("apiKey")), keyLine(page)),
        h("input.input.secret", {
          id: "key", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", "aria-describedby": "key-line",
          placeholder: page.keyTail ? `${"•".repeat(20)} ${page.keyTail}` : t("apiKeyPlaceholder"),
        }),
        page.keyNotes.map(line => h("p.help", { key: line.key }, say(line)))),
      h("div.row", null,
        h("button.btn.main", { id: "ask-agree", type: "submit" }, t("connect")),
        h("button.btn", { type: "button", on: { click: () => void ask({ do: "health" }, page.account) } }, t("runHealth")),
        page.locked
          ? h("button.btn", { key: "lock", type: "button", on: { click: () => document.getElementById("unlock")?.focus() } }, icon("lock"), t("unlock"))
          : h("button.btn", { key: "lock", type: "button", on: { click: () => void ask({ do: "lock" }) } }, icon("lock"), t("lock")),
        page.keyTail && !sure
          ? h("button.btn.plain", { key: "forget", id: "ask-forget", type: "button", on: { click: () => ((sure = true), repaint()) } }, t("forgetKey"))
          : null)),
    question ? agreeing(question) : null,
    sure ? forget(page.account) : null,
    page.locked ? unlock(page.account) : null,
    page.health.length ? h("ul.health", { "aria-label": t("healthLabel") }, page.health.map(healthLine)) : null);
}

/** @param {OptionsPage} page */
function keyLine(page) {
  const line = page.keyLine;
  const refused = page.keyLine !== null && page.keyLine.key !== "keyAcceptedAt";
  return h("p.help.end", { id: "key-line", class: refused ? "refuse" : "" },
    line ? [icon(refused ? "cross" : "check", "small"), " ", say(line)] : null);
}

/** @param {HealthLine} line @param {number} index */
function healthLine(line, index) {
  const [before, about, after] = sayAround(line.line);
  const [drawing, name] = line.state === "ok" ? ["check", "stateOk"] : line.state === "wait" ? ["terms", "stateWait"] : ["cross", "stateRefuse"];
  return h("li", { key: index, class: line.state },
    icon(drawing ?? "check"), h("span", null, h("span.unseen", null, `${t(name ?? "")}: `), before, about ? h("b", null, about) : null, after),
    h("span.help.num.end", null, say(line.value)));
}

/** The permission is asked for first of all: a browser gives it only in the click itself. @param {SubmitEvent} event @param {number} account */
function connect(event, account) {
  event.preventDefault();
  const address = field("address").value.trim();
  const url = URL.canParse(address) ? new URL(address) : null;
  // Anywhere but on this machine a key would travel readable over http.
  const here = url && ["127.0.0.1", "localhost"].includes(url.hostname);
  if (!url || (url.protocol !== "https:" && !(url.protocol === "http:" && here))) return tellAlert("alertAddress");
  const origins = [`${url.protocol}//${url.hostname}/*`];
  const leave = url.origin === HOME ? Promise.resolve(true) : api.permissions.request({ origins });
  // A browser that will not ask for what the manifest grants already says so by throwing.
  void leave.catch(() => api.permissions.contains({ origins })).then(async granted => {
    if (!granted) return tellAlert("alertNeedsPermission", url.host);
    await tryKey(account, address, false);
  });
}

/** @param {number} account @param {string} address @param {boolean} agreed */
async function tryKey(account, address, agreed) {
  const key = field("key");
  // Another account came to the front meanwhile, and the field is another one's.
  if (account !== about) return;
  const answer = await ask({ do: "connect", address, key: key.value.trim(), agreed }, account);
  if (account !== about) return;
  question = answer.ask ? { line: answer.ask, agree: () => void tryKey(account, address, true) } : null;
  if (!answer.alert) key.value = "";
  repaint();
}

/** @param {{line: Line, agree: () => void}} asked */
function agreeing({ line, agree }) {
  return askSure("agree", say(line), t("askKeyMoveYes"), agree, t("askKeyMoveNo"), () => ((question = null), repaint()));
}

/** @param {string} id */
const field = id => /** @type {HTMLInputElement} */ (document.getElementById(id));

/** @param {number} account */
function forget(account) {
  return askSure("forget", t("forgetSure"), t("forgetKey"), () => void ask({ do: "forget" }, account), t("forgetKeep"),
    () => ((sure = false), repaint()));
}

/** @param {number} account */
function unlock(account) {
  /** @param {SubmitEvent} event */
  const submit = async event => {
    event.preventDefault();
    const passphrase = field("unlock").value;
    field("unlock").value = "";
    if (passphrase) await ask({ do: "unlock", passphrase }, account);
  };
  return h("form.row", { key: "unlock", on: { submit } },
    h("label", { for: "unlock" }, t("passphrase")),
    h("input.input.secret.short", { id: "unlock", type: "text", autocomplete: "off", spellcheck: "false", placeholder: " " }),
    h("button.btn", { type: "submit" }, t("unlock")));
}
