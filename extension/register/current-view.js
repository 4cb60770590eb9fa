// Which view of this page is open: the welcome page or the sign-up.
import { clearStatus } from "../status.js";

/** @typedef {"welcome" | "join"} View */

/** @type {View} */
let view = "join";

export const currentView = () => view;

/** @param {View} next */
export function showView(next) {
  view = next;
  clearStatus();
}
