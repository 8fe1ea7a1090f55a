// The score over time, with its gaps, and the same numbers as a table.

import { history as askHistory } from "./ask.js";
import { html, row, svg } from "./element.js";
import { day, longDay, monthOf, number, say, sayMany } from "./words.js";

const RANGES = [30, 90, 365]; // days
const MS = 86400000;
const told = (each) => each.score !== null && each.score !== undefined;

// The days asked for, from the first reading among them: what was before it is no gap.
function cut(days, count) {
  const wanted = days.slice(-count);
  const first = wanted.findIndex(told);
  return first < 0 ? [] : wanted.slice(first);
}

function axis(values) {
  const middle = (Math.max(...values) + Math.min(...values)) / 2;
  const half = Math.max(10, (Math.max(...values) - Math.min(...values)) / 2 + 2); // 20 points at least: noise stays small
  const low = Math.max(0, Math.floor((middle - half) / 5) * 5);
  const high = Math.min(100, Math.ceil((middle + half) / 5) * 5);
  return { low, high, step: high - low > 50 ? 20 : high - low > 30 ? 10 : 5 };
}

function paths(days, x, y) {
  let line = "";
  let dots = "";
  days.forEach((each, i) => {
    if (!told(each)) return;
    const point = `${x(i).toFixed(1)} ${y(each.score).toFixed(1)}`;
    const before = days.slice(0, i).findLastIndex(told);
    line += before === i - 1 && i ? `L${point}` : `M${point}`;
    if (before >= 0 && before < i - 1) dots += `M${x(before).toFixed(1)} ${y(days[before].score).toFixed(1)}L${point}`;
  });
  return [
    svg("path", { d: line, fill: "none", stroke: "var(--ink)", "stroke-width": 2.25, "stroke-linejoin": "round", "stroke-linecap": "round" }),
    dots && svg("path", { d: dots, fill: "none", stroke: "var(--ink-2)", "stroke-width": 1.5, "stroke-dasharray": "1 4", "stroke-linecap": "round" }),
  ].filter(Boolean);
}

function dates(days, x, y) {
  const firsts = days.map((each, i) => [i, each.day]).filter(([, text]) => text.endsWith("-01"));
  const thin = firsts.length > 7 ? 2 : 1;
  if (firsts.length > 1) return firsts.filter((_, k) => k % thin === 0).map(([i, text]) => svg("text", { x: x(i), y, "text-anchor": "middle" }, monthOf(text)));
  const middle = Math.floor(days.length / 2);
  const shown = days.length > 4 ? [0, middle, days.length - 1] : [days.length - 1];
  return shown.map((i) => svg("text", { x: x(i), y, "text-anchor": i ? "middle" : "start" }, day(days[i].day)));
}

function today(score, interval, x, y) {
  return [
    svg("line", { x1: x, x2: x, y1: y(interval[1]), y2: y(interval[0]), stroke: "var(--ink)", "stroke-width": 7, opacity: 0.22 }),
    svg("circle", { cx: x, cy: y(score), r: 6, fill: "var(--now)", stroke: "var(--plate)", "stroke-width": 2 }),
    svg("text", { x: x + 11, y: y(score) + 5, class: "today" }, number(score)),
  ];
}

function chart(days, interval) {
  const narrow = innerWidth < 640;
  const [width, height, left, right, top, bottom] = narrow ? [360, 220, 30, 34, 12, 26] : [800, 270, 30, 44, 12, 28];
  const read = days.filter(told);
  const { low, high, step } = axis([...read.map((each) => each.score), ...(interval ?? [])]);
  const x = (i) => (days.length < 2 ? width - right : left + ((width - left - right) * i) / (days.length - 1));
  const y = (score) => top + ((height - top - bottom) * (high - score)) / (high - low);
  const grid = [];
  for (let mark = low; mark <= high; mark += step) {
    grid.push(svg("line", { x1: left, x2: width - right, y1: y(mark), y2: y(mark), stroke: "var(--line)" }));
    grid.push(svg("text", { x: left - 9, y: y(mark) + 4, "text-anchor": "end" }, number(mark)));
  }
  const [first, last] = [read[0], read.at(-1)];
  const label = say("history.label", { from: longDay(first.day), to: longDay(last.day), first: number(first.score), last: number(last.score) });
  return svg("svg", { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ...grid, ...dates(days, x, height - 5), ...paths(days, x, y),
    ...(interval ? today(last.score, interval, x(days.lastIndexOf(last)), y) : []));
}

function table(days) {
  const every = days.length > 120 ? 7 : 1; // a year by weeks
  const rows = [...days].reverse().filter((each, i) => told(each) && i % every === 0).map((each) =>
    html("tr", {}, html("td", {}, longDay(each.day)), html("td", { class: "r num" }, number(each.score, 1))));
  return html("details", {}, html("summary", {}, say("history.table")),
    html("div", { tabindex: 0, role: "region", "aria-label": say("history.caption") },
      html("table", {}, html("caption", { class: "vh" }, say("history.caption")),
        html("thead", {}, html("tr", {}, html("th", { scope: "col" }, say("history.day")), html("th", { scope: "col", class: "r" }, say("history.score")))),
        html("tbody", {}, ...rows))));
}

function notes(days, count) {
  const gaps = days.slice(0, days.findLastIndex(told)).filter((each) => !told(each)).length; // between readings
  const started = (Date.parse(days.at(-1).day) - Date.parse(days[0].day)) / MS + 1;
  const short = started < Math.min(count, 90) ? sayMany("history.short", started, { from: longDay(days[0].day) }) : "";
  const lines = [short, gaps ? sayMany("history.gaps", gaps) : ""].filter(Boolean);
  return lines.map((line) => html("p", { class: "after" }, line.charAt(0).toUpperCase() + line.slice(1)));
}

// `interval` is today's; the API keeps none for the days before. Null: there is no number today.
export function history(name, document90, interval) {
  const body = html("div", { id: "history-body" });
  const show = (days, count) => {
    const wanted = cut(days, count);
    body.replaceChildren(...(wanted.length ? [chart(wanted, interval), ...notes(wanted, count), table(wanted)] : [html("p", {}, say("history.none"))]));
  };
  const pick = async (count, button) => {
    for (const each of button.parentElement.children) each.setAttribute("aria-pressed", each === button);
    const days = count > 90 ? (await askHistory(name, count).catch(() => null))?.days : document90.days;
    if (button.getAttribute("aria-pressed") !== "true") return; // another range was chosen meanwhile
    if (days) show(days, count);
    else body.replaceChildren(html("p", { role: "status" }, say("state.error.part")));
  };
  const buttons = RANGES.map((count) =>
    html("button", { type: "button", "aria-pressed": count === 90, "data-days": count, click: (event) => pick(count, event.currentTarget) }, say(`history.${count}`)));
  show(document90.days, 90);
  const section = row("history", say("history"), say(interval ? "history.text" : "history.ended"), body);
  section.querySelector("header").append(html("div", { class: "seg", role: "group", "aria-label": say("history.range") }, ...buttons));
  return section;
}
