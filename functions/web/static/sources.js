// Where the score comes from: one bar, then every account with its state and its 90 days.

import { html, row, svg } from "./element.js";
import { hueOf, inkOf, namesOf, titleOf } from "./network.js";
import { BASE } from "./tenths.js";
import { day, number, say, sayMany } from "./words.js";

const WIDTH = 120;
const HEIGHT = 30;

function spark(network, days) {
  const values = days.map((each) => each.networks?.[network]).filter((value) => value !== undefined && value !== null);
  if (values.length < 2) return null;
  const high = Math.max(...values, 0.1);
  const low = Math.min(...values, high * 0.72);
  const x = (i) => 2 + ((WIDTH - 8) * i) / (values.length - 1);
  const y = (value) => HEIGHT - 3 - ((HEIGHT - 7) * (value - low)) / (high - low || 1);
  const d = values.map((value, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const label = say("sources.spark", { first: number(values[0], 1), last: number(values.at(-1), 1) });
  return svg("svg", { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label },
    svg("path", { d, fill: "none", stroke: inkOf(network), "stroke-width": 2 }),
    svg("circle", { cx: WIDTH - 6, cy: y(values.at(-1)), r: 2.8, fill: inkOf(network) }));
}

const net = (hue, title, handle) =>
  html("span", { class: `net ${hue}` }, html("span", { class: "dot", "aria-hidden": "true" }),
    html("span", {}, html("b", {}, title), handle ? html("small", {}, handle) : null));

function line(account, days) {
  const state = account.stale_since
    ? html("span", { class: "tag warn" }, say("sources.stale", { day: day(account.stale_since) }))
    : html("span", { class: "tag ok" }, say("sources.fresh"));
  return html("tr", {},
    html("th", { scope: "row" }, net(hueOf(account.network), titleOf(account.network), account.handle)),
    html("td", {}, state),
    html("td", {}, spark(account.network, days)),
    html("td", { class: "r num" }, html("b", {}, number(account.shown / 10, 1))));
}

function table(accounts, days) {
  const head = ["account", "state", "days", "points"].map((key) =>
    html("th", { scope: "col", class: key === "points" ? "r" : null }, say(`sources.${key}`)));
  const base = html("tr", {}, html("th", { scope: "row" }, net("n-base", say("why.base"))),
    html("td"), html("td"), html("td", { class: "r num" }, html("b", {}, number(BASE / 10, 1))));
  return html("table", { class: "accounts" }, html("caption", { class: "vh" }, say("sources.caption")),
    html("thead", {}, html("tr", {}, ...head)),
    html("tbody", {}, ...accounts.map((account) => line(account, days)), base));
}

export function sources(accounts, days) {
  const stale = accounts.filter((account) => account.stale_since).length;
  const bar = html("div", { class: "stack", "aria-hidden": "true" },
    ...accounts.map((account) => html("i", { class: hueOf(account.network), "--v": Math.max(account.points, 0.01) })),
    html("i", { class: "n-base", "--v": 1 }));
  return row("sources", say("sources"), say("sources.text"), bar, table(accounts, days),
    stale ? html("p", { class: "after" }, sayMany("sources.stale.note", stale)) : null,
    namesOf(accounts).length === 1 ? html("p", { class: "after" }, say("sources.one")) : null);
}
