// Steps that Impromptu requires, in its own words. None of them is performed automatically.
import { h } from "../dom.js";
import { copyText } from "../clipboard.js";
import { icon } from "../icons.js";
import { api, DEFAULT_ORIGIN, openOptions, openWeb } from "../platform.js";
import { count, say, t } from "../i18n.js";
import { sendAndShow } from "../status.js";
import { isUserAction } from "../user-action.js";
import { fields } from "./fields.js";
import { backToForm, continueSignup, requestNewPuzzle } from "./signup-flow.js";
import { termsCheckbox, textField } from "./form.js";
import { button, enterKeyButton, footer, pageHeader, paragraph, quotation } from "./elements.js";

/** @import { FirstTask, SignupView, LocalizedMessage, RequiredStepView } from "../../pkg/views" */

/** The puzzle was refused. @param {SignupView} page */
export const puzzleRefused = page => [
  pageHeader(t("refusedTitle")), paragraph(say(page.line), "why"),
  h("div.row", { key: "choices" }, enterKeyButton(), button(t("anotherPuzzle"), event => void requestNewPuzzle(event)),
    button(t("backToForm"), () => void backToForm(false), "plain")),
];

export const registering = () => [pageHeader(t("registeringTitle")), paragraph(t("registeringText"))];

/** @param {RequiredStepView} required */
export function paymentStep(required) {
  const { url } = required;
  return [
    pageHeader(t("paymentTitle")),
    paragraph(t("paymentText")),
    required.again ? h("p.note.wait", { key: "again" }, icon("wait", "small"), h("span", null, t("paymentAgain"))) : null,
    required.payment.length ? h("dl.facts.copy", { key: "facts" }, required.payment.map(({ line, value }) => [
      h("dt", { key: `t-${line.key}` }, say(line)),
      h("dd", { key: `d-${line.key}` }, h("code", null, value),
        h("button.action.icon-only", {
          type: "button", "aria-label": t("copyValue", say(line)), on: { click: () => void copyText(value, "saidCopied") },
        }, icon("copy"))),
    ])) : null,
    quotation(required.messages),
    url ? h("div.row", { key: "url" }, button(t("openPayment"), () => openWeb(url), "", "out"), h("span.help", null, hostOf(url))) : null,
    h("form", { key: "form", novalidate: true, on: { submit: continueSignup } },
      textField("transaction", t("signupTransaction"), t("paymentHashHint")),
      footer(h("p", null, t("paymentNote")), button(t("backToForm"), () => void backToForm(false)), h("button.btn.main", { type: "submit" }, t("register")))),
  ];
}

/** @param {RequiredStepView} required */
export const termsStep = required => [
  pageHeader(t("termsTitle")), paragraph(t("termsText")), quotation(required.messages),
  h("form", { key: "form", novalidate: true, on: { submit: continueSignup } }, termsCheckbox(),
    footer("", button(t("backToForm"), () => void backToForm(false)),
      h("button.btn.main", { type: "submit", "aria-disabled": fields.terms ? null : "true" }, t("register")))),
];

/** A step that this version does not know. @param {RequiredStepView} required */
export const unknownStep = required => [
  pageHeader(t("stepTitle")), paragraph(t("stepText")), quotation(required.messages),
  required.call ? h("p.call", { key: "call" }, h("code", null, required.call)) : null,
  required.code ? h("p.help", { key: "code" }, required.code) : null,
  footer(h("p", null, t("stepNote")), button(t("backToForm"), () => void backToForm(false)),
    button(t("openSite"), () => openWeb(fields.address || DEFAULT_ORIGIN), "", "out")),
];

/** No response arrived. @param {SignupView} page */
export const noResponse = page => [
  pageHeader(t("lostTitle")), paragraph(say(page.line), "lost"), paragraph(t("lostText")),
  footer("", button(t("backToForm"), () => void backToForm(false)), button(t("openSite"), () => openWeb(page.address), "main", "out")),
];

/** What to do last of all. @type {Record<FirstTask, string>} */
const FIRST_TASKS = { acceptTerms: "firstStepTerms", firstSteps: "firstStepPrepare", reprompt: "firstStepPost" };

/** @param {string} place where in the panel: its hash, or nothing */
const openPanel = place => void api.tabs.create({ url: api.runtime.getURL(`panel.html?surface=side${place}`) });

/** What to do once an account is connected, in order. @param {LocalizedMessage} line @param {FirstTask} task */
export const connected = (line, task) => [
  pageHeader(t("connectedTitle")), paragraph(say(line), "who"),
  h("ol.first-steps", { key: "first-steps", "aria-label": t("firstStepsLabel") }, ["firstStepPin", "firstStepPanel", FIRST_TASKS[task]].map((key, index) => h("li", { key },
    h("span.number.tabular", { "aria-hidden": "true" }, count(index + 1)),
    h("div", null, h("b", null, t(key)), h("p.help", null, t(`${key}Hint`)))))),
  footer("",
    button(t("options"), openOptions, "plain"),
    button(t("accountAdd"), event => isUserAction(event) && void sendAndShow({ do: "addAccount" })),
    button(t("openPanel"), () => openPanel(""), task === "firstSteps" ? "" : "main"),
    task === "firstSteps" ? button(t("showFirstSteps"), () => openPanel("#you"), "main") : null),
];

/** @param {string} url */
const hostOf = url => (URL.canParse(url) ? new URL(url).host : "");
