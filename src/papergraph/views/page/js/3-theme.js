// Colours come from the style sheet, so that light and dark are said once.
const THEME = {};
const DASHES = { moreEfficientThan: [7, 4], improves: [2, 3], variantOf: [1, 3] };

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue("--" + name).trim();
  THEME.ground = colour("ground");
  THEME.text = colour("text");
  THEME.soft = colour("soft");
  THEME.accent = colour("accent");
  THEME.edgeLit = colour("edge-lit");
  THEME.font = getComputedStyle(document.body).fontFamily;
  THEME.types = {};
  for (const [type, about] of Object.entries(DATA.types)) {
    const own = colour(about.colour);
    THEME.types[type] = { fill: type === "Paper" ? THEME.ground : own, stroke: type === "Paper" ? own : THEME.ground, own };
  }
  const special = { outperforms: "edge-win", moreEfficientThan: "edge-efficient", improves: "edge-improves" };
  THEME.edges = {};
  for (const property of Object.keys(DATA.properties)) THEME.edges[property] = colour(special[property] || "edge");
}

function onThemeChange(callback) {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", callback);
}
