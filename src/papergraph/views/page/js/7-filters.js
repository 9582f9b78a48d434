// Filters: by type of node and connection, data set, metric and confidence.
const FILTER = { nodes: new Set(), edges: new Set(), dataset: "", metric: "", confidence: 0, hiddenNodes: new Set(), hiddenEdges: new Set() };

function edgeAllowed(edge) {
  if (FILTER.edges.has(edge.property) || FILTER.nodes.has(NODES.get(edge.from).group) || FILTER.nodes.has(NODES.get(edge.to).group)) return false;
  if (edge.confidence < FILTER.confidence) return false;
  const claims = claimSet(edge);
  const named = (end) => (end === undefined || end === null ? "" : nameOf(end));
  if (FILTER.dataset) {
    const touches = [edge.from, edge.to].some((id) => NODES.get(id).group === "Dataset" && NODES.get(id).label === FILTER.dataset);
    if (!touches && !claims.some((claim) => named(claim.dataset) === FILTER.dataset)) return false;
  }
  if (FILTER.metric && !claims.some((claim) => named(claim.metric) === FILTER.metric)) return false;
  return true;
}

function nodeHasClaim(node) {
  return (node.claims || []).some((index) => {
    const claim = DATA.claims[index];
    const fits = (end, wanted) => !wanted || (end !== undefined && end !== null && nameOf(end) === wanted);
    return fits(claim.dataset, FILTER.dataset) && fits(claim.metric, FILTER.metric) && claim.confidence >= FILTER.confidence;
  });
}

function applyFilters() {
  FILTER.hiddenEdges = new Set(DATA.edges.filter((edge) => !edgeAllowed(edge)).map((edge) => edge.id));
  const filtered = FILTER.dataset || FILTER.metric || FILTER.confidence > 0 || FILTER.edges.size;
  FILTER.hiddenNodes = new Set();
  for (const node of DATA.nodes) {
    const connected = edgesOf.get(node.id).some(edgeShown);
    const wanted = node.id === DATA.about.focus || (FILTER.dataset === node.label && node.group === "Dataset");
    const keep = !filtered || connected || wanted || ((FILTER.dataset || FILTER.metric) && nodeHasClaim(node));
    if (FILTER.nodes.has(node.group) || !keep) FILTER.hiddenNodes.add(node.id);
  }
  const count = DATA.nodes.length - FILTER.hiddenNodes.size;
  tell(FILTER.hiddenNodes.size ? count + " of " + DATA.nodes.length + " nodes pass the filters." : DATA.about.note);
  repaint();
}

function choice(set, key, label, count, picture) {
  const box = el("input", { type: "checkbox", checked: true });
  box.addEventListener("change", () => { box.checked ? set.delete(key) : set.add(key); applyFilters(); });
  return el("label", { class: "choice", "data-key": key }, box, picture, label, el("span", { class: "count" }, String(count)));
}

function edgeSample(property) {
  const picture = svg("svg", { width: 26, height: 10, viewBox: "0 0 26 10", "aria-hidden": "true" });
  const strong = DATA.properties[property].strong;
  picture.append(svg("path", { d: "M1,5H" + (strong ? 20 : 25), stroke: THEME.edges[property], "stroke-width": strong ? 2 : 1.3, "stroke-dasharray": (DASHES[property] || []).join(" "), fill: "none" }));
  if (strong) picture.append(svg("path", { d: "M18,1.5L25,5L18,8.5Z", fill: THEME.edges[property] }));
  return picture;
}

function present() {
  const types = Object.keys(DATA.types).filter((type) => DATA.nodes.some((node) => node.group === type));
  const properties = Object.keys(DATA.properties).filter((property) => DATA.edges.some((edge) => edge.property === property));
  return { types, properties };
}

function buildFilters() {
  const { types, properties } = present();
  $("node-types").replaceChildren(...types.map((type) => choice(FILTER.nodes, type, DATA.types[type].plural, DATA.nodes.filter((node) => node.group === type).length, swatch(type))));
  $("edge-types").replaceChildren(...properties.map((property) => choice(FILTER.edges, property, DATA.properties[property].verb, DATA.edges.filter((edge) => edge.property === property).length, edgeSample(property))));
  const names = (key) => [...new Set(DATA.claims.map((claim) => claim[key]).filter((end) => end !== undefined && end !== null).map(nameOf))];
  const datasets = new Set([...DATA.nodes.filter((node) => node.group === "Dataset").map((node) => node.label), ...names("dataset")]);
  const fill = (id, list) => $(id).replaceChildren(el("option", { value: "" }, "all"), ...[...list].sort((a, b) => a.localeCompare(b)).map((name) => el("option", { value: name }, short(name, 60))));
  fill("dataset", datasets);
  fill("metric", names("metric"));
}

function wireFilters() {
  for (const id of ["dataset", "metric"]) $(id).addEventListener("change", () => { FILTER[id] = $(id).value; applyFilters(); fit(); });
  $("confidence").addEventListener("input", () => {
    FILTER.confidence = Number($("confidence").value);
    $("confidence-value").textContent = $("confidence").value;
    applyFilters();
  });
  $("filters").addEventListener("reset", () => {
    FILTER.nodes.clear();
    FILTER.edges.clear();
    Object.assign(FILTER, { dataset: "", metric: "", confidence: 0 });
    $("confidence-value").textContent = "0";
    requestAnimationFrame(() => { applyFilters(); fit(); });
  });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
}

function buildLegend() {
  const { types, properties } = present();
  const strong = properties.filter((property) => DATA.properties[property].strong);
  const items = types.map((type) => el("li", {}, swatch(type), DATA.types[type].label));
  items.push(...strong.map((property) => el("li", { class: "line" }, edgeSample(property), DATA.properties[property].verb)));
  $("legend").replaceChildren(...items);
}
