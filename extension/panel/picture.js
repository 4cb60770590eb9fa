// Pictures are asked for, by a button that names where they come from.
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { t } from "../say.js";
import { tellAlert } from "../status.js";
import { repaint } from "./ui.js";

/** @import { Picture } from "../../pkg/views" */

/** @type {Set<string>} */
const shown = new Set();

/** @param {Picture} picture */
export function picture(picture) {
  const { url, host } = picture;
  if (!/^https?:/.test(url)) return null;
  if (shown.has(url)) {
    const failed = () => {
      shown.delete(url);
      tellAlert("pictureFailed", host);
      repaint();
    };
    return h("img.picture", { key: "img", src: url, alt: t("pictureAlt"), referrerpolicy: "no-referrer", decoding: "async", on: { error: failed } });
  }
  return h("button.picture", { type: "button", key: "ask", on: { click: () => (shown.add(url), repaint()) } },
    icon("image"), h("span", null, t("pictureShow", host)));
}
