// Pairs of a result as a network, drawn from the list below it.
import cytoscape from "../../vendor/cytoscape/cytoscape.esm.min.js";

const place = document.getElementById("network");
const pairs = [...document.querySelectorAll("#edges li")];

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function draw() {
  const nodes = new Map();
  const edges = pairs.map((item, at) => {
    const [source, target] = [item.dataset.from, item.dataset.to];
    const ends = item.querySelectorAll(".end");
    [source, target].forEach((id, which) => {
      const link = ends[which].querySelector("a");
      const words = (ends[which].querySelector("bdi") ?? ends[which]).textContent.trim();
      if (!nodes.has(id)) nodes.set(id, { data: { id, label: words, url: link?.href ?? "" } });
    });
    return { data: { id: `e${at}`, source, target, width: 1 + Math.log1p(Number(item.dataset.weight) || 1) } };
  });
  place.hidden = false;
  const graph = cytoscape({
    container: place,
    elements: [...nodes.values(), ...edges],
    userZoomingEnabled: false, // the wheel scrolls the page
    autoungrabify: true,
    layout: { name: "concentric", concentric: (node) => node.degree(), levelWidth: () => 3, minNodeSpacing: 24, nodeDimensionsIncludeLabels: true, avoidOverlap: true, animate: false, padding: 24 },
    style: [
      { selector: "node", style: { "background-color": colour("--accent"), label: "data(label)", color: colour("--ink"),
        "font-size": 17, "text-wrap": "ellipsis", "text-max-width": 200, "text-valign": "bottom", "text-margin-y": 3,
        "text-background-color": colour("--raised"), "text-background-opacity": 0.8, width: 20, height: 20,
        "font-family": getComputedStyle(document.body).fontFamily } },
      { selector: "edge", style: { "line-color": colour("--soft"), width: "data(width)", opacity: 0.7, "curve-style": "bezier" } },
    ],
  });
  graph.on("tap", "node", (event) => {
    const url = event.target.data("url");
    if (url) window.location.assign(url);
  });
}

if (place && pairs.length) draw();
