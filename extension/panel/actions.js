// What a view's buttons do. The core names the action; only actions that a page performs by itself are decided here.
import { openExtensionPage, openOptions, openWeb } from "../platform.js";
import { views } from "../store.js";
import { sendAndShow } from "../status.js";
import { focusSoon } from "../render.js";
import { isUserAction } from "../user-action.js";
import { goTab } from "./navigation.js";

/** @import { Button, Request } from "../../pkg/views" */

/** Commands without arguments that a view's button may name. Any other name does nothing. */
const PLAIN_COMMANDS = new Set(["heartbeat", "refreshFeed", "olderNotifications", "openYou", "checkHealth", "lock", "hello", "postponeKeyRotation", "acceptTerms"]);

/** Those of them that change something. */
const CHANGES = new Set(["lock", "postponeKeyRotation", "acceptTerms"]);

/** @param {Button} button @param {Event} event the press */
export function runAction(button, event) {
  const action = button.do;
  if (CHANGES.has(action) && !isUserAction(event)) return;
  if (action.startsWith("tab:")) return goTab(action.slice(4));
  if (action === "options" || action === "connect") return openOptions();
  if (action === "register") return void openExtensionPage("register.html");
  if (action === "site" && views.header) return openWeb(views.header.site);
  if (action === "unlock") return focusSoon("#passphrase");
  if (PLAIN_COMMANDS.has(action)) void sendAndShow(/** @type {Request} */ ({ do: action }));
}
