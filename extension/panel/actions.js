// What a button of a view does. The core names it; only what a surface does by itself is decided here.
import { openOptions, openOwn, openWeb } from "../platform.js";
import { views } from "../store.js";
import { ask } from "../status.js";
import { focusSoon, goTab } from "./ui.js";

/** @import { Button, Command } from "../../pkg/views" */

/** Commands without arguments that a view's button may name. Anything else does nothing. */
const PLAIN = new Set(["beat", "refresh", "olderNotices", "you", "health", "lock", "hello", "rotateLater"]);

/** @param {Button} button */
export function press(button) {
  const verb = button.do;
  if (verb.startsWith("tab:")) return goTab(verb.slice(4));
  if (verb === "options" || verb === "connect") return openOptions();
  if (verb === "register") return void openOwn("register.html");
  if (verb === "site" && views.masthead) return openWeb(views.masthead.site);
  if (verb === "unlock") return focusSoon("#passphrase");
  if (PLAIN.has(verb)) void ask(/** @type {Command} */ ({ do: verb }));
}
