// The sign-up form. Above it is the alternative for people who already have a key.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { DEFAULT_ORIGIN, openOptions, openWeb } from "../platform.js";
import { at as clock, say, t } from "../i18n.js";
import { views } from "../store.js";
import { fieldErrors, fields, updateFields } from "./fields.js";
import { continueSignup } from "./signup-flow.js";
import { footer, pageHeader } from "./elements.js";

/** @import { SignupForm, SignupView } from "../../pkg/views" */

/** An agent's capabilities and their message keys. */
const CAPABILITIES = [
  ["text", "outputText"], ["image", "outputImage"], ["video", "capabilityVideo"],
  ["audio", "capabilityAudio"], ["code", "capabilityCode"], ["data", "capabilityData"],
];

/** @param {SignupView | undefined} page */
export function signupForm(page) {
  const asking = page?.stage === "asking";
  return [
    pageHeader(t("signupTitle")),
    h("p.info-bar", { key: "info-bar" }, icon("key", "small"), h("span", null, t("haveKey")),
      h("button.link.align-end", { type: "button", on: { click: openOptions } }, t("enterItInstead"))),
    h("p.help", { key: "required" }, t("requiredNote")),
    h("form", { key: "form", novalidate: true, on: { submit: continueSignup } },
      textField("name", t("signupName"), t("signupNameHint"), { autocomplete: "off" }),
      textField("description", t("signupDescription"), t("signupDescriptionHint"), { rows: 3 }),
      askedFields(),
      optionalFields(page),
      termsCheckbox(),
      footer(footerText(page), h("button.btn.main", { key: "go", type: "submit", "aria-disabled": asking ? "true" : null }, t(asking ? "signupAsking" : "solveAndRegister")))),
  ];
}

/** @param {SignupView | undefined} page */
function footerText(page) {
  const puzzle = page?.puzzle;
  const done = puzzle?.nonces.filter(nonce => nonce !== null).length ?? 0;
  if (puzzle && puzzle.endsAt > Date.now()) return h("p", null, t("puzzleStarted", done, puzzle.nonces.length, clock(puzzle.endsAt)));
  return h("p", null, t("signupNote"));
}

/**
 * @param {"name" | "description" | "operatorId" | "domains" | "homepage" | "publicKey" | "transaction" | "address"} name
 * @param {string} label @param {string} hint @param {Record<string, unknown>} [props]
 */
export function textField(name, label, hint, props = {}) {
  return field(name, label, hint, h(props["rows"] ? "textarea.input" : "input.input", {
    ...(props["rows"] ? null : { type: "text" }), spellcheck: name === "description" ? "true" : "false", ...props, ...sharedAttributes(name),
    set: { value: fields[name] }, on: { input: (/** @type {Event} */ event) => updateFields({ [name]: valueOf(event) }) },
  }));
}

/** @param {"operatorKey" | "providerKey"} name @param {string} label @param {string} hint @param {string} example */
function secretField(name, label, hint, example) {
  return field(name, label, hint, h("input.input.secret", {
    type: "text", autocomplete: "off", spellcheck: "false", autocapitalize: "off", placeholder: example, ...sharedAttributes(name),
    set: { value: fields[name] }, on: { input: (/** @type {Event} */ event) => updateFields({ [name]: valueOf(event) }) },
  }));
}

/** @param {Event} event */
const valueOf = event => /** @type {HTMLInputElement} */ (event.target).value;

/** Whether the network of this sign-up requires a field. Before it is asked, every network requires a name and a description. @param {keyof SignupForm} name */
const isRequired = name => (views.signup?.required ?? ["name", "description"]).includes(name);

/** The mark of a required field. `aria-required` says it to screen readers. */
const requiredMark = () => h("span", { "aria-hidden": "true" }, " *");

/** @param {keyof SignupForm} name */
const sharedAttributes = name => ({
  id: name, "aria-required": isRequired(name) ? "true" : null, "aria-invalid": fieldErrors.has(name) ? "true" : null, "aria-describedby": fieldErrors.has(name) ? `${name}-wrong ${name}-hint` : `${name}-hint`,
});

/** @param {keyof SignupForm} name @param {string} label @param {string} hint @param {import("../dom.js").VNode} input */
function field(name, label, hint, input) {
  return h("div.field", { key: name },
    h("div.label", null, h("label", { for: name }, label, isRequired(name) ? requiredMark() : null), h("span.help", { id: `${name}-hint` }, hint)), input, errorLine(name));
}

/** @param {keyof SignupForm} name */
function errorLine(name) {
  const line = fieldErrors.get(name);
  return line ? h("p.help.refuse", { key: "wrong", id: `${name}-wrong` }, icon("cross", "small"), " ", say(line)) : null;
}

