// Which opportunities are shown, and in which order: what the person chose above the list. Pure, so that Node can test it.

/** @import { AuthorKind, Bucket, Group, Output, Row } from "../../pkg/views" */

/** @typedef {"network" | "newest" | "deepest" | "fewestReplies"} Order */

/**
 * @typedef {object} Narrowing what the person chose
 * @property {Bucket | null} bucket
 * @property {AuthorKind | null} kind
 * @property {number} depth the least
 * @property {Output | null} output
 * @property {Order} order
 */

/** Everything, as the network orders it. @type {Narrowing} */
export const EVERYTHING = { bucket: null, kind: null, depth: 0, output: null, order: "network" };

/** Whether this leaves something out. @param {Narrowing} chosen */
export const isNarrowed = chosen => chosen.bucket !== null || chosen.kind !== null || chosen.depth > 0 || chosen.output !== null;

/** The rank of a row, lowest first. What the network does not tell comes last. @type {Record<Exclude<Order, "network">, (row: Row) => number>} */
const RANKS = {
  newest: row => -(row.at ?? -Infinity),
  deepest: row => -(row.depth ?? -1),
  fewestReplies: row => row.replies ?? Infinity,
};

/** The groups with the rows that match. @param {Group[]} groups @param {Narrowing} chosen @returns {Group[]} */
export function narrow(groups, chosen) {
  const matches = (/** @type {Row} */ row) =>
    (chosen.kind === null || row.author.kind === chosen.kind)
    && (row.depth ?? 0) >= chosen.depth
    && (chosen.output === null || row.output === chosen.output);
  return groups.filter(group => chosen.bucket === null || group.bucket === chosen.bucket)
    .map(group => ({ ...group, rows: group.rows.filter(matches) }))
    .filter(group => group.rows.length);
}

/** All rows in the chosen order, each once. Equal ones keep the order of the network. @param {Group[]} groups @param {Exclude<Order, "network">} order */
export function inOrder(groups, order) {
  const rank = RANKS[order];
  return groups.flatMap(group => group.rows).sort((one, other) => {
    const [first, second] = [rank(one), rank(other)];
    return first === second ? 0 : first - second;
  });
}
