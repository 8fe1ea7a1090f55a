// The score page: the number as soon as it is there, then history and explanation.

import * as ask from "./ask.js";
import { facts, hero } from "./hero.js";
import { history } from "./history.js";
import { kept } from "./choice.js";
import { moments } from "./moments.js";
import { moved, standing } from "./moved.js";
import { share } from "./share.js";
import { sources } from "./sources.js";
import { failure, missingPart, waiting } from "./states.js";
import { shareOut } from "./tenths.js";
import { why } from "./why.js";
import { number, say } from "./words.js";

const settle = (promise) => promise.then((value) => ({ value }), (error) => ({ error }));

// Accounts as the explanation has them, else as the document has them; either way with tenths that add up.
function accountsOf(document, explained) {
  const stale = new Map(document.networks.map((each) => [`${each.network} ${each.handle}`, each.stale_since]));
  const list = explained?.accounts ?? document.networks;
  const known = list.map((each) => ({ ...each, stale_since: stale.get(`${each.network} ${each.handle}`) ?? null }));
  return document.enough_data ? shareOut(document.value, known) : [];
}

function parts(document, days, explained, again) {
  const accounts = accountsOf(document, explained.value);
  const enough = document.enough_data;
  const list = [hero(document, days.value?.days ?? [], explained.value ? accounts : null), enough ? facts(document) : null];
  if (enough) list.push(explained.value ? why(document.value, accounts) : missingPart(say("why"), explained.error, again));
  if (enough && explained.value) list.push(moved(explained.value.changes), standing(explained.value));
  if (days.error) list.push(missingPart(say("history"), days.error, again));
  else if (enough || days.value.days.some((each) => each.score !== null)) list.push(history(document.name, days.value, document.interval));
  if (enough) list.push(sources(accounts, days.value?.days ?? []), moments(explained.value?.moments), share(document.name));
  return list.filter(Boolean);
}

export async function scorePage(place, name) {
  const again = () => scorePage(place, name);
  const status = document.getElementById("wait");
  const done = status ? waiting(status) : () => {};
  const rest = [settle(ask.history(name, 90)), settle(ask.explanation(name))];
  const found = await settle(ask.score(name));
  if (found.error) {
    done();
    place.replaceChildren(failure(found.error, name, `/${kept()}`, again));
  } else {
    const [days, explained] = await Promise.all(rest);
    done();
    place.replaceChildren(...parts(found.value, days, explained, again));
    const { display_name: shown, score, enough_data: enough } = found.value;
    document.title = enough ? say("score.titled", { name: shown || `@${name}`, score: number(score) }) : `${shown}, Pegel`;
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
  place.removeAttribute("aria-busy");
}
