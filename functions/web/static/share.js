// The address of the page, to show elsewhere. Without language and theme: those are the reader's own.

import { html, row } from "./element.js";
import { say } from "./words.js";

export function share(name) {
  const address = `${location.origin}/@${name}`;
  const field = html("input", { class: "i", readonly: true, value: address, "aria-label": say("share.label") });
  const status = html("p", { class: "quiet after", role: "status" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = say("share.copied");
    } catch {
      field.select();
      status.textContent = say("share.failed");
    }
  };
  return row("share", say("share"), say("share.text"),
    html("div", { class: "share" }, field, html("button", { type: "button", class: "btn", click: copy }, say("share.copy"))), status);
}
