// The data of the page and what is looked up in it. Nothing here touches the document, and nothing is ever written as HTML.
const DATA = JSON.parse(document.getElementById("data").textContent);
const NODES = new Map(DATA.nodes.map((node) => [node.id, node]));
const EDGES = new Map(DATA.edges.map((edge) => [edge.id, edge]));
const CHAIN = "outperforms";

const edgesOf = new Map(DATA.nodes.map((node) => [node.id, []]));
for (const edge of DATA.edges) {
  edgesOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) edgesOf.get(edge.to).push(edge);
}
const degree = (id) => edgesOf.get(id).length;
const other = (edge, id) => (edge.from === id ? edge.to : edge.from);
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[\s_-]+/g, " ").trim();

// Names as shown are cut: a hostile or broken source may give a name of any length.
function short(text, limit = 42) {
  const points = Array.from(text);
  return points.length > limit ? points.slice(0, limit - 1).join("").trimEnd() + "…" : text;
}

const claimSet = (edge) => edge.claims.map((index) => DATA.claims[index]);
const nameOf = (end) => (typeof end === "number" ? NODES.get(end).label : end);

// Everything that the method beats, directly or further down, and everything that beats it, along edges that `allowed` accepts.
function chainOf(id, allowed) {
  const nodes = new Set([id]);
  const edges = new Set();
  for (const [near, far] of [["from", "to"], ["to", "from"]]) {
    const seen = new Set([id]);
    const queue = [id];
    while (queue.length) {
      const here = queue.pop();
      for (const edge of edgesOf.get(here)) {
        if (edge.property !== CHAIN || edge[near] !== here || !allowed(edge)) continue;
        edges.add(edge.id);
        nodes.add(edge[far]);
        if (!seen.has(edge[far])) { seen.add(edge[far]); queue.push(edge[far]); }
      }
    }
  }
  return { nodes, edges };
}

function neighbours(id, allowed) {
  const nodes = new Set([id]);
  const edges = new Set();
  for (const edge of edgesOf.get(id)) {
    if (!allowed(edge)) continue;
    edges.add(edge.id);
    nodes.add(other(edge, id));
  }
  return { nodes, edges };
}

// Nodes whose name, other name or title holds the text: exact first, then starts, then anywhere; the better connected first.
function search(text, limit = 12) {
  const wanted = fold(text);
  if (!wanted) return [];
  const found = [];
  for (const node of DATA.nodes) {
    let best = 9;
    let by = node.label;
    for (const name of [node.label, ...(node.alt || []), ...(node.variants || [])]) {
      const folded = fold(name);
      const rank = folded === wanted ? 0 : folded.startsWith(wanted) ? 1 : folded.includes(" " + wanted) ? 2 : folded.includes(wanted) ? 3 : 9;
      if (rank < best) { best = rank; by = name; }
    }
    if (best < 9) found.push({ node, rank: best, by });
  }
  found.sort((a, b) => a.rank - b.rank || degree(b.node.id) - degree(a.node.id) || a.node.label.localeCompare(b.node.label));
  return found.slice(0, limit);
}

function byName(text) {
  const exact = DATA.nodes.find((node) => node.label === text || node.key === text);
  if (exact) return exact;
  const first = search(text, 1)[0];
  return first && first.rank === 0 ? first.node : null;
}
