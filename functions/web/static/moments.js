// The posts that carried most of the score.

import { html, row } from "./element.js";
import { hueOf, titleOf } from "./network.js";
import { day, say, sayMany, signed } from "./words.js";

// Addresses come from other people's servers: only https is made a link.
const safe = (address) => (URL.canParse(address) && new URL(address).protocol === "https:" ? address : null);

function moment({ network, url, excerpt, posted_at: postedAt, points, reactions }) {
  const title = titleOf(network);
  const words = html("p", {}, excerpt || say("moments.silent"));
  const when = say("moments.when", { network: title, day: day(postedAt) });
  const link = safe(url) && html("a", { href: url, rel: "noopener nofollow", "aria-label": `${when}. ${say("moments.open", { network: title })}` }, when);
  const count = typeof reactions === "number" ? html("small", {}, sayMany("moments.reactions", reactions)) : null;
  return html("li", { class: hueOf(network) }, words,
    html("div", { class: "m" }, html("span", {}, link || when, count), html("b", { class: "num" }, signed(points))));
}

export function moments(list) {
  if (!list?.length) return null;
  const strongest = [...list].sort((a, b) => b.points - a.points).slice(0, 6);
  return row("moments", say("moments"), say("moments.text"), html("ul", { class: "mom" }, ...strongest.map(moment)));
}
