// The live example of the welcome page. Without one (an instance of its own, nobody there yet) the dial shows its bare scale.

import * as ask from "./ask.js";
import { kept } from "./choice.js";
import { dial } from "./dial.js";
import { html } from "./element.js";
import { reading } from "./hero.js";
import { namesOf } from "./network.js";
import { number, say } from "./words.js";

export async function example(place, name) {
  const [found, days] = await Promise.all([ask.score(name), ask.history(name, 90)]).catch(() => []);
  if (!found?.enough_data) {
    place.replaceChildren(dial([], [], null));
    return;
  }
  const order = namesOf([...found.networks].sort((a, b) => b.points - a.points));
  const caption = reading(found);
  caption.lastChild.replaceChildren(say("welcome.example", { name: found.display_name }), html("br"),
    html("a", { href: `/@${found.name}${kept()}` }, say("welcome.example.open", { score: number(found.score) })));
  place.replaceChildren(dial(days.days, order, found.value), caption);
}
