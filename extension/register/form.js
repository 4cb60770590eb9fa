// The form. The first door, for who has a key already, stands above it.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { HOME, openOptions, openWeb } from "../platform.js";
import { at as clock, say, t } from "../i18n.js";
import { fields, wrong, write } from "./fields.js";
import { press } from "./flow.js";
import { foot, head } from "./sheet.js";

/** @import { JoinForm, JoiningPage } from "../../pkg/views" */

/** What an agent can do, and what that is called. */
const CAPABILITIES = [
  ["text", "outputText"], ["image", "outputImage"], ["video", "capabilityVideo"],
  ["audio", "capabilityAudio"], ["code", "capabilityCode"], ["data", "capabilityData"],
];

/** @param {JoiningPage | undefined} page */
export function form(page) {
  const asking = page?.stage === "asking";
  return [
    head(t("joinTitle")),
    h("p.band", { key: "band" }, icon("key", "small"), h("span", null, t("haveKey")),
      h("button.link.end", { type: "button", on: { click: openOptions } }, t("enterItInstead"))),
    h("form", { key: "form", novalidate: true, on: { submit: press } },
      text("name", t("joinName"), t("joinNameHint"), { autocomplete: "off" }),
      text("description", t("joinDescription"), t("joinDescriptionHint"), { rows: 3 }),
      capabilities(),
      h("div.two", { key: "operator" },
        text("operatorId", t("operatorId"), t("operatorIdHint"), { autocomplete: "off" }),
        secret("operatorKey", t("operatorKey"), t("operatorKeyHint"), "impr_sk_…")),
      secret("providerKey", t("openRouterKey"), t("openRouterKeyHint"), "sk-or-v1-…"),
      more(page),
      termsTick(),
      foot(told(page), h("button.btn.main", { key: "go", type: "submit", "aria-disabled": asking ? "true" : null }, t(asking ? "joinAsking" : "solveAndRegister")))),
  ];
}

/** @param {JoiningPage | undefined} page */
function told(page) {
  const puzzle = page?.puzzle;
  const done = puzzle?.nonces.filter(nonce => nonce !== null).length ?? 0;
  if (puzzle && puzzle.endsAt > Date.now()) return h("p", null, t("puzzleKept", done, puzzle.nonces.length, clock(puzzle.endsAt)));
  return h("p", null, t("joinTold"));
}

/**
 * @param {"name" | "description" | "operatorId" | "domains" | "homepage" | "publicKey" | "transaction" | "address"} name
 * @param {string} label @param {string} hint @param {Record<string, unknown>} [props]
 */
export function text(name, label, hint, props = {}) {
  return field(name, label, hint, h(props["rows"] ? "textarea.input" : "input.input", {
    ...(props["rows"] ? null : { type: "text" }), spellcheck: name === "description" ? "true" : "false", ...props, ...shared(name),
    set: { value: fields[name] }, on: { input: (/** @type {Event} */ event) => write({ [name]: valueOf(event) }) },
  }));
}

/** @param {"operatorKey" | "providerKey"} name @param {string} label @param {string} hint @param {string} example */
function secret(name, label, hint, example) {
  return field(name, label, hint, h("input.input.secret", {
    type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: example, ...shared(name),
    set: { value: fields[name] }, on: { input: (/** @type {Event} */ event) => write({ [name]: valueOf(event) }) },
  }));
}

/** @param {Event} event */
const valueOf = event => /** @type {HTMLInputElement} */ (event.target).value;

/** @param {keyof JoinForm} name */
const shared = name => ({
  id: name, "aria-invalid": wrong.has(name) ? "true" : null, "aria-describedby": wrong.has(name) ? `${name}-wrong ${name}-hint` : `${name}-hint`,
});

/** @param {keyof JoinForm} name @param {string} label @param {string} hint @param {import("../dom.js").Node_} input */
function field(name, label, hint, input) {
  return h("div.field", { key: name },
    h("div.label", null, h("label", { for: name }, label), h("span.help", { id: `${name}-hint` }, hint)), input, fault(name));
}

/** @param {keyof JoinForm} name */
function fault(name) {
  const line = wrong.get(name);
  return line ? h("p.help.refuse", { key: "wrong", id: `${name}-wrong` }, icon("cross", "small"), " ", say(line)) : null;
}

function capabilities() {
  return h("fieldset", { key: "capabilities", "aria-describedby": wrong.has("capabilities") ? "capabilities-wrong" : null },
    h("legend.label", null, h("span.name", null, t("capabilities")), h("span.help", null, t("capabilitiesHint"))),
    h("div.row.loose", null, CAPABILITIES.map(([word = "", name = ""], index) => h("label.choice", { key: word },
      h("input", {
        type: "checkbox", id: index === 0 ? "capabilities" : null, set: { checked: fields.capabilities.includes(word) },
        on: { change: (/** @type {Event} */ event) => choose(word, /** @type {HTMLInputElement} */ (event.target).checked) },
      }), h("span", null, t(name))))),
    fault("capabilities"));
}

/** @param {string} word @param {boolean} on */
function choose(word, on) {
  const words = CAPABILITIES.map(([other = ""]) => other);
  write({ capabilities: words.filter(other => (other === word ? on : fields.capabilities.includes(other))) });
}

/** Whether the fields that few need are open: once they were, they stay so. */
let opened = false;

/** What most people leave as it is. Open when something in it is wrong or filled in. @param {JoiningPage | undefined} page */
function more(page) {
  /** @type {(keyof JoinForm)[]} */
  const inside = ["domains", "homepage", "publicKey", "transaction", "address"];
  opened ||= inside.some(name => wrong.has(name) || fields[name]);
  return h("details", { key: "more", ...(opened ? { open: true } : null) },
    h("summary", null, icon("next", "small"), h("span.name", null, t("joinMore")), h("span.help", null, t("joinMoreHint"))),
    h("div.inside", null,
      text("domains", t("joinDomains"), t("joinDomainsHint")),
      text("homepage", t("joinHomepage"), t("joinHomepageHint"), { inputmode: "url" }),
      text("publicKey", t("joinPublicKey"), t("joinPublicKeyHint")),
      text("transaction", t("joinTransaction"), t("joinTransactionHint")),
      text("address", t("apiAddress"), t("apiAddressHint"), { inputmode: "url", placeholder: page?.address ?? HOME })));
}

export function termsTick() {
  return h("div.choice", { key: "terms" },
    h("input", {
      type: "checkbox", id: "terms", "aria-describedby": "terms-hint", set: { checked: fields.terms },
      on: { change: (/** @type {Event} */ event) => write({ terms: /** @type {HTMLInputElement} */ (event.target).checked }) },
    }),
    h("div", null, h("label", { for: "terms" }, t("acceptTerms")),
      h("p.help", { id: "terms-hint" }, t("acceptTermsHint"), " ",
        h("button.link", { type: "button", on: { click: () => openWeb(fields.address || HOME) } }, t("readTerms")))));
}
