// The posts that carried most of the score.

import { html, row } from "./element.js";
import { hueOf, titleOf } from "./network.js";
import { day, known, list, say, sayMany, signed } from "./words.js";

// Addresses come from other people's servers: only https is made a link.
const safe = (address) => (URL.canParse(address) && new URL(address).protocol === "https:" ? address : null);

// "412 likes, 38 reposts": kinds that somebody used; a network's own word where it has one (forks). Or their sum.
function counted(network, reactions) {
  if (typeof reactions === "number") return sayMany("reaction.any", reactions);
  const told = Object.entries(reactions ?? {}).filter(([, count]) => count > 0);
  const named = told.map(([kind, count]) => [[`reaction.${network}.${kind}`, `reaction.${kind}`].find((key) => known(`${key}.other`)), count]);
  return list(named.filter(([key]) => key).map(([key, count]) => sayMany(key, count)));
}

function moment({ network, url, excerpt, posted_at: postedAt, points, reactions }) {
  const title = titleOf(network);
  const words = html("p", {}, excerpt || say("moments.silent"));
  const when = say("moments.when", { network: title, day: day(postedAt) });
  const link = safe(url) && html("a", { href: url, rel: "noopener nofollow", "aria-label": `${when}. ${say("moments.open", { network: title })}` }, when);
  const count = counted(network, reactions);
  return html("li", { class: hueOf(network) }, words,
    html("div", { class: "m" }, html("span", {}, link || when, count ? html("small", {}, count) : null), html("b", { class: "num" }, signed(points))));
}

export function moments(posts) {
  if (!posts?.length) return null;
  const strongest = [...posts].sort((a, b) => b.points - a.points).slice(0, 6);
  return row("moments", say("moments"), say("moments.text"), html("ul", { class: "mom" }, ...strongest.map(moment)));
}
