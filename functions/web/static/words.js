// Whole sentences in the page's language, and Intl for everything with a number or a date in it.

export const language = document.documentElement.lang;

const answer = await fetch(new URL(`words/${language}.json`, import.meta.url));
const words = await answer.json();
const locale = language === "en" ? "en-GB" : language; // 22 Nov, 04:03
const rules = new Intl.PluralRules(language);
const regions = new Intl.DisplayNames(locale, { type: "region", fallback: "code" });

export const known = (key) => key in words;

export const say = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// "one verified account", "three verified accounts": small numbers as words, the first letter large where asked.
export function sayMany(key, n, values = {}) {
  const shown = known(`number.${n}`) ? words[`number.${n}`] : number(n);
  return say(`${key}.${rules.select(n)}`, { n: shown, ...values });
}

export const capital = (sentence) => sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);

export const number = (value, digits = 0) =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);


export const signed = (value, digits = 1) =>
  new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits, maximumFractionDigits: digits, signDisplay: "exceptZero",
  }).format(value).replace("-", "−");

const short = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
const full = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" });
const local = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });

// Days of readings are UTC days; moments in time are shown on the reader's clock.
export const day = (text) => short.format(new Date(text));
export const longDay = (text) => full.format(new Date(text));
export const monthOf = (text) => month.format(new Date(text));
export const timeOf = (text) => clock.format(new Date(text));
export const localDay = (text) => local.format(new Date(text));

export const list = (parts) => new Intl.ListFormat(locale, { type: "unit" }).format(parts);

export function region(code) {
  try {
    return code ? regions.of(code) : "";
  } catch {
    return code; // not an ISO code: say what we were told
  }
}
