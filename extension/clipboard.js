// Copies text to the clipboard and reports the result in the status line.
import { showAlert, showStatus } from "./status.js";

/** @param {string} text @param {string} confirmation key of the message that confirms it */
export async function copyText(text, confirmation) {
  try {
    await navigator.clipboard.writeText(text);
    showStatus(confirmation);
  } catch {
    showAlert("alertCopy");
  }
}
