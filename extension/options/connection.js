// The API address and the key. The key is entered here and never shown again.
import { h } from "../dom.js";
import { readAddress } from "../address.js";
import { icon } from "../icons.js";
import { isAsked, requestHost } from "../host-permission.js";
import { say, sayAround, t } from "../i18n.js";
import { sendAndShow, showAnswer } from "../status.js";
import { runAction } from "../panel/actions.js";
import { viewButton } from "../panel/empty-state.js";
import { views } from "../store.js";
import { repaint } from "../render.js";
import { clearFieldErrors, confirmation, errorAttributes, errorLine, section, showFieldError } from "./form-controls.js";

/** @import { EmptyState, HealthLine, LocalizedMessage, OptionsPage } from "../../pkg/views" */

/** Whether forgetting the key is being confirmed. */
let isForgetting = false;

/**
 * What the person has to confirm before the key is sent to another address, and what to do then.
 * @type {{line: LocalizedMessage, agree: () => void} | null}
 */
let keyMove = null;

/** Whether a key is being tried. */
let isConnecting = false;

/** The host that the browser asks about, while it waits for the person's answer. @type {string | null} */
let askedHost = null;

/** The account that the confirmations and the errors are about. @type {number | null} */
let shownAccount = null;

/** The fields of this section. */
const FIELDS = ["address", "key", "unlock"];

/** @param {OptionsPage} page */
export function connection(page) {
  if (page.account !== shownAccount) {
    [shownAccount, keyMove, isForgetting] = [page.account, null, false];
    clearFieldErrors(...FIELDS);
  }
  return section("partConnection", true,
    h("form", { key: `account-${page.account}`, on: { submit: (/** @type {SubmitEvent} */ event) => connect(event, page.account) } },
      h("div.field", null, h("label", { for: "address" }, t("apiAddress")),
        h("input.input", {
          id: "address", type: "text", inputmode: "url", autocomplete: "off", spellcheck: "false", ...errorAttributes("address"),
          created: (/** @type {HTMLInputElement} */ field) => (field.value = page.address), on: { input: clearErrors },
        }), errorLine("address"),
        askedHost === null ? null : h("p.help", { key: "asked" }, t("connectAsked", askedHost))),
      h("div.field", null,
        h("div.label", null, h("label", { for: "key" }, t("apiKey")), keyLine(page)),
        h("input.input.secret", {
          id: "key", type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", ...errorAttributes("key", "key-line"),
          placeholder: page.keyTail ? `${"•".repeat(20)} ${page.keyTail}` : t("apiKeyPlaceholder"), on: { input: clearErrors },
        }), errorLine("key"),
        page.keyNotes.map(line => h("p.help", { key: line.key }, say(line)))),
      h("div.row", null,
        h("button.btn.main", { id: "ask-agree", type: "submit", "aria-disabled": isConnecting ? "true" : null, "aria-busy": isConnecting ? "true" : null }, t(isConnecting ? "connecting" : "connect")),
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

const clearErrors = () => clearFieldErrors(...FIELDS);

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
  if (isConnecting) return;
  clearErrors();
  keyMove = null;
  const url = readAddress(field("address").value);
  if (!url) return fail({ field: "address", line: { key: "alertAddress", args: [] } });
  setConnecting(true);
  const request = requestHost(url);
  let isAnswered = false;
  void isAsked(url).then(asked => {
    if (!asked || isAnswered) return;
    askedHost = url.host;
    repaint();
  });
  void request.catch(() => false).then(async granted => {
    isAnswered = true;
    askedHost = null;
    if (granted) await tryKey(account, url.origin, field("key").value.trim(), false);
    else if (account === shownAccount) fail({ field: "address", line: { key: "alertNeedsPermission", args: [url.host] } });
  }).finally(() => setConnecting(false));
}

/** @param {boolean} on */
function setConnecting(on) {
  isConnecting = on;
  repaint();
}

/** Says what went wrong in the status line and beside its field. @param {{ field: "address" | "key", line: LocalizedMessage }} error */
function fail({ field: id, line }) {
  showAnswer({ alert: line });
  showFieldError(id, line);
}

/** What is wrong with the address: what answers there, or that nothing does. Every other refusal of *Connect* is about the key. */
const ADDRESS_ALERTS = new Set(["alertAddress", "alertUnreachable", "alertTimeout", "alertServer", "alertShape", "alertLarge", "alertPermission", "alertOffline"]);

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
  if (answer.alert && !answer.ask) showFieldError(ADDRESS_ALERTS.has(answer.alert.key) ? "address" : "key", answer.alert);
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
    if (!passphrase) return;
    const answer = await sendAndShow({ do: "unlock", passphrase }, account);
    if (answer.alert && account === shownAccount) showFieldError("unlock", answer.alert);
  };
  return h("form.row", { key: "unlock", on: { submit } },
    h("label", { for: "unlock" }, t("passphrase")),
    h("input.input.secret.narrow", { id: "unlock", type: "text", autocomplete: "off", spellcheck: "false", placeholder: " ", ...errorAttributes("unlock"), on: { input: clearErrors } }),
    h("button.btn", { type: "submit" }, t("unlock")), errorLine("unlock"));
}
