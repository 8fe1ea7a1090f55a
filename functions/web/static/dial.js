// The dial is the 90-day graph: 90 marks from a zero-based scale, each stacked by network; the last one is the pointer.

import { svg } from "./element.js";
import { inkOf } from "./network.js";
import { day, monthOf, number, say } from "./words.js";

const DAYS = 90;
const CENTRE = 330;
const FLOOR = 122; // radius of score 0
const UNIT = 1.78; // radius of one point
const START = 135; // degrees, where the oldest day stands
const SWEEP = 270; // degrees
const MS = 86400000;

const radius = (score) => FLOOR + score * UNIT;
const angle = (slot) => START + (SWEEP * slot) / DAYS;
const at = (r, degrees) => [
  CENTRE + r * Math.cos((degrees * Math.PI) / 180),
  CENTRE + r * Math.sin((degrees * Math.PI) / 180),
];

function spoke(from, to, degrees, look) {
  const [x1, y1] = at(from, degrees);
  const [x2, y2] = at(to, degrees);
  return svg("line", { x1, y1, x2, y2, ...look });
}

function scale() {
  const parts = [];
  for (const mark of [0, 25, 50, 75, 100]) {
    const [x, y] = at(radius(mark), START);
    const [u, v] = at(radius(mark), START + SWEEP);
    const rim = mark === 100;
    const d = `M${x} ${y}A${radius(mark)} ${radius(mark)} 0 1 1 ${u} ${v}`;
    parts.push(svg("path", { d, fill: "none", stroke: rim ? "var(--ink)" : "var(--line)", "stroke-width": rim ? 1.25 : 1 }));
    const [tx, ty] = at(radius(mark), START - 2.2);
    parts.push(svg("text", { x: tx, y: ty + 7, "text-anchor": "end", class: "scale" }, number(mark)));
  }
  for (let slot = 0; slot <= DAYS; slot += 1) {
    const large = slot % 15 === 0;
    const look = { stroke: "var(--ink)", "stroke-width": large ? 1.5 : 0.75 };
    parts.push(spoke(radius(100), radius(100) + (large ? 9 : 4), angle(slot), look));
  }
  return parts;
}

// One day: the base everyone starts with, then each network in the order of the legend.
function mark({ slot, score, networks }, order) {
  const look = { "stroke-width": 4.3, opacity: (0.38 + (0.62 * slot) / DAYS).toFixed(2) };
  const told = order.filter((network) => networks?.[network] > 0);
  const layers = told.length
    ? [["var(--line-strong)", 1], ...told.map((network) => [inkOf(network), networks[network]])]
    : [["var(--n-other)", score]]; // that day's parts were not kept
  let from = FLOOR + 2;
  return layers.map(([stroke, points]) => {
    const to = from + points * UNIT;
    const line = spoke(from, Math.max(from + 0.4, to - 0.8), angle(slot + 0.5), { ...look, stroke });
    from = to;
    return line;
  });
}

function pointer(score) {
  const degrees = angle(DAYS - 0.5);
  const [cx, cy] = at(radius(score), degrees);
  return [
    spoke(FLOOR - 10, radius(100) + 14, degrees, { stroke: "var(--now)", "stroke-width": 3 }),
    svg("circle", { cx, cy, r: 7.5, fill: "var(--now)", stroke: "var(--plate)", "stroke-width": 2.5 }),
  ];
}

function months(last) {
  const end = Date.parse(last);
  const slots = Array.from({ length: DAYS }, (_, slot) => [slot, new Date(end - (DAYS - 1 - slot) * MS)]);
  return slots.filter(([, date]) => date.getUTCDate() === 1).map(([slot, date]) => {
    const [x, y] = at(radius(100) + 23, angle(slot));
    return svg("text", { x, y: y + 4, "text-anchor": "middle", class: "mon" }, monthOf(date));
  });
}

// Days as slots of the dial, the last reading at the pointer; gaps leave their slot empty.
function slotted(days) {
  const read = days.filter((each) => each.score !== null && each.score !== undefined);
  const end = read.length ? Date.parse(read.at(-1).day) : 0;
  return read
    .map((each) => ({ ...each, slot: DAYS - 1 - Math.round((end - Date.parse(each.day)) / MS) }))
    .filter((each) => each.slot >= 0);
}

export function dial(days, order, score) {
  const marks = slotted(days);
  const first = marks[0];
  const last = marks.at(-1);
  const label = first
    ? say("dial.label", {
        n: number(marks.length), first: number(first.score), from: day(first.day),
        last: number(score ?? last.score), to: day(last.day),
      })
    : say("dial.label.empty");
  return svg("svg", { viewBox: "0 0 660 610", role: "img", "aria-label": label },
    ...scale(), ...(last ? months(last.day) : []), ...marks.flatMap((each) => mark(each, order)),
    ...(score === null ? [] : pointer(score)));
}
