// How to have a model of one's own: three programs that run one on this computer, and what each has to be told.
import { h } from "./dom.js";
import { t } from "./i18n.js";

/** The programs are named as their makers name them. @type {[name: string, key: string, address: string][]} */
const PROGRAMS = [
  ["Ollama", "ownModelOllama", "http://localhost:11434/v1"],
  ["LM Studio", "ownModelLmStudio", "http://localhost:1234/v1"],
  ["llama.cpp", "ownModelLlama", "http://localhost:8080/v1"],
];

/** What a server has to allow: every page of this extension. */
export const extensionOrigins = () => `${location.protocol}//*`;

/** @param {boolean} open */
export function ownModelHelp(open) {
  return h("details.prompt-help", { key: "own-model-help", open }, h("summary", null, t("ownModelHow")),
    h("ul", null, PROGRAMS.map(([name, key, address]) => h("li", { key: name },
      h("b", null, name), ": ", key === "ownModelOllama" ? t(key, `OLLAMA_ORIGINS=${extensionOrigins()}`) : t(key), " ", h("code", null, address)))));
}
