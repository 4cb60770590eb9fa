// The panel in another site's page. This is the only page of the extension that a web page can load. It shows nothing and does nothing until
// the background confirms that the extension put this frame into this tab.
import { claimPanel } from "./panel/claim.js";

if (self !== top && (await claimPanel())) {
  // A page can keep its panel from being removed when it is left (`content-script.js`), and so bring it back from the browser's cache, with
  // what it showed then. The frame loads anew and is refused, because its ticket was used.
  addEventListener("pageshow", event => event.persisted && location.reload());
  await import("./panel.js");
}
