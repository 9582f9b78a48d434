// The picture as a file. In a sandboxed frame a download may be forbidden by whoever embeds the page.
const fileName = (ending) => (fold(DATA.about.name).replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "") || "papergraph") + ending;

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  tell("Saved as " + name + ".");
}

function savePng() {
  const canvas = $("canvas").querySelector("canvas");
  const copy = el("canvas", { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.fillStyle = THEME.ground;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(blob, fileName(".png")), "image/png");
}

function edgePath(edge, from, to, gap) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy) || 1;
  const end = { x: to.x - (dx / length) * gap, y: to.y - (dy / length) * gap };
  if (!edge.smooth.enabled) return "M" + point(from) + "L" + point(end);
  if (edge.smooth.type === "cubicBezier") {
    const bend = dx * edge.smooth.roundness;
    const stop = { x: to.x - Math.sign(dx) * gap, y: to.y };
    return "M" + point(from) + "C" + point({ x: from.x + bend, y: from.y }) + " " + point({ x: stop.x - bend, y: to.y }) + " " + point(stop);
  }
  const side = edge.smooth.type === "curvedCW" ? 1 : -1;
  const middle = { x: (from.x + to.x) / 2 - dy * edge.smooth.roundness * side, y: (from.y + to.y) / 2 + dx * edge.smooth.roundness * side };
  return "M" + point(from) + "Q" + point(middle) + " " + point(end);
}
const point = (p) => p.x.toFixed(1) + "," + p.y.toFixed(1);

function picture() {
  const scale = Math.max(network.getScale(), 0.6);
  const positions = places();
  const nodes = DATA.nodes.filter((node) => nodeShown(node.id));
  const at = (id) => ({ x: positions[id].x * scale, y: positions[id].y * scale });
  const context = $("canvas").querySelector("canvas").getContext("2d");
  const labels = placeLabels(context, byWeight.filter((node) => nodeShown(node.id)), positions, scale, sizeOf, { strong: new Set([DATA.about.focus]), must: new Set() });
  const xs = [...nodes.map((node) => at(node.id).x), ...labels.flatMap((l) => [l.x - textWidth(context, l.text, l.bold) / 2, l.x + textWidth(context, l.text, l.bold) / 2])];
  const ys = [...nodes.map((node) => at(node.id).y), ...labels.map((label) => label.y)];
  const box = [Math.min(...xs) - 30, Math.min(...ys) - 30, Math.max(...xs) + 30, Math.max(...ys) + 30];
  const root = svg("svg", { xmlns: SVG, viewBox: [box[0], box[1], box[2] - box[0], box[3] - box[1]].map((v) => v.toFixed(1)).join(" "), width: (box[2] - box[0]).toFixed(0), height: (box[3] - box[1]).toFixed(0), "font-family": THEME.font, "font-size": LABEL.size, "text-anchor": "middle" });
  root.append(svg("title", {}, DATA.about.title), svg("rect", { x: box[0], y: box[1], width: box[2] - box[0], height: box[3] - box[1], fill: THEME.ground }));
  for (const edge of DATA.edges) {
    if (!edgeShown(edge) || !nodeShown(edge.from) || !nodeShown(edge.to)) continue;
    const strong = DATA.properties[edge.property].strong;
    const gap = NODES.get(edge.to).size * scale + (strong ? 5 : 0);
    const line = svg("path", { d: edgePath(edge, at(edge.from), at(edge.to), gap), fill: "none", stroke: THEME.edges[edge.property], "stroke-width": edge.base, "stroke-dasharray": (DASHES[edge.property] || []).join(" ") });
    root.append(line);
    if (strong) root.append(arrowHead(edge, at(edge.from), at(edge.to), gap - 5));
  }
  for (const node of nodes) {
    const { x, y } = at(node.id);
    const style = THEME.types[node.group];
    const shape = svg("path", { d: outline(DATA.types[node.group].shape, node.size * scale), transform: "translate(" + x.toFixed(1) + "," + y.toFixed(1) + ")", fill: style.fill, stroke: style.stroke, "stroke-width": 1.5 });
    shape.append(svg("title", {}, node.label));
    root.append(shape);
  }
  for (const label of labels) root.append(svg("text", { x: label.x.toFixed(1), y: (label.y + 4).toFixed(1), fill: label.edge ? THEME.soft : THEME.text, stroke: THEME.ground, "stroke-width": 3, "paint-order": "stroke", "font-weight": label.bold ? 650 : 400, "font-size": label.size || LABEL.size }, label.text));
  return root;
}

function arrowHead(edge, from, to, gap) {
  const flat = edge.smooth.enabled && edge.smooth.type === "cubicBezier";
  const angle = flat ? (to.x >= from.x ? 0 : Math.PI) : Math.atan2(to.y - from.y, to.x - from.x);
  const tip = { x: to.x - Math.cos(angle) * gap, y: to.y - Math.sin(angle) * gap };
  const turn = (angle * 180) / Math.PI;
  return svg("path", { d: "M0,0L-8,-3.6L-8,3.6Z", transform: "translate(" + point(tip) + ") rotate(" + turn.toFixed(1) + ")", fill: THEME.edges[edge.property] });
}

function saveSvg() {
  save(new Blob([new XMLSerializer().serializeToString(picture())], { type: "image/svg+xml" }), fileName(".svg"));
}
