// Marks the words that the search in a thread finds. The browser draws the marks over the text, so no element changes.

/** The name of the marks in `thread.css`. */
const NAME = "found-words";

/** What the search looks through: the names, messages and answers that are rendered. */
const SEARCHED = ":is(.message, .answer, .name, bdi, q)";

/**
 * Where a text occurs in another one, in any case.
 * @param {string} text @param {string} words @returns {number[]} the index of each occurrence
 */
export function occurrences(text, words) {
  const lower = text.toLowerCase();
  const wanted = words.trim().toLowerCase();
  // In a few languages a letter has another length in lower case. Then no place is known.
  if (!wanted || lower.length !== text.length) return [];
  const found = [];
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) found.push(at);
  return found;
}

/** Marks the words in a list of messages, or nothing without words. @param {Element | null} list @param {string} words */
export function markWords(list, words) {
  const isWanted = list !== null && words.trim() !== "";
  if (!isWanted) return void CSS.highlights.delete(NAME);
  const ranges = [...list.querySelectorAll(SEARCHED)].filter(part => !part.parentElement?.closest(SEARCHED)).flatMap(part => rangesIn(part, words));
  CSS.highlights.set(NAME, new Highlight(...ranges));
}

/** The ranges of the words in one part. A word may go on in the next text node, as where a part of it is strong. @param {Element} part @param {string} words */
function rangesIn(part, words) {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  /** @type {{node: Node, from: number}[]} */
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node, from: text.length });
    text += node.nodeValue ?? "";
  }
  const length = words.trim().length;
  return occurrences(text, words).map(at => {
    const range = new Range();
    const first = nodes.findLast(({ from }) => from <= at);
    const last = nodes.findLast(({ from }) => from < at + length);
    if (first && last) {
      range.setStart(first.node, at - first.from);
      range.setEnd(last.node, at + length - last.from);
    }
    return range;
  });
}
