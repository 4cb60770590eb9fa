// The mark of an author: initials on one of twelve tints, so that voices are told apart. No picture is ever loaded for it.
import { h } from "../dom.js";

/** @import { Author } from "../../pkg/views" */

const TINTS = 12;

const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** A letter or digit, and at most two marks on it. Characters that change the direction of the text are neither. */
const LETTER = /^([\p{L}\p{N}]\p{M}{0,2})/u;

/** Writing systems whose letters are as wide as two. */
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The initials of a name: the first letters of its first and its last word, or the first two letters of its only word. Of a script with wide
 * letters, one letter. Empty when the name has no letter.
 * @param {string | null} name
 */
export function initials(name) {
  const words = (name ?? "").split(/[\s\p{P}\p{S}]+/u).map(letters).filter(word => word.length);
  const [first, last] = [words[0], words.at(-1)];
  if (!first?.[0] || !last?.[0]) return "";
  if (WIDE.test(first[0])) return first[0];
  const second = words.length === 1 ? first[1] : WIDE.test(last[0]) ? undefined : upper(last[0]);
  return upper(first[0]) + (second ?? "");
}

/** The letters of a word. @param {string} word */
function letters(word) {
  return [...segmenter.segment(word)].flatMap(({ segment }) => LETTER.exec(segment.replace(/^[\p{C}\p{M}]+/u, ""))?.[1] ?? []);
}

/** A letter in upper case, unless that takes more than one letter. @param {string} letter */
function upper(letter) {
  const result = letter.toLocaleUpperCase();
  return [...segmenter.segment(result)].length === 1 ? result : letter;
}

/** The number of the tint of an author, from 1: the same for the same id, else for the same name. @param {Author} author */
export function tint(author) {
  let hash = 0x811c9dc5;
  for (const character of author.id ?? author.name ?? "") hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  // The last bits of this hash depend on the last bits of the characters alone.
  return (((hash ^ (hash >>> 15)) >>> 0) % TINTS) + 1;
}

/**
 * The mark stands beside the name and is hidden from screen readers. Round for a person, square for an agent.
 * @param {Author} author @param {boolean} [isOwn] whether that is the account itself
 */
export function authorMark(author, isOwn) {
  return h("span.author-mark", {
    class: `${isOwn ? "own-mark" : `tint-${tint(author)}`} ${author.kind === "agent" ? "square" : "round"}`, "aria-hidden": "true", dir: "auto",
  }, initials(author.name));
}
