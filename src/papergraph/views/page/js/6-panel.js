// The side panel: what is known of a node or a connection, each statement with the sentence it comes from.
const FIRST = 5;

function quote(index) {
  const evidence = DATA.evidence[index];
  const paper = DATA.papers[evidence.paper];
  const parts = el("figure", { style: null });
  if (evidence.sentence !== undefined) {
    const block = el("blockquote");
    // Marks are offsets in code points; a string's own index counts UTF-16 units.
    const points = Array.from(DATA.sentences[evidence.sentence]);
    let at = 0;
    for (const [start, end] of evidence.marks || []) {
      block.append(points.slice(at, start).join(""), el("mark", {}, points.slice(start, end).join("")));
      at = end;
    }
    block.append(points.slice(at).join(""));
    parts.append(block);
  }
  const source = el("cite", { class: "quiet" });
  source.append(paper ? link(paper.url, short(paper.title, 90)) : "", paper && paper.date ? ", " + paper.date : "");
  if (evidence.rule) source.append(el("span", { title: "found by the rule " + evidence.rule }, " · confidence " + evidence.confidence.toFixed(2)));
  parts.append(el("figcaption", {}, source));
  parts.style.margin = "0.2rem 0 0.5rem";
  return parts;
}

const number = (value) => (value === undefined || value === null ? "" : String(value));
const unit = (value, sign) => number(value) + (sign ? (sign === "%" ? "" : " ") + sign : "");

function go(end, at) {
  if (typeof end !== "number" && at !== undefined) return el("button", { type: "button", class: "go", onclick: () => select(at, true) }, short(end, 60));
  if (typeof end !== "number") return el("span", {}, short(end, 60));
  return el("button", { type: "button", class: "go", onclick: () => select(end, true) }, short(NODES.get(end).label, 60));
}

function figures(claim) {
  if (claim.type === "result") return unit(claim.value, claim.unit);
  const pair = claim.winnerValue !== undefined && claim.loserValue !== undefined ? number(claim.winnerValue) + " to " + number(claim.loserValue) : number(claim.winnerValue);
  const margin = claim.marginText || number(claim.margin);
  return [pair, margin && "by " + margin].filter(Boolean).join(", ");
}

function claimItem(claim, hidden) {
  const head = el("div");
  if (claim.type === "result") head.append(go(claim.winner, claim.winnerAt));
  else head.append(go(claim.winner, claim.winnerAt), claim.type === "improves" ? " improves " : claim.kind === "efficiency" ? " is more efficient than " : " beats ", go(claim.loser, claim.loserAt));
  const where = [claim.dataset, claim.metric].filter((x) => x !== undefined && x !== null && x !== hidden).map((x) => short(nameOf(x), 60)).join(", ");
  const values = figures(claim);
  const line = el("div", { class: "quiet" }, where, where && values ? ": " : "", values ? el("span", { class: "figure" }, values) : "", claim.hardware !== undefined ? " on " + short(nameOf(claim.hardware), 40) : "");
  return el("div", { class: "claim" }, head, where || values ? line : null, ...claim.evidence.slice(0, 3).map(quote));
}

function more(items, make) {
  const box = el("div", {}, ...items.slice(0, FIRST).map((item) => make(item)));
  if (items.length > FIRST) {
    const button = el("button", { type: "button", onclick: () => { button.remove(); box.append(...items.slice(FIRST).map((item) => make(item))); } }, "Show " + (items.length - FIRST) + " more");
    box.append(button);
  }
  return box;
}

const section = (title, items, make) => (items.length ? el("section", {}, el("h3", {}, title + " (" + items.length + ")"), more(items, make)) : null);

function connection(id) {
  return (edge) => {
    const item = el("div", { class: "claim" }, swatch(NODES.get(other(edge, id)).group), go(other(edge, id)));
    const far = NODES.get(other(edge, id));
    if (far.date) item.append(el("span", { class: "quiet" }, " " + far.date));
    item.append(...edge.evidence.slice(0, 2).map(quote));
    return item;
  };
}

