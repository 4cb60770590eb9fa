// The API address and the key. The key is entered here and never shown again.
import { h } from "../dom.js";
import { readAddress } from "../address.js";
import { icon } from "../icons.js";
import { requestHost } from "../host-permission.js";
import { say, sayAround, t } from "../i18n.js";
import { sendAndShow, showAlert } from "../status.js";
import { runAction } from "../panel/actions.js";
import { viewButton } from "../panel/empty-state.js";
import { views } from "../store.js";
import { repaint } from "../render.js";
import { confirmation, section } from "./form-controls.js";

/** @import { EmptyState, HealthLine, LocalizedMessage, OptionsPage } from "../../pkg/views" */

/** Whether forgetting the key is being confirmed. */
let isForgetting = false;

/**
 * What the person has to confirm before the key is sent to another address, and what to do then.
 * @type {{line: LocalizedMessage, agree: () => void} | null}
 */
let keyMove = null;

/** What is wrong with the address or the key, until one of them is changed. @type {{ field: "address" | "key", line: LocalizedMessage } | null} */
let fieldError = null;

/** The account that the confirmations and the error are about. @type {number | null} */
let shownAccount = null;

/** @param {OptionsPage} page */
export function connection(page) {
  if (page.account !== shownAccount) [shownAccount, keyMove, isForgetting, fieldError] = [page.account, null, false, null];
  return section("partConnection", true,
    h("form", { key: `account-${page.account}`, on: { submit: (/** @type {SubmitEvent} */ event) => connect(event, page.account) } },
      h("div.field", null, h("label", { for: "address" }, t("apiAddress")),
        h("input.input", {
          id: "address", type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false", ...errorAttributes("address"),
          created: (/** @type {HTMLInputElement} */ field) => (field.value = page.address), on: { input: clearError },
        }), errorLine("address")),
      h("div.field", null,
        h("div.label", null, h("label", { for: "key" }, t("apiKey")), keyLine(page)),
        h("input.input.secret", {
          id: "key", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", ...errorAttributes("key", "key-line"),
          placeholder: page.keyTail ? `${"•".repeat(20)} ${page.keyTail}` : t("apiKeyPlaceholder"), on: { input: clearError },
        }), errorLine("key"),
        page.keyNotes.map(line => h("p.help", { key: line.key }, say(line)))),
      h("div.row", null,
        h("button.btn.main", { id: "ask-agree", type: "submit" }, t("connect")),
        h("button.btn", { type: "button", on: { click: () => void sendAndShow({ do: "checkHealth" }, page.account) } }, t("runHealth")),
        page.passphrase ? lockButton(page) : null,
        page.keyTail && !isForgetting
          ? h("button.btn.plain", { key: "forget", id: "ask-forget", type: "button", on: { click: () => ((isForgetting = true), repaint()) } }, t("forgetKey"))
          : null)),
    keyMove ? keyMoveConfirmation(keyMove) : null,
    isForgetting ? forget(page.account) : null,
    page.locked ? unlock(page.account) : null,
    page.terms ? termsNotice(page.terms) : null,
    page.health.length ? h("ul.health", { "aria-label": t("healthLabel") }, page.health.map(healthLine)) : null);
}

/** @param {"address" | "key"} name @param {string} [description] the id of what describes the field besides */
const errorAttributes = (name, description = "") => ({
  "aria-invalid": fieldError?.field === name ? "true" : null,
  "aria-describedby": `${fieldError?.field === name ? `${name}-wrong ` : ""}${description}`.trim() || null,
});

/** @param {"address" | "key"} name */
const errorLine = name => (fieldError?.field === name
  ? h("p.help.refuse", { key: "wrong", id: `${name}-wrong` }, icon("cross", "small"), " ", say(fieldError.line)) : null);

function clearError() {
  if (!fieldError) return;
  fieldError = null;
  repaint();
}

/** @param {OptionsPage} page */
function lockButton(page) {
  const click = () => (page.locked ? document.getElementById("unlock")?.focus() : void sendAndShow({ do: "lock" }));
  return h("button.btn", { key: "lock", type: "button", on: { click } }, icon("lock"), t(page.locked ? "unlock" : "lock"));
}

