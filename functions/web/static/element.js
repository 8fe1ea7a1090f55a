// Elements of the page and of its charts. Text is always set as text, sizes always by setProperty: the CSP allows no more.

const SVG = "http://www.w3.org/2000/svg";

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    if (value === false && !name.startsWith("aria-")) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else if (name.startsWith("--")) element.style.setProperty(name, value);
    else element.setAttribute(name, value === true && !name.startsWith("aria-") ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export const html = (tag, attributes = {}, ...children) => dress(document.createElement(tag), attributes, children);

export const svg = (tag, attributes = {}, ...children) =>
  dress(document.createElementNS(SVG, tag), attributes, children);

// A row of the faceplate: lettering on the left, the instrument on the right.
export function row(id, title, text, ...instrument) {
  const header = html("header", {}, html("h2", { id: `h-${id}` }, title), html("p", {}, text));
  return html("section", { class: "row", id, "aria-labelledby": `h-${id}` }, header, html("div", {}, ...instrument));
}
