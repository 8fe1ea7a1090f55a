// The beginning: which page this is, and what it needs.

import { themeButton } from "./choice.js";
import { scorePage } from "./score.js";
import { example } from "./welcome.js";

const { page, name } = document.body.dataset;

themeButton(document.getElementById("theme"));
if (page === "score") scorePage(document.getElementById("score"), name);
if (page === "welcome") example(document.getElementById("example"), name);
