// The list of places as a map: circles as large as the number of things, on land of today, without a tile server.
const holder = document.getElementById("map");
const rows = [...document.querySelectorAll("#spots tbody tr")];

function land(world) {
  // A country that crosses the date line would be drawn right across the map: its parts are moved to one side.
  const features = window.topojson.feature(world, world.objects.countries).features;
  const unwrap = (ring) => {
    const longitudes = ring.map((point) => point[0]);
    const wide = Math.max(...longitudes) - Math.min(...longitudes) > 180;
    return wide ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring;
  };
  for (const { geometry } of features) {
    if (geometry.type === "Polygon") geometry.coordinates = geometry.coordinates.map(unwrap);
    else geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map(unwrap));
  }
  return { type: "FeatureCollection", features };
}

function draw(world) {
  const { L } = window;
  holder.hidden = false;
  const map = L.map(holder, {
    attributionControl: false, zoomControl: false, worldCopyJump: true, minZoom: 1, maxZoom: 9,
    zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  const places = rows.map((row) => [Number(row.dataset.lat), Number(row.dataset.lon)]);
  map.fitBounds(places, { padding: [30, 30], maxZoom: 6, animate: false });
  const corner = document.documentElement.dir === "rtl" ? "topright" : "topleft";
  L.control.zoom({ position: corner, zoomInTitle: holder.dataset.in, zoomOutTitle: holder.dataset.out }).addTo(map);
  L.geoJSON(land(world), { interactive: false, className: "land", style: { fillOpacity: 1 } }).addTo(map);
  const most = Math.max(...rows.map((row) => Number(row.dataset.n)));
  for (const row of [...rows].reverse()) {
    const { lat, lon, n } = row.dataset;
    const link = row.querySelector("a");
    const label = document.createElement("bdi");
    label.append(link.querySelector("bdi").textContent, " · ", n);
    label.lang = link.querySelector("bdi").lang;
    const circle = L.circleMarker([Number(lat), Number(lon)], {
      radius: 5 + 17 * Math.sqrt(Number(n) / most), className: "spot",
    });
    circle.bindTooltip(label).on("click", () => { location.href = link.href; }).addTo(map);
  }
}

if (holder && rows.length && window.L && window.topojson) {
  fetch(holder.dataset.land)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(draw)
    .catch((error) => {
      holder.hidden = true;
      document.getElementById("map-failed").hidden = false;
      console.warn(error);
    });
}
