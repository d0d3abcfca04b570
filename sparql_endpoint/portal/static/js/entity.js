// The page of an entity: a map of its places, a drawing of its network, a button that copies the citation.
// All of them say again what stands on the page as lists, so nothing is lost without them.

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

for (const button of document.querySelectorAll("button.copy")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
    button.setAttribute("aria-live", "polite");
    button.textContent = button.dataset.done;
  });
}

async function drawMap(figure) {
  const L = window.L;
  const places = [...document.querySelectorAll("ul.places li[data-lat]")];
  if (!L || !window.topojson || places.length === 0) return;
  const answer = await fetch(figure.dataset.land);
  if (!answer.ok) return;
  const world = await answer.json();
  figure.hidden = false;
  const canvas = figure.querySelector(".canvas");
  canvas.setAttribute("role", "group");
  canvas.setAttribute("aria-label", figure.dataset.label);
  const map = L.map(canvas, { attributionControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 8, zoomSnap: 0.5 });
  const points = places.map((item) => [Number(item.dataset.lat), Number(item.dataset.lon)]);
  map.fitBounds(L.latLngBounds(points).pad(0.3), { maxZoom: 5 }); // before any shape: shapes are cut to what is in view
  L.geoJSON(window.topojson.feature(world, world.objects.countries), {
    interactive: false,
    renderer: L.canvas(), // so many points are drawn once, not kept as elements
    smoothFactor: 1.5,
    style: { color: style("--soft"), weight: 0.7, fillColor: style("--paper"), fillOpacity: 1 },
  }).addTo(map);
  places.forEach((item, at) => {
    const link = item.querySelector("a");
    const marker = L.circleMarker(points[at], { radius: 7, color: style("--accent"), fillOpacity: 0.6, weight: 2 }).addTo(map);
    if (link) marker.bindTooltip(link.textContent).on("click", () => { location.href = link.href; });
  });
}

async function drawNetwork(figure) {
  if (!figure.dataset.module) return;
  const items = [...document.querySelectorAll("#network ~ * li[data-records], #network ~ li[data-records]")];
  if (items.length === 0) return;
  const { default: cytoscape } = await import(figure.dataset.module);
  figure.hidden = false;
  const canvas = figure.querySelector(".canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.dataset.label);
  const most = Math.max(...items.map((item) => Number(item.dataset.records)));
  const nodes = items.map((item, at) => {
    const link = item.querySelector("a");
    const records = Number(item.dataset.records);
    return { data: { id: `n${at}`, label: link ? link.textContent.trim() : item.textContent.trim(), url: link ? link.href : "",
      size: 10 + (22 * records) / most, records } };
  });
  nodes.push({ data: { id: "centre", label: figure.dataset.centre, url: "", size: 38, records: most + 1 } });
  const edges = items.map((item, at) => ({ data: { source: "centre", target: `n${at}`, width: 1 + (4 * Number(item.dataset.records)) / most } }));
  for (const [one, other] of JSON.parse(figure.dataset.edges)) {
    edges.push({ data: { source: `n${one}`, target: `n${other}`, width: 0.5 }, classes: "aside" });
  }
  const drawing = cytoscape({
    container: canvas,
    elements: [...nodes, ...edges],
    userZoomingEnabled: false,
    layout: { name: "concentric", concentric: (node) => node.data("records"), levelWidth: () => Math.max(1, most / 4), minNodeSpacing: 26, padding: 20 },
    style: [
      { selector: "node", style: { label: "data(label)", width: "data(size)", height: "data(size)", "font-size": 11, color: style("--ink"),
        "background-color": style("--accent"), "text-wrap": "ellipsis", "text-max-width": 110, "text-valign": "bottom", "text-margin-y": 3,
        "text-background-color": style("--raised"), "text-background-opacity": 0.75 } },
      { selector: "#centre", style: { "background-color": "#b5651d", "font-size": 14, "font-weight": 700 } },
      { selector: "edge", style: { width: "data(width)", "line-color": style("--line"), "curve-style": "haystack" } },
      { selector: ".aside", style: { opacity: 0.5 } },
    ],
  });
  drawing.on("tap", "node", (event) => { if (event.target.data("url")) location.href = event.target.data("url"); });
}

for (const figure of document.querySelectorAll("figure.map")) drawMap(figure);
for (const figure of document.querySelectorAll("figure.network")) drawNetwork(figure);
