// The list of those who are named together as a drawing: one in the middle, nearest to it who shares most records.
import cytoscape from "../vendor/cytoscape/cytoscape.esm.min.js";

const holder = document.getElementById("network");
const rows = [...document.querySelectorAll("#nodes tbody tr")];

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(name).trim();
}

// The list goes from many shared records to few: 6 nearest, then 14, then the rest.
function ring(number) {
  if (number === 0) return 4;
  return number <= 6 ? 3 : number <= 20 ? 2 : 1;
}

function draw() {
  const colour = colours();
  const nodes = rows.map((row, number) => ({
    data: {
      id: String(number), label: row.querySelector("th bdi").textContent, kind: row.dataset.kind,
      href: row.querySelector("th a").href,
    },
  }));
  const edges = JSON.parse(holder.dataset.edges).map(([one, other, n]) => ({
    data: { source: String(one), target: String(other), width: Math.min(6, 0.6 + Math.log2(n)), near: one === 0 || other === 0 ? 1 : 0 },
  }));
  holder.hidden = false;
  const drawn = cytoscape({
    container: holder, elements: [...nodes, ...edges], minZoom: 0.2, maxZoom: 3,
    userZoomingEnabled: false, autoungrabify: true,
    layout: {
      name: "concentric", animate: false, minNodeSpacing: 6, nodeDimensionsIncludeLabels: true, padding: 20,
      concentric: (node) => ring(Number(node.id())), levelWidth: () => 1,
    },
    style: [
      { selector: "node", style: {
        label: "data(label)", "font-size": 13, color: colour("--ink"), "background-color": colour("--person"),
        "border-width": 1.5, "border-color": colour("--soft"), width: 18, height: 18, "text-wrap": "ellipsis",
        "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 3, "text-background-color": colour("--raised"),
        "text-background-opacity": 0.8, "font-family": getComputedStyle(document.body).fontFamily,
      } },
      { selector: 'node[kind = "body"]', style: { shape: "round-rectangle", "background-color": colour("--body") } },
      { selector: "#0", style: { width: 30, height: 30, "border-width": 3, "border-color": colour("--accent"), "font-weight": "bold" } },
      { selector: "edge", style: { width: "data(width)", "line-color": colour("--line"), "curve-style": "haystack", opacity: 0.35 } },
      { selector: "edge[near = 1]", style: { "line-color": colour("--accent"), opacity: 0.55 } },
    ],
  });
  drawn.on("tap", "node", (event) => { location.href = event.target.data("href"); });
}

if (holder && rows.length > 1) {
  try {
    draw();
  } catch (error) {
    holder.hidden = true; // the list holds the same
    console.warn(error);
  }
}