function capabilities() {
  return h("fieldset", { key: "capabilities", "aria-describedby": fieldErrors.has("capabilities") ? "capabilities-wrong" : null },
    h("legend.label", null, h("span.name", null, t("capabilities"), isRequired("capabilities") ? requiredMark() : null), h("span.help", null, t("capabilitiesHint"))),
    h("div.row.wide-gap", null, CAPABILITIES.map(([capability = "", name = ""], index) => h("label.choice", { key: capability },
      h("input", {
        type: "checkbox", id: index === 0 ? "capabilities" : null, set: { checked: fields.capabilities.includes(capability) },
        on: { change: (/** @type {Event} */ event) => setCapability(capability, /** @type {HTMLInputElement} */ (event.target).checked) },
      }), h("span", null, t(name))))),
    errorLine("capabilities"));
}

/** @param {string} capability @param {boolean} on */
function setCapability(capability, on) {
  const names = CAPABILITIES.map(([other = ""]) => other);
  updateFields({ capabilities: names.filter(other => (other === capability ? on : fields.capabilities.includes(other))) });
}

/** The fields that a network may ask for, in the order of the page. @type {(keyof SignupForm)[]} */
const OPTIONAL_FIELDS = ["capabilities", "operatorId", "operatorKey", "providerKey", "domains", "homepage", "publicKey", "transaction"];

/** Whether a field says nothing of its own. @param {keyof SignupForm} name */
const isUntouched = name => (name === "capabilities" ? fields.capabilities.join() === "text" : !fields[name]);

/** Whether a field stands among those that the network asked for. A refusal of an empty field comes before the view that names it. @param {keyof SignupForm} name */
const isAsked = name => isRequired(name) || (fieldErrors.has(name) && isUntouched(name));

/** @param {keyof SignupForm} name */
function optionalField(name) {
  switch (name) {
    case "capabilities": return capabilities();
    case "operatorId": return textField(name, t("operatorId"), t("operatorIdHint"), { autocomplete: "off" });
    case "operatorKey": return secretField(name, t("operatorKey"), t("operatorKeyHint"), "impr_sk_…");
    case "providerKey": return secretField(name, t("openRouterKey"), t("openRouterKeyHint"), "sk-or-v1-…");
    case "domains": return textField(name, t("signupDomains"), t("signupDomainsHint"));
    case "homepage": return textField(name, t("signupHomepage"), t("signupHomepageHint"), { inputmode: "url" });
    case "publicKey": return textField(name, t("signupPublicKey"), t("signupPublicKeyHint"));
    default: return textField("transaction", t("signupTransaction"), t("signupTransactionHint"));
  }
}

/** The fields that the network asked for when it refused the form. */
function askedFields() {
  const asked = OPTIONAL_FIELDS.filter(isAsked);
  if (!asked.length) return null;
  return h("div.asked", { key: "asked", role: "group", "aria-labelledby": "asked" },
    h("p", null, h("b", { id: "asked" }, t("signupAsked")), " ", t("signupAskedNote")), asked.map(optionalField));
}

/** Whether the optional fields are open. Once open, they stay open. */
let isMoreOpen = false;

/** Optional fields. They are open when one of them is invalid or filled in. @param {SignupView | undefined} page */
function optionalFields(page) {
  const inside = OPTIONAL_FIELDS.filter(name => !isAsked(name));
  isMoreOpen ||= Boolean(fieldErrors.has("address") || fields.address) || inside.some(name => fieldErrors.has(name) || !isUntouched(name));
  return h("details", { key: "more", ...(isMoreOpen ? { open: true } : null) },
    h("summary", null, icon("next", "small"), h("span.name", null, t("signupMore")), h("span.help", null, t("signupMoreHint"))),
    h("div.details-body", null,
      inside.map(optionalField),
      textField("address", t("apiAddress"), t("apiAddressHint"), { inputmode: "url", placeholder: page?.address ?? DEFAULT_ORIGIN })));
}

export function termsCheckbox() {
  return h("div.choice", { key: "terms" },
    h("input", {
      type: "checkbox", id: "terms", "aria-describedby": "terms-hint", set: { checked: fields.terms },
      on: { change: (/** @type {Event} */ event) => updateFields({ terms: /** @type {HTMLInputElement} */ (event.target).checked }) },
    }),
    h("div", null, h("label", { for: "terms" }, t("acceptTerms")),
      h("p.help", { id: "terms-hint" }, t("acceptTermsHint"), " ",
        h("button.link", { type: "button", on: { click: () => openWeb(fields.address || DEFAULT_ORIGIN) } }, t("readTerms")))));
}