function nodeCard(id) {
  const node = NODES.get(id);
  const type = DATA.types[node.group];
  const card = el("article", { class: "card" }, el("div", { class: "head" }, el("span", { class: "kind" }, swatch(node.group), type.label), closer()), el("h2", {}, short(node.label, 300)));
  if (node.alt && node.alt.length) card.append(el("p", { class: "quiet" }, "Also: " + node.alt.map((name) => short(name, 80)).join("; ")));
  if (node.variants) card.append(el("p", { class: "quiet" }, "Shown with its variants: " + node.variants.map((name) => short(name, 60)).join(", ")));
  const facts = [node.date, node.sota ? "claims the state of the art" : ""].filter(Boolean).join(" · ");
  if (facts) card.append(el("p", { class: "quiet" }, facts));
  const links = [node.url ? link(node.url, "Open the paper") : null, ...(node.code || []).map((url) => link(url, "Code: " + short(url.replace(/^https?:\/\//, ""), 48)))].filter(Boolean);
  if (links.length) card.append(el("ul", {}, ...links.map((item) => el("li", {}, item))));
  const claims = (node.claims || []).map((index) => DATA.claims[index]);
  const comparisons = claims.filter((claim) => claim.type !== "result");
  const mine = (claim) => (claim.winnerAt ?? claim.winner) === id;
  const against = (claim) => (claim.loserAt ?? claim.loser) === id;
  const inCard = new Set(["outperforms", "moreEfficientThan", "improves"]);
  card.append(...[
    section("Beats or improves", comparisons.filter(mine), (claim) => claimItem(claim)),
    section("Is beaten or improved by", comparisons.filter((claim) => against(claim) && !mine(claim)), (claim) => claimItem(claim)),
    section("Results", claims.filter((claim) => claim.type === "result"), (claim) => claimItem(claim, id)),
    section("Compared here", comparisons.filter((claim) => !mine(claim) && !against(claim)), (claim) => claimItem(claim)),
  ].filter(Boolean));
  for (const [property, about] of Object.entries(DATA.properties)) {
    if (inCard.has(property) && comparisons.length) continue;
    const edges = edgesOf.get(id).filter((edge) => edge.property === property);
    const out = edges.filter((edge) => edge.from === id);
    const back = edges.filter((edge) => edge.from !== id);
    card.append(...[section(about.out, out, connection(id)), section(about.back, back, connection(id))].filter(Boolean));
  }
  if (node.more) card.append(el("p", { class: "quiet" }, node.more));
  return card;
}

function edgeCard(edgeId) {
  const edge = EDGES.get(edgeId);
  const about = DATA.properties[edge.property];
  const card = el("article", { class: "card" }, el("div", { class: "head" }, el("span", { class: "kind" }, "Connection"), closer()));
  card.append(el("h2", {}, go(edge.from), " " + about.verb + " ", go(edge.to)));
  const claims = claimSet(edge);
  if (claims.length) card.append(section("Claims", claims, (claim) => claimItem(claim)));
  if (edge.evidence.length) card.append(section("Sentences", edge.evidence, quote));
  if (!claims.length && !edge.evidence.length) card.append(el("p", { class: "quiet" }, "No sentence is kept for this connection."));
  return card;
}

const closer = () => el("button", { type: "button", onclick: () => { clear(); $("canvas").focus(); } }, "Close");

function overview() {
  const counts = Object.entries(DATA.types).map(([type, about]) => [type, about, DATA.nodes.filter((node) => node.group === type).length]);
  const card = el("article", { class: "card" }, el("h2", {}, DATA.about.title), el("p", { class: "quiet" }, DATA.about.note));
  card.append(el("ul", {}, ...counts.filter(([, , count]) => count).map(([type, about, count]) => el("li", {}, swatch(type), count + " " + (count === 1 ? about.label : about.plural).toLowerCase()))));
  const central = byWeight.filter((node) => node.group !== "Paper").slice(0, 10);
  card.append(el("h3", {}, "Best connected here"), el("ul", {}, ...central.map((node) => el("li", { class: "row" }, swatch(node.group), go(node.id), el("span", { class: "quiet" }, " " + degree(node.id))))));
  card.append(el("p", { class: "quiet" }, "Click a node or a line for the sentences behind it. Pointing at a method lights what it beats and what beats it."));
  return card;
}

function show(card) {
  $("panel").replaceChildren(card);
  $("panel").scrollTop = 0;
}
