// Labels keep their size on the screen and never lie on one another: at each zoom the weightier names are placed first,
// below, above, right or left of their node, and a name that finds no free place waits until the reader zooms in.
const LABEL = { size: 12, height: 15, cell: 48, cache: null };

class Boxes {
  constructor() { this.cells = new Map(); }
  *keys([x0, y0, x1, y1]) {
    const cell = LABEL.cell;
    for (let i = Math.floor(x0 / cell); i <= Math.floor(x1 / cell); i++)
      for (let j = Math.floor(y0 / cell); j <= Math.floor(y1 / cell); j++) yield i + ":" + j;
  }
  add(box, owner) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push([box, owner]);
    }
  }
  free(box, owner) {
    for (const key of this.keys(box))
      for (const [b, who] of this.cells.get(key) || [])
        if (who !== owner && b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]) return false;
    return true;
  }
}

const widths = new Map();
function textWidth(context, text, bold, size = LABEL.size) {
  const key = (bold ? "b" : "n") + size + text;
  if (!widths.has(key)) {
    context.font = font(bold, size);
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}
const font = (bold, size = LABEL.size) => (bold ? "650 " : "") + size + "px " + THEME.font;

const narrow = () => $("canvas").clientWidth < 500;
const nameInPicture = (node) => short(node.label, narrow() ? 20 : node.group === "Paper" ? 34 : 42);

// Left, top, right and bottom of the nodes with the names below them, in screen pixels relative to the graph's origin.
function extentAt(context, nodes, positions, scale) {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of nodes) {
    const { x, y } = positions[node.id];
    const r = node.size * scale;
    const half = Math.max(r, Math.min(textWidth(context, nameInPicture(node), false) / 2 + 3, narrow() ? 36 : 999));
    box[0] = Math.min(box[0], x * scale - half);
    box[1] = Math.min(box[1], y * scale - r - 6);
    box[2] = Math.max(box[2], x * scale + half);
    box[3] = Math.max(box[3], y * scale + r + 18);
  }
  return box;
}

// Places for the names of `nodes` (in order of weight), in screen pixels relative to the graph's origin.
function placeLabels(context, nodes, positions, scale, sizeOf, lit) {
  const boxes = new Boxes();
  const papers = new Boxes();
  for (const node of nodes) {
    const r = sizeOf(node) * scale;
    const { x, y } = positions[node.id];
    (node.group === "Paper" ? papers : boxes).add([x * scale - r, y * scale - r, x * scale + r, y * scale + r], node.id);
  }
  const placed = [];
  const [left, , right] = extentAt(context, nodes, positions, scale);
  for (const node of nodes) {
    const text = nameInPicture(node);
    const bold = lit.strong.has(node.id);
    const half = textWidth(context, text, bold) / 2 + 3;
    const r = sizeOf(node) * scale;
    const x = positions[node.id].x * scale;
    const y = positions[node.id].y * scale;
    const h = LABEL.height;
    const places = [[x, y + r + 2 + h / 2], [x, y - r - 2 - h / 2], [x + r + half, y], [x - r - half, y]].filter(([cx]) => cx - half >= left - 1 && cx + half <= right + 1);
    const around = ([cx, cy]) => [cx - half, cy - h / 2, cx + half, cy + h / 2];
    let at = places.find((place) => boxes.free(around(place), node.id) && papers.free(around(place), node.id));
    // A hub among many papers may cover some of their circles; what the reader points at is always named.
    if (!at && (node.size >= 10 || lit.must.has(node.id))) at = places.find((place) => boxes.free(around(place), node.id));
    if (!at && lit.must.has(node.id)) at = [x, y + r + 2 + h / 2];
    if (!at) continue;
    boxes.add([at[0] - half, at[1] - h / 2, at[0] + half, at[1] + h / 2], node.id);
    placed.push({ node, text, bold, x: at[0], y: at[1] });
  }
  return placed.concat(placeEdgeLabels(context, boxes, positions, scale, lit));
}

// What a comparison is about, beside the middle of its line, where there is room and the line is long enough.
function placeEdgeLabels(context, boxes, positions, scale, lit) {
  const placed = [];
  for (const edge of DATA.edges) {
    if (!edge.about || !edgeShown(edge) || !nodeShown(edge.from) || !nodeShown(edge.to)) continue;
    const [from, to] = [positions[edge.from], positions[edge.to]];
    const half = textWidth(context, edge.about, false, 10.5) / 2 + 2;
    if (Math.hypot(to.x - from.x, to.y - from.y) * scale < 2 * half + 70) continue;
    const x = ((from.x + to.x) / 2) * scale;
    const y = ((from.y + to.y) / 2) * scale;
    const at = [[x, y], [x, y - 8], [x, y + 8]].find(([cx, cy]) => boxes.free([cx - half, cy - 6.5, cx + half, cy + 6.5], null));
    if (!at) continue;
    boxes.add([at[0] - half, at[1] - 6.5, at[0] + half, at[1] + 6.5], null);
    placed.push({ edge, text: edge.about, bold: false, size: 10.5, x: at[0], y: at[1] });
  }
  return placed;
}

function drawLabels(context, placed, scale, alphaOf) {
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of placed) {
    context.globalAlpha = alphaOf(label);
    context.font = font(label.bold, label.size);
    if (label.edge) {
      const half = textWidth(context, label.text, label.bold, label.size) / 2 + 2;
      context.fillStyle = THEME.ground;
      context.fillRect(label.x - half, label.y - 6.5, 2 * half, 13);
    } else {
      context.lineWidth = 3.5;
      context.strokeStyle = THEME.ground;
      context.strokeText(label.text, label.x, label.y);
    }
    context.fillStyle = label.edge || (label.node.group === "Paper" && !label.bold) ? THEME.soft : THEME.text;
    context.fillText(label.text, label.x, label.y);
  }
  context.restore();
}
