// Which rows of a long list are near the eye.

/** Rows are kept so far beyond the edges, in pixels, so that a frame never comes up empty. */
const MARGIN = 400;
/** The window moves by so many rows at a time, so that most scrolling paints nothing. */
const STRIDE = 4;

/**
 * @param {ArrayLike<number>} heights of all rows, in pixels
 * @param {number} top what was scrolled past, in pixels
 * @param {number} height what is seen, in pixels
 * @returns {{from: number, to: number, before: number, drawn: number}} the first row to draw, the one after the last, and the
 *   heights of what stands before and of what is drawn
 */
export function windowOf(heights, top, height) {
  const count = heights.length;
  let at = 0;
  let index = 0;
  while (index < count && at + (heights[index] ?? 0) < top - MARGIN) at += heights[index++] ?? 0;
  const from = Math.floor(index / STRIDE) * STRIDE;
  while (index > from) at -= heights[--index] ?? 0;
  const before = at;
  while (index < count && (at < top + height + MARGIN || index % STRIDE)) at += heights[index++] ?? 0;
  return { from, to: index, before, drawn: at - before };
}
