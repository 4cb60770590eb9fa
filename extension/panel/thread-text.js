// The words of a thread as text to take along: plain, and as Markdown.
import { at, t } from "../i18n.js";

/**
 * @typedef {object} SourceNode a message as it was written
 * @property {number} level
 * @property {string | null} author
 * @property {number | null} at
 * @property {string | null} message
 * @property {string | null} answer
 *
 * @typedef {{title: string | null, systemPrompt: string | null, nodes: SourceNode[]}} ThreadSource
 */

/** A message and its answer. @param {SourceNode} node */
export const plainText = node => [node.message, node.answer].filter(Boolean).join("\n\n");

/**
 * A thread down to one message as Markdown: a heading for each message, the message as a quotation, its answer as one within. The words stay as
 * they were written, and none of them can stand as a heading of another author's message.
 * @param {ThreadSource} source @param {string} link
 */
export function markdown({ title, nodes }, link) {
  const parts = nodes.flatMap(node => [
    `## ${[oneLine(`${node.level}. ${node.author ?? t("noticeSomeone")}`), node.at === null ? null : at(node.at)].filter(Boolean).join(", ")}`,
    quotation(node.message, ">"),
    quotation(node.answer, "> >"),
  ]);
  return `${[title ? `# ${oneLine(title)}` : null, ...parts, `<${link}>`].filter(Boolean).join("\n\n")}\n`;
}

/** Every line behind a mark, whatever ends it. @param {string | null} text @param {string} mark */
const quotation = (text, mark) => text?.split(/\r\n|[\n\r\u2028\u2029]/).map(line => `${mark} ${line}`.trimEnd()).join("\n");

/** A text as one line, as a heading has to be. @param {string} text */
const oneLine = text => text.replace(/\s+/g, " ").trim();
