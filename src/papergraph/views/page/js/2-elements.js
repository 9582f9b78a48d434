// Small helpers for the document. Text always arrives by textContent; attributes that take an address accept http(s) only.
const $ = (id) => document.getElementById(id);

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") element.addEventListener("click", value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

function link(url, text) {
  if (!/^https?:\/\//i.test(url || "")) return el("span", {}, text);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, text);
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes = {}, text = null) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== null) element.textContent = text;
  return element;
}

// Outlines of the node shapes around (0, 0), as vis-network draws them.
function outline(shape, r) {
  const points = (list) => "M" + list.map(([x, y]) => (x * r).toFixed(2) + "," + (y * r).toFixed(2)).join("L") + "Z";
  if (shape === "square") return points([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
  if (shape === "diamond") return points([[0, -1], [1, 0], [0, 1], [-1, 0]]);
  if (shape === "triangle") return points([[0, -1.1], [1.12, 0.85], [-1.12, 0.85]]);
  if (shape === "hexagon") return points([0, 1, 2, 3, 4, 5].map((i) => [Math.cos((i * Math.PI) / 3), Math.sin((i * Math.PI) / 3)]));
  return "M" + -r + ",0a" + r + "," + r + " 0 1,0 " + 2 * r + ",0a" + r + "," + r + " 0 1,0 " + -2 * r + ",0Z";
}

function swatch(type, size = 14) {
  const style = THEME.types[type];
  const picture = svg("svg", { width: size, height: size, viewBox: "-7 -7 14 14", class: "swatch", "aria-hidden": "true" });
  picture.append(svg("path", { d: outline(DATA.types[type].shape, 5), fill: style.fill, stroke: style.stroke, "stroke-width": 1.5 }));
  return picture;
}

const tell = (text) => { $("status").textContent = text; };
