// Places of a result on a map without a server of tiles: the list below it stays, and is what the map is drawn from.

const place = document.getElementById("map");
const { L, topojson } = window;

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

async function draw() {
  const answer = await fetch(place.dataset.borders);
  if (!answer.ok) return;
  const world = await answer.json();
  place.hidden = false;
  const map = L.map(place, { attributionControl: false, zoomControl: false, minZoom: 1, maxZoom: 9, scrollWheelZoom: false });
  map.setView([30, 55], 3); // shapes need a view before they can be placed
  L.control.zoom({ zoomInTitle: place.dataset.in, zoomOutTitle: place.dataset.out }).addTo(map);
  L.geoJSON(topojson.feature(world, world.objects.countries), {
    interactive: false,
    style: { color: colour("--soft"), weight: 0.7, fillColor: colour("--note"), fillOpacity: 1 },
  }).addTo(map);
  const marks = [...document.querySelectorAll("#points li")].map((item) => {
    const mark = L.circleMarker([Number(item.dataset.lat), Number(item.dataset.lon)], {
      radius: 6, color: colour("--accent-ink"), weight: 1.5, fillColor: colour("--accent"), fillOpacity: 0.9,
    });
    const words = item.querySelector("a, bdi").cloneNode(true);
    return mark.bindPopup(words).addTo(map);
  });
  const all = L.featureGroup(marks).getBounds();
  map.fitBounds(all.pad(0.2), { maxZoom: 6 });
  place.setAttribute("role", "application");
  place.setAttribute("aria-label", place.dataset.label);
}

if (place && L && topojson && document.querySelector("#points li")) draw();
