// Wiring: search, pointer, keyboard, the address's fragment, and the buttons.
function address(text) {
  // In a frame without an origin of its own the address cannot be changed: the selection still works.
  try { history.replaceState(null, "", text); } catch { /* nothing to do */ }
}

function select(id, move = false) {
  Object.assign(STATE, { selected: id, selectedEdge: null, hover: null, hoverEdge: null, calm: false });
  show(nodeCard(id));
  address("#" + encodeURIComponent(NODES.get(id).label));
  if (FILTER.hiddenNodes.has(id)) tell(short(NODES.get(id).label) + " is hidden by the filters.");
  else if (move) centre(id);
  repaint();
}

function selectEdge(id) {
  Object.assign(STATE, { selected: null, selectedEdge: id, hover: null, hoverEdge: null });
  show(edgeCard(id));
  repaint();
}

function clear() {
  Object.assign(STATE, { selected: null, selectedEdge: null, hover: null, hoverEdge: null });
  show(overview());
  address("#");
  repaint();
}

function fromFragment() {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { /* a stray % : taken as it is */ }
  if (!name || name === "table") { if (name === "table") table(true); return false; }
  const node = byName(name);
  if (node) select(node.id, true);
  else tell("Nothing here is called " + short(name) + ".");
  return Boolean(node);
}

function tip(text, kind, x, y) {
  $("tip").hidden = !text;
  if (!text) return;
  $("tip").replaceChildren(el("div", {}, text), kind ? el("div", { class: "kind" }, kind) : "");
  const stage = $("stage").getBoundingClientRect();
  const box = $("tip").getBoundingClientRect();
  $("tip").style.left = Math.max(4, Math.min(x + 14, stage.width - box.width - 4)) + "px";
  $("tip").style.top = (y + 16 + box.height > stage.height ? y - box.height - 12 : y + 16) + "px";
}

function nodeTip(id) {
  const node = NODES.get(id);
  const also = node.alt && node.alt.length ? " · also " + short(node.alt[0], 50) : "";
  const count = degree(id) + (degree(id) === 1 ? " connection" : " connections");
  return [short(node.label, 160), DATA.types[node.group].label + " · " + count + (node.date ? " · " + node.date : "") + also];
}

function edgeTip(id) {
  const edge = EDGES.get(id);
  const best = claimSet(edge)[0];
  const detail = best ? [best.dataset, best.metric].filter((x) => x !== undefined && x !== null).map((x) => short(nameOf(x), 50)).concat(figures(best) || []).join(", ") : "";
  return [short(NODES.get(edge.from).label) + " " + DATA.properties[edge.property].verb + " " + short(NODES.get(edge.to).label), detail + (edge.claims.length > 1 ? " (and " + (edge.claims.length - 1) + " more)" : "")];
}

function wirePointer() {
  const hover = (key, value) => { STATE[key] = value; $("canvas").style.cursor = value === null ? "" : "pointer"; repaint(); };
  network.on("hoverNode", ({ node, pointer }) => { hover("hover", node); tip(...nodeTip(node), pointer.DOM.x, pointer.DOM.y); });
  network.on("blurNode", () => { hover("hover", null); tip(""); });
  network.on("hoverEdge", ({ edge, pointer }) => { hover("hoverEdge", edge); tip(...edgeTip(edge), pointer.DOM.x, pointer.DOM.y); });
  network.on("blurEdge", () => { hover("hoverEdge", null); tip(""); });
  network.on("dragStart", () => tip(""));
  network.on("click", ({ nodes, edges }) => {
    tip("");
    if (nodes.length) select(nodes[0]);
    else if (edges.length) selectEdge(edges[0]);
    else if (STATE.selected !== null || STATE.selectedEdge !== null) clear();
  });
}

const DIRECTIONS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function step(direction) {
  const positions = places();
  const here = STATE.hover ?? STATE.selected;
  const shown = byWeight.filter((node) => nodeShown(node.id));
  let next = here === null ? shown[0] : null;
  let best = Infinity;
  for (const node of here === null ? [] : shown) {
    const dx = positions[node.id].x - positions[here].x;
    const dy = positions[node.id].y - positions[here].y;
    const along = dx * direction[0] + dy * direction[1];
    const cost = along <= 0 ? Infinity : Math.hypot(dx, dy) + 2 * Math.abs(dx * direction[1] + dy * direction[0]);
    if (node.id !== here && cost < best) { best = cost; next = node; }
  }
  if (!next) return;
  STATE.hover = next.id;
  network.moveTo({ position: positions[next.id] });
  tell(nodeTip(next.id).join(", "));
  repaint();
}

