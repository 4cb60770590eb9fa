// The panel in another site's page. This is the only page of the extension that a web page can load. It shows nothing and does nothing until
// the background confirms that the extension put this frame into this tab.
import { claimPanel } from "./panel/claim.js";

if (self !== top && (await claimPanel())) await import("./panel.js");
