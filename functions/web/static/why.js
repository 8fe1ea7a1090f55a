// Why the score is what it is: a waterfall from 1 to the score, a line for every feature of every account.

import { html, row } from "./element.js";
import { hueOf, titleOf } from "./network.js";
import { BASE, tenths } from "./tenths.js";
import { known, number, say, signed } from "./words.js";

// The API's sentences are in the member's language; known features are said in the reader's.
function because(line) {
  if (!known(`because.${line.feature}`)) return line.sentence ?? "";
  if (line.value === null || line.value === undefined) return say("because.unknown");
  return say(`because.${line.feature}`, { value: number(line.value, line.value < 10 ? 1 : 0) });
}

function step(title, small, look, from, to, top, shown) {
  const bar = html("i", { class: look.bar, "--a": (from / top) * 100, "--b": (to / top) * 100 });
  return html("li", { class: look.line },
    html("div", {}, html("b", {}, title), small ? html("small", {}, small) : null),
    html("div", { class: `track ${look.hue}`, "aria-hidden": "true" }, bar),
    html("span", { class: "v num", "data-tenths": shown }, look.line || from === 0 ? number(shown / 10, 1) : signed(shown / 10)));
}

export function why(value, accounts) {
  const top = Math.max(10, Math.ceil(tenths(value) / 100) * 100); // tenths, a full ten above
  let sum = BASE;
  const steps = [step(say("why.base"), "", { hue: "n-base" }, 0, BASE, top, BASE)];
  for (const account of accounts) {
    for (const line of account.lines) {
      const title = known(`feature.${line.feature}`) ? say(`feature.${line.feature}`) : line.feature;
      const where = say("why.where", { network: titleOf(account.network), sentence: because(line) });
      steps.push(step(title, where, { hue: hueOf(account.network) }, sum, sum + line.shown, top, line.shown));
      sum += line.shown;
    }
  }
  const today = { bar: "today", hue: "", line: "total" };
  steps.push(step(say("why.today"), "", today, sum, sum, top, tenths(value)));
  return row("why", say("why"), say("why.text"), html("ol", { class: "fall" }, ...steps));
}