function onKey(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") { tip(""); if (!$("filters").hidden) filters(false); else clear(); return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") { event.preventDefault(); $("search").focus(); return; }
  if (event.target !== $("canvas")) return;
  if (DIRECTIONS[event.key]) { event.preventDefault(); step(DIRECTIONS[event.key]); }
  else if (event.key === "Enter" && STATE.hover !== null) { select(STATE.hover); $("panel").focus(); }
  else if (event.key === "+" || event.key === "=") network.moveTo({ scale: network.getScale() * 1.25 });
  else if (event.key === "-") network.moveTo({ scale: network.getScale() / 1.25 });
  else if (event.key === "0") fit();
}

function wireSearch() {
  const input = $("search");
  const list = $("matches");
  let found = [];
  let at = -1;
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const choose = (index) => { if (!found[index]) return; select(found[index].node.id, true); input.value = found[index].node.label; close(); };
  const mark = () => {
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
    if (at >= 0) { input.setAttribute("aria-activedescendant", list.children[at].id); list.children[at].scrollIntoView({ block: "nearest" }); }
  };
  const open = () => {
    found = search(input.value);
    list.replaceChildren(...found.map(({ node, by }, index) => {
      const label = by === node.label ? short(node.label, 70) : short(by, 40) + " → " + short(node.label, 40);
      const item = el("li", { role: "option", id: "match-" + index, "aria-selected": "false" }, el("span", { class: "what" }, label), el("span", { class: "kind" }, DATA.types[node.group].label));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(index); });
      return item;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", String(Boolean(found.length)));
    at = -1;
    if (input.value.trim() && !found.length) tell("Nothing here is called " + short(input.value) + ".");
  };
  input.addEventListener("input", open);
  input.addEventListener("focus", () => { if (input.value) open(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open();
      at = found.length ? (at + (event.key === "ArrowDown" ? 1 : found.length + (at < 0 ? 0 : -1))) % found.length : -1;
      mark();
    } else if (event.key === "Enter") choose(Math.max(at, 0));
    else if (event.key === "Escape") { event.stopPropagation(); input.value = ""; close(); $("canvas").focus(); }
  });
}

function filters(open) {
  $("filters").hidden = !open;
  $("open-filters").setAttribute("aria-expanded", String(open));
}

function table(open) {
  document.documentElement.classList.toggle("as-table", open);
  $("open-table").setAttribute("aria-pressed", String(open));
  (open ? $("table") : $("open-table")).focus();
}

function wireButtons() {
  $("open-filters").addEventListener("click", () => filters($("filters").hidden));
  $("fit").addEventListener("click", () => fit());
  $("save-png").addEventListener("click", savePng);
  $("save-svg").addEventListener("click", saveSvg);
  $("open-table").addEventListener("click", () => table(true));
  $("close-table").addEventListener("click", () => table(false));
  document.querySelector(".skip").addEventListener("click", () => table(true));
  $("physics").addEventListener("click", () => {
    const on = $("physics").getAttribute("aria-pressed") !== "true";
    $("physics").setAttribute("aria-pressed", String(on));
    network.setOptions({ physics: on ? DATA.physics : { enabled: false } });
    LABEL.cache = null;
    repaint();
  });
}

function dress() {
  readTheme();
  buildLegend();
}

document.documentElement.classList.remove("no-js");
readTheme();
buildFilters();
buildLegend();
draw();
wireFilters();
wirePointer();
wireSearch();
wireButtons();
document.addEventListener("keydown", onKey);
addEventListener("hashchange", fromFragment);
onThemeChange(() => { dress(); repaint(); });
tell(DATA.about.note);
if (!fromFragment()) {
  if (DATA.about.focus !== null) { Object.assign(STATE, { selected: DATA.about.focus, calm: true }); show(nodeCard(DATA.about.focus)); repaint(); } else show(overview());
}
