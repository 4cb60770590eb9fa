// The rows of a long list that have to be rendered.

/** How far beyond the visible part rows are rendered, in pixels, so that scrolling never shows an empty area. */
const MARGIN = 400;
/** The range moves by this number of rows at a time, so that most scrolling needs no paint. */
const STRIDE = 4;

/**
 * @param {ArrayLike<number>} heights of all rows, in pixels
 * @param {number} top scroll position, in pixels
 * @param {number} height height of the visible part, in pixels
 * @returns {{from: number, to: number, before: number, rendered: number}} the first row to render, the one after the last, and
 *   the total heights of the rows before and of the rendered rows
 */
export function visibleRange(heights, top, height) {
  const count = heights.length;
  let at = 0;
  let index = 0;
  while (index < count && at + (heights[index] ?? 0) < top - MARGIN) at += heights[index++] ?? 0;
  const from = Math.floor(index / STRIDE) * STRIDE;
  while (index > from) at -= heights[--index] ?? 0;
  const before = at;
  while (index < count && (at < top + height + MARGIN || index % STRIDE)) at += heights[index++] ?? 0;
  return { from, to: index, before, rendered: at - before };
}

/**
 * The rows to render so that one of them can be scrolled into view.
 * @param {Float32Array} heights of all rows, in pixels @param {number} index of the one @param {number} height height of the visible part, in pixels
 */
export const rangeAround = (heights, index, height) => visibleRange(heights, heightBefore(heights, index), height);

/** @param {Float32Array} heights of all rows, in pixels @param {number} index @returns {number} the height of the rows before this one, in pixels */
export const heightBefore = (heights, index) => heights.subarray(0, index).reduce((sum, height) => sum + height, 0);
