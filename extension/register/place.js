// Which of the two rooms of this page is open: the welcome after install, or the sign-up.
import { repaint } from "../panel/ui.js";

/** @typedef {"welcome" | "join"} Place */

/** @type {Place} */
let place = "join";

export const at = () => place;

/** @param {Place} next */
export function goTo(next) {
  place = next;
  repaint();
}
