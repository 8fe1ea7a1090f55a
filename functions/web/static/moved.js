// What moved the score since yesterday, in a week, in a month; and where it stands. The sentences are the API's.

import { html, row } from "./element.js";
import { say, signed } from "./words.js";

const SPANS = ["day", "week", "month"];

// Losses to the left of the middle, gains to the right; the largest cause fills its half.
function cause({ sentence, points }, largest) {
  const half = (Math.abs(points) / largest) * 50;
  const bar = html("i", { "--a": points < 0 ? 50 - half : 50, "--b": points < 0 ? 50 : 50 + half });
  return html("li", {}, html("div", {}, sentence.replace(/\s[+−]?[\d.,]+$/, "")),
    html("div", { class: "track n-base", "aria-hidden": "true" }, bar),
    html("span", { class: "v num" }, signed(points, Math.abs(points) < 0.095 ? 2 : 1)));
}

function span({ sentence, causes }) {
  const told = html("p", {}, sentence);
  if (!causes) return [told, html("p", { class: "after" }, say("moved.unknown"))];
  const largest = Math.max(...causes.map(({ points }) => Math.abs(points)), 0.01);
  return [told, causes.length ? html("ol", { class: "fall" }, ...causes.map((each) => cause(each, largest))) : null].filter(Boolean);
}

export function moved(changes) {
  const spans = SPANS.filter((name) => changes?.[name]);
  if (!spans.length) return null;
  const body = html("div", { id: "moved-body" });
  const pick = (name, group) => {
    for (const each of group.children) each.setAttribute("aria-pressed", each.dataset.span === name);
    body.replaceChildren(...span(changes[name]));
  };
  const group = html("div", { class: "seg", role: "group", "aria-label": say("moved.range") }, ...spans.map((name) =>
    html("button", { type: "button", "data-span": name, "aria-pressed": false, click: () => pick(name, group) }, say(`moved.${name}`))));
  pick(spans.at(-1), group);
  const section = row("moved", say("moved"), say("moved.text"), body);
  section.querySelector("header").append(group);
  return section;
}

export function standing({ percentile, sub_scores: parts, style }) {
  const lines = [...(percentile ?? []), ...(parts ?? [])].map(({ sentence }) => html("li", {}, sentence));
  if (style) lines.unshift(html("li", {}, html("b", {}, style.name), ". ", style.sentence));
  return lines.length ? row("standing", say("standing"), say("standing.text"), html("ul", { class: "told" }, ...lines)) : null;
}
