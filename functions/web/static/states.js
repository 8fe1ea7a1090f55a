// When there is no score to show: what happened, in words, and what can be done now.

import { html } from "./element.js";
import { say, sayMany } from "./words.js";

const SLOW = 3000; // ms until the wait is mentioned

export function waiting(status) {
  const timer = setTimeout(() => { status.textContent = say("state.slow"); }, SLOW);
  return () => clearTimeout(timer);
}

function retryButton(error, retry) {
  const button = html("button", { type: "button", class: "btn pri", click: retry }, say("state.retry"));
  if (error.kind === "limited") {
    button.disabled = true;
    setTimeout(() => { button.disabled = false; }, error.wait * 1000);
  }
  if (error.kind === "offline") addEventListener("online", retry, { once: true });
  return button;
}

export function failure(error, name, home, retry) {
  const kind = ["unknown", "offline", "limited"].includes(error.kind) ? error.kind : "error";
  const text = kind === "limited" ? sayMany("state.limited.text", error.wait) : say(`state.${kind}.text`);
  const way = kind === "unknown"
    ? html("a", { class: "btn pri", href: home }, say("state.home"))
    : retryButton(error, retry);
  return html("section", { class: "state", role: "alert", "data-state": kind },
    html("h1", {}, say(`state.${kind}`, { name })),
    html("p", { class: "lede" }, text),
    html("p", { class: "acts" }, way),
    kind === "error" && error.request ? html("p", { class: "quiet" }, say("state.request", { id: error.request })) : null);
}

// One part of the page could not be had; the rest stands.
export function missingPart(title, error, retry) {
  return html("section", { class: "row", "data-state": "part" },
    html("header", {}, html("h2", {}, title)),
    html("div", {}, html("p", { role: "status" }, say("state.error.part")),
      html("p", { class: "acts after" }, html("button", { type: "button", class: "btn", click: retry }, say("state.retry"))),
      error.request ? html("p", { class: "quiet after" }, say("state.request", { id: error.request })) : null));
}