/** @param {OptionsPage} page */
function keyLine(page) {
  const line = page.keyLine;
  const refused = page.keyStatus !== null && page.keyStatus !== "accepted";
  return h("p.help.align-end", { id: "key-line", class: refused ? "refuse" : "" },
    line ? [icon(refused ? "cross" : "check", "small"), " ", say(line)] : null);
}

/** What the account may do before its terms are accepted, and how to accept them. @param {EmptyState} view */
function termsNotice(view) {
  return h("div.row.confirmation", { key: "terms", role: "group", "aria-labelledby": "terms-title" },
    h("div", null, h("p", null, h("b", { id: "terms-title" }, say(view.title))), h("p", null, say(view.text))),
    h("div.row", null, view.buttons.map(button => viewButton(button, event => runAction(button, event)))));
}

/** @param {HealthLine} line @param {number} index */
function healthLine(line, index) {
  const [before, subject, after] = sayAround(line.line);
  const [drawing, name] = line.state === "ok" ? ["check", "stateOk"] : line.state === "wait" ? ["terms", "stateWait"] : ["cross", "stateRefuse"];
  return h("li", { key: index, class: line.state },
    icon(drawing ?? "check"), h("span", null, h("span.visually-hidden", null, `${t(name ?? "")}: `), before, subject ? h("b", null, subject) : null, after),
    h("span.help.tabular.align-end", null, say(line.value)));
}

/**
 * Requests the host permission first, because browsers grant it only within the click.
 * @param {SubmitEvent} event @param {number} account
 */
function connect(event, account) {
  event.preventDefault();
  const url = readAddress(field("address").value);
  if (!url) {
    fieldError = { field: "address", line: { key: "alertAddress", args: [] } };
    return showAlert("alertAddress");
  }
  void requestHost(url).then(async granted => {
    if (!granted) return showAlert("alertNeedsPermission", url.host);
    await tryKey(account, url.origin, field("key").value.trim(), false);
  });
}

/**
 * The agreement is bound to the key that was asked about, whatever the field holds when the person agrees.
 * @param {number} account @param {string} address @param {string} key empty for the stored key @param {boolean} agreed
 */
async function tryKey(account, address, key, agreed) {
  // Another account became active meanwhile, and the field belongs to it.
  if (account !== shownAccount) return;
  const answer = await sendAndShow({ do: "connect", address, key, agreed }, account);
  if (account !== shownAccount) return;
  keyMove = answer.ask ? { line: answer.ask, agree: () => void tryKey(account, address, key, true) } : null;
  fieldError = answer.alert && answer.code !== "agreementRequired" ? { field: "key", line: answer.alert } : null;
  if (!answer.alert) field("key").value = "";
  repaint();
}

/** @param {{line: LocalizedMessage, agree: () => void}} confirmationProps */
function keyMoveConfirmation({ line, agree }) {
  return confirmation("agree", say(line), t("askKeyMoveYes"), agree, t("askKeyMoveNo"), () => ((keyMove = null), repaint()));
}

/** @param {string} id */
const field = id => /** @type {HTMLInputElement} */ (document.getElementById(id));

/** @param {number} account */
function forget(account) {
  const run = async () => {
    const answer = await sendAndShow({ do: "forgetKey" }, account);
    // The address belonged to the key.
    if (!answer.alert && views.options?.account === account) field("address").value = views.options.address;
  };
  return confirmation("forget", t("forgetSure"), t("forgetKey"), () => void run(), t("forgetKeep"),
    () => ((isForgetting = false), repaint()));
}

/** @param {number} account */
function unlock(account) {
  /** @param {SubmitEvent} event */
  const submit = async event => {
    event.preventDefault();
    const passphrase = field("unlock").value;
    field("unlock").value = "";
    if (passphrase) await sendAndShow({ do: "unlock", passphrase }, account);
  };
  return h("form.row", { key: "unlock", on: { submit } },
    h("label", { for: "unlock" }, t("passphrase")),
    h("input.input.secret.narrow", { id: "unlock", type: "text", autocomplete: "off", spellcheck: "false", placeholder: " " }),
    h("button.btn", { type: "submit" }, t("unlock")));
}
