// The claim of a frame in another site's page: the frame presents its ticket, and the background answers once.
import { askBackground } from "../platform.js";
import { isProxied } from "../session-storage.js";

/** @import { ClaimedPanel } from "../page-panels.js" */

/** The ticket is in the fragment, which the extension's own script wrote and which leaves the frame in this message alone. */
export const ticket = location.hash.slice(1);

/** What the background answered. @type {ClaimedPanel | null} */
export let claimedPanel = null;

/** Presents the ticket. @returns {Promise<boolean>} false when the background refuses it */
export async function claimPanel() {
  claimedPanel = await askBackground({ panelRequest: "claim", ticket, isProxied });
  return claimedPanel !== null;
}
