// Copies text to the clipboard and reports the result in the status line.
import { showAlert, showStatus } from "./status.js";

/** @param {string} text @param {string} confirmation key of the message that confirms it */
export async function copyText(text, confirmation) {
  try {
    await navigator.clipboard.writeText(text).catch(() => copyByCommand(text));
    showStatus(confirmation);
  } catch {
    showAlert("alertCopy");
  }
}

/**
 * Copies within a frame of another site's page. The frame has no permission for the clipboard API: granting it would need an `allow`
 * attribute, and browsers report frames with that attribute to the page, together with their address.
 * @param {string} text
 */
function copyByCommand(text) {
  const onCopy = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", onCopy, { once: true });
  const isCopied = document.execCommand("copy");
  document.removeEventListener("copy", onCopy);
  if (!isCopied) throw new Error("The browser refused to copy.");
}
