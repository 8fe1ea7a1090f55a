// The top of the score page: dial and number, who it is, the real change as a headline, the facts.

import { html } from "./element.js";
import { dial } from "./dial.js";
import { hueOf, namesOf, titleOf } from "./network.js";
import { capital, known, localDay, number, region, say, sayMany, signed, timeOf } from "./words.js";

const initials = (name) => name.split(/\s+/).map((part) => [...part][0] ?? "").slice(0, 2).join("").toLocaleUpperCase();

export function reading(document) {
  if (!document.enough_data) return null;
  const [low, high] = (document.interval ?? []).map((value) => number(value));
  const range = document.interval ? say("score.of", { low, high }) : say("score.of.exact");
  const size = document.score > 99 ? "three" : null;
  return html("figcaption", { class: "read" }, html("b", { id: "number", class: size }, number(document.score)), html("span", {}, range));
}

export function figure(document, days) {
  const order = namesOf([...document.networks].sort((a, b) => b.points - a.points));
  const score = document.enough_data ? document.value : null;
  return html("figure", { class: "dial" }, dial(days, order, score), reading(document));
}

// Without a month to compare with, the headline says how long there have been readings.
function young(score, days) {
  const first = days.find((each) => each.score !== null && each.score !== undefined);
  if (!first) return say("headline.new", { score });
  const count = Math.round((Date.parse(days.at(-1).day) - Date.parse(first.day)) / 86400000) + 1;
  return capital(sayMany("headline.days", count, { score }));
}

export function headline(document, days) {
  if (!document.enough_data) return say("headline.none");
  const month = document.change?.month;
  if (month === null || month === undefined) return young(number(document.score), days);
  const points = Math.round(Math.abs(month));
  if (points === 0) return say("headline.steady");
  return capital(sayMany(month > 0 ? "headline.up" : "headline.down", points));
}

// What the largest line says, once the explanation is there.
export function lede(document, accounts) {
  if (!document.enough_data) return [say("lede.none"), say("lede.none.next")];
  const strongest = accounts?.[0];
  if (!(strongest?.points >= 0.05)) return [];
  const feature = strongest.lines[0]?.feature;
  const key = known(`lede.${feature}`) ? `lede.${feature}` : "lede.other";
  return [say(key, { network: titleOf(strongest.network) })];
}

function who(document) {
  const { length } = document.networks; // without enough data none is told
  const accounts = length ? sayMany("who.accounts", length) : "";
  const place = region(document.region);
  const about = place && accounts ? say("who.place", { region: place, accounts }) : capital(place || accounts);
  const name = document.display_name || `@${document.name}`;
  return html("div", { class: "who" }, html("span", { class: "ava", "aria-hidden": "true" }, initials(name)),
    html("div", {}, html("b", {}, name), html("span", { class: "mid" }, about)));
}

function legend(document) {
  const names = namesOf([...document.networks].sort((a, b) => b.points - a.points));
  return html("ul", { class: "legend" }, ...names.map((network) =>
    html("li", { class: hueOf(network) }, html("span", { class: "dot", "aria-hidden": "true" }), html("span", {}, titleOf(network)))));
}

export function hero(document, days, accounts) {
  const enough = document.enough_data;
  return html("section", { class: "hero", "aria-labelledby": "t" }, figure(document, days),
    html("div", { class: "hero-t" }, who(document), html("h1", { id: "t" }, headline(document, days)),
      ...lede(document, accounts).map((text) => html("p", { class: "lede" }, text)),
      legend(document),
      enough ? html("div", { class: "acts" },
        html("a", { class: "btn pri", href: "#why" }, say("act.why")),
        html("a", { class: "btn", href: "#share" }, say("act.share"))) : null));
}

const fact = (title, value, note) =>
  html("div", {}, html("dt", {}, title), html("dd", {}, value, note ? html("small", {}, note) : null));

const points = (change) => say(`points.${Math.abs(change) === 1 ? "one" : "other"}`, { n: signed(change) });

export function facts(document) {
  const { month, week } = document.change ?? {};
  const told = (value) => value !== null && value !== undefined;
  const [low, high] = (document.interval ?? []).map((value) => number(value, 1));
  return html("dl", { class: "facts" },
    told(month) ? fact(say("fact.month"), points(month), told(week) ? say("fact.week", { change: signed(week) }) : null) :
      fact(say("fact.networks"), number(namesOf(document.networks).length), namesOf(document.networks).map(titleOf).join(", ")),
    document.interval ? fact(say("fact.range"), say("fact.range.value", { low, high }), say("fact.range.note")) : null,
    document.scored_at ? fact(say("fact.read"), localDay(document.scored_at), timeOf(document.scored_at)) : null,
    fact(say("fact.model"), document.model, say("fact.model.note")));
}
