// The picture: vis-network draws nodes and edges, this file says how they look in each state.
const STATE = { hover: null, hoverEdge: null, selected: null, selectedEdge: null, lit: null, calm: false };
let network, nodeSet, edgeSet;

const nodeShown = (id) => !FILTER.hiddenNodes.has(id);
const edgeShown = (edge) => !FILTER.hiddenEdges.has(edge.id);
const sizeOf = (node) => node.size;
const weight = (node) => node.size * 1000 - (node.group === "Paper" ? 500 : 0) + Math.min(degree(node.id), 400);
const byWeight = [...DATA.nodes].sort((a, b) => weight(b) - weight(a) || a.id - b.id);

function nodeLook(node) {
  const style = THEME.types[node.group];
  const dim = STATE.lit && !STATE.lit.nodes.has(node.id);
  const chosen = node.id === STATE.selected;
  return {
    id: node.id,
    hidden: !nodeShown(node.id),
    opacity: dim ? 0.22 : 1,
    borderWidth: chosen ? 3 : 1.5,
    color: { background: style.fill, border: chosen ? THEME.text : style.stroke },
  };
}

function edgeLook(edge) {
  const lit = STATE.lit && STATE.lit.edges.has(edge.id);
  const dim = STATE.lit && !lit;
  const own = THEME.edges[edge.property];
  const chosen = edge.id === STATE.selectedEdge || edge.id === STATE.hoverEdge;
  return {
    id: edge.id,
    hidden: !edgeShown(edge) || !nodeShown(edge.from) || !nodeShown(edge.to),
    width: edge.base * (chosen ? 2.4 : lit ? 1.7 : 1),
    color: { color: chosen ? THEME.accent : lit && !DATA.properties[edge.property].strong ? THEME.edgeLit : own, opacity: dim ? 0.15 : 1 },
    arrows: { to: { enabled: edge.base > 1.2, scaleFactor: 0.55 } },
    dashes: DASHES[edge.property] || false,
  };
}

// Where all nodes are now, the hidden ones included.
function places() {
  const now = network.getPositions();
  for (const { id, x, y } of DATA.nodes) now[id] ??= { x, y };
  return now;
}

const looks = new Map();
function update(set, items, look, prefix) {
  const changed = [];
  for (const item of items) {
    const now = look(item);
    const key = prefix + item.id;
    const text = JSON.stringify(now);
    if (looks.get(key) !== text) { looks.set(key, text); changed.push(now); }
  }
  if (changed.length) set.update(changed);
}

function paint() {
  const active = STATE.hover ?? STATE.selected;
  const edge = EDGES.get(STATE.hoverEdge ?? (STATE.hover === null ? STATE.selectedEdge : null));
  STATE.lit = null;
  if (edge && STATE.hover === null) STATE.lit = { nodes: new Set([edge.from, edge.to]), edges: new Set([edge.id]) };
  else if (active !== null && !(STATE.calm && STATE.hover === null)) {
    STATE.lit = neighbours(active, edgeShown);
    if (NODES.get(active).group === "Method") {
      const chain = chainOf(active, edgeShown);
      chain.nodes.forEach((id) => STATE.lit.nodes.add(id));
      chain.edges.forEach((id) => STATE.lit.edges.add(id));
    }
  }
  LABEL.cache = null;
  update(nodeSet, DATA.nodes, nodeLook, "n");
  update(edgeSet, DATA.edges, edgeLook, "e");
  network.redraw();
}

let queued = false;
function repaint() {
  if (queued) return;
  queued = true;
  requestAnimationFrame(() => { queued = false; paint(); });
}

function labelsAt(context, scale) {
  const positions = places();
  const strong = new Set([STATE.hover, STATE.selected, DATA.about.focus].filter((id) => id !== null && id !== undefined));
  const edge = EDGES.get(STATE.hoverEdge ?? STATE.selectedEdge);
  const must = new Set([...strong, ...(edge ? [edge.from, edge.to] : [])]);
  const rank = (node) => (must.has(node.id) ? 0 : STATE.lit && STATE.lit.nodes.has(node.id) ? 1 : 2);
  const order = byWeight.filter((node) => nodeShown(node.id)).sort((a, b) => rank(a) - rank(b));
  return placeLabels(context, order, positions, scale, sizeOf, { strong, must });
}

function alphaOf({ node, edge }) {
  const lit = !STATE.lit || (edge ? STATE.lit.edges.has(edge.id) : STATE.lit.nodes.has(node.id));
  return lit ? 1 : 0.32;
}

function afterDrawing(context) {
  const scale = network.getScale();
  const moving = network.physics && network.physics.physicsEnabled;
  if (moving || !LABEL.cache || LABEL.cache.scale !== scale) LABEL.cache = { scale, placed: labelsAt(context, scale) };
  drawLabels(context, LABEL.cache.placed, scale, alphaOf);
}

function aboutEdge(edge) {
  const claim = claimSet(edge).find((one) => one.metric !== undefined || one.dataset !== undefined);
  return claim ? short(nameOf(claim.metric ?? claim.dataset), 22) : "";
}

// Two edges between the same nodes bend apart.
function curves() {
  const pairs = new Map();
  for (const edge of DATA.edges) {
    const key = Math.min(edge.from, edge.to) + ":" + Math.max(edge.from, edge.to);
    const before = pairs.get(key) || 0;
    pairs.set(key, before + 1);
    const base = DATA.about.layered ? { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 } : { enabled: false };
    edge.about = DATA.properties[edge.property].strong && !before ? aboutEdge(edge) : "";
    edge.smooth = before ? { enabled: true, type: before % 2 ? "curvedCW" : "curvedCCW", roundness: 0.12 * Math.ceil(before / 2) + 0.06 } : base;
  }
}

function draw() {
  curves();
  const nodes = DATA.nodes.map(({ id, x, y, size, group }) => ({ id, x, y, size, shape: DATA.types[group].shape, label: undefined }));
  const edges = DATA.edges.map(({ id, from, to, smooth }) => ({ id, from, to, smooth }));
  nodeSet = new vis.DataSet(nodes);
  edgeSet = new vis.DataSet(edges);
  network = new vis.Network($("canvas"), { nodes: nodeSet, edges: edgeSet }, DATA.options);
  network.on("afterDrawing", afterDrawing);
  paint();
  fit(false);
}

// The scale and middle at which all shown nodes and their names lie within the picture.
function frame() {
  const positions = places();
  const shown = DATA.nodes.filter((node) => nodeShown(node.id));
  const context = $("canvas").querySelector("canvas").getContext("2d");
  const { width, height } = $("canvas").getBoundingClientRect();
  const extent = (scale) => extentAt(context, shown, positions, scale);
  let [low, high] = [0.02, 1.5];
  for (let round = 0; round < 24; round++) {
    const middle = (low + high) / 2;
    const [left, top, right, bottom] = extent(middle);
    if (right - left > width - 24 || bottom - top > height - 20) high = middle; else low = middle;
  }
  const [left, top, right, bottom] = extent(low);
  return { scale: low, position: { x: (left + right) / 2 / low, y: (top + bottom) / 2 / low } };
}

const motion = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration: 300, easingFunction: "easeInOutQuad" });

function fit(animate = true) {
  if (DATA.nodes.length > FILTER.hiddenNodes.size) network.moveTo({ ...frame(), animation: animate && motion() });
}

// Bring a node into the middle of the picture without losing the overview.
function centre(id) {
  network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: motion() });
}
