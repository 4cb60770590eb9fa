// Steps that the network names, shown as it words them. None of them is taken by itself.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { openOptions, openWeb } from "../platform.js";
import { say, t } from "../i18n.js";
import { tellAlert, tellSaid } from "../status.js";
import { api } from "../platform.js";
import { fields } from "./fields.js";
import { another, back, press } from "./flow.js";
import { termsTick, text } from "./form.js";
import { button, enterKey, foot, head, prose, quoted } from "./sheet.js";

/** @import { JoiningPage, Line, ToldStep } from "../../pkg/views" */

/** The puzzle is not taken on. @param {JoiningPage} page */
export const refused = page => [
  head(t("refusedTitle")), prose(say(page.line), "why"),
  h("div.row", { key: "choices" }, enterKey(), button(t("anotherPuzzle"), event => void another(event)), button(t("backToForm"), () => void back(false), "plain")),
];

export const registering = () => [head(t("registeringTitle")), prose(t("registeringText"))];

/** @param {ToldStep} told */
export function payment(told) {
  const { url } = told;
  return [
    head(t("paymentTitle")),
    prose(t("paymentText")),
    told.again ? h("p.note.wait", { key: "again" }, icon("wait", "small"), h("span", null, t("paymentAgain"))) : null,
    told.payment.length ? h("dl.facts.copy", { key: "facts" }, told.payment.map(({ line, value }) => [
      h("dt", { key: `t-${line.key}` }, say(line)),
      h("dd", { key: `d-${line.key}` }, h("code", null, value),
        h("button.act.bare", { type: "button", "aria-label": t("copyValue", say(line)), on: { click: () => void copy(value) } }, icon("copy"))),
    ])) : null,
    quoted(told.words),
    url ? h("div.row", { key: "url" }, button(t("openPayment"), () => openWeb(url), "", "out"), h("span.help", null, hostOf(url))) : null,
    h("form", { key: "form", novalidate: true, on: { submit: press } },
      text("transaction", t("joinTransaction"), t("paymentHashHint")),
      foot(h("p", null, t("paymentTold")), button(t("backToForm"), () => void back(false)), h("button.btn.main", { type: "submit" }, t("register")))),
  ];
}

/** @param {ToldStep} told */
export const terms = told => [
  head(t("termsTitle")), prose(t("termsText")), quoted(told.words),
  h("form", { key: "form", novalidate: true, on: { submit: press } }, termsTick(),
    foot("", button(t("backToForm"), () => void back(false)),
      h("button.btn.main", { type: "submit", "aria-disabled": fields.terms ? null : "true" }, t("register")))),
];

/** A step that this version does not know. @param {ToldStep} told */
export const step = told => [
  head(t("stepTitle")), prose(t("stepText")), quoted(told.words),
  told.call ? h("p.call", { key: "call" }, h("code", null, told.call)) : null,
  told.code ? h("p.help", { key: "code" }, told.code) : null,
  foot(h("p", null, t("stepTold")), button(t("backToForm"), () => void back(false)),
    button(t("openSite"), () => openWeb(fields.address || "https://impromptusocial.ai"), "", "out")),
];

/** No answer came. @param {JoiningPage} page */
export const lost = page => [
  head(t("lostTitle")), prose(say(page.line), "lost"), prose(t("lostText")),
  foot("", button(t("backToForm"), () => void back(false)), button(t("openSite"), () => openWeb(page.address), "main", "out")),
];

/** @param {Line} line */
export const connected = line => [
  head(t("connectedTitle")), prose(say(line), "who"),
  h("div.row", { key: "choices" },
    button(t("openPanel"), () => void api.tabs.create({ url: api.runtime.getURL("panel.html?surface=side") }), "main"),
    button(t("options"), openOptions)),
];

/** @param {string} url */
const hostOf = url => (URL.canParse(url) ? new URL(url).host : "");

/** @param {string} value */
export async function copy(value) {
  try {
    await navigator.clipboard.writeText(value);
    tellSaid("saidCopied");
  } catch {
    tellAlert("alertCopy");
  }
}
