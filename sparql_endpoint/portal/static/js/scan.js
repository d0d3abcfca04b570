// The scan in OpenSeadragon, with the server's own boxes laid over it. Without that part, the picture stays as it is.

export function openScan(scan, sheet) {
  const still = scan.querySelector("svg.boxed");
  if (!window.OpenSeadragon || !still) return;
  // A viewer is made when the scan comes into view: on a small screen it may never.
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    show(scan, sheet, still);
  });
  watch.observe(still);
}

function show(scan, sheet, still) {
  const says = scan.dataset;
  const width = Number(says.width);
  const height = Number(says.height);
  const place = document.createElement("div");
  place.className = "deep";
  const boxes = still.cloneNode(true);
  boxes.querySelectorAll("image, title").forEach((part) => part.remove());
  boxes.removeAttribute("class");
  boxes.removeAttribute("role");
  boxes.removeAttribute("aria-labelledby");
  boxes.setAttribute("aria-hidden", "true");
  boxes.setAttribute("preserveAspectRatio", "none");
  still.before(place);
  // OpenSeadragon adds a style sheet to the page unless it finds its own; the policy forbids that, ours has what it says.
  const instead = document.createElementNS("urn:sunqar:none", "style"); // found by its name, but styles nothing
  instead.setAttribute("data-openseadragon-mobile-css", "");
  document.head.append(instead);
  const viewer = window.OpenSeadragon({
    element: place,
    tileSources: {
      type: "legacy-image-pyramid",
      levels: says.sizes.trim().split(/\s+/).map((size) => {
        const [across, down, ...url] = size.split(",");
        return { url: url.join(","), width: Number(across), height: Number(down) };
      }),
    },
    drawer: "canvas",
    showNavigationControl: false,
    maxZoomPixelRatio: 3,
    visibilityRatio: 0.4,
    animationTime: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.5,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true, scrollToZoom: false },
  });
  viewer.addOnceHandler("open", () => {
    const shape = viewer.world.getItemAt(0).getBounds();
    viewer.addOverlay({ element: boxes, location: shape });
    still.remove();
    place.before(tools(viewer, boxes, says));
    const go = () => aim(viewer, boxes, shape, width, height);
    go();
    window.addEventListener("hashchange", go);
    boxes.querySelectorAll("a").forEach((box) => follow(viewer, box));
  });
  viewer.addOnceHandler("open-failed", () => place.remove());
  viewer.canvas.setAttribute("role", "application");
  viewer.canvas.setAttribute("aria-label", says.label);
  viewer.canvas.addEventListener("keydown", (event) => turn(event, sheet));
}

// To the box of the mention that the address names, with some of what is around it.
function aim(viewer, boxes, shape, width, height) {
  const wanted = document.getElementById(window.location.hash.slice(1));
  const box = wanted && boxes.querySelector(`[data-for="${CSS.escape(wanted.id)}"] rect`);
  boxes.querySelectorAll(".wanted").forEach((one) => one.classList.remove("wanted"));
  if (!box) return;
  box.parentElement.classList.add("wanted");
  const scale = shape.width / width;
  const down = shape.height / height;
  const at = (name) => Number(box.getAttribute(name));
  const room = Math.max(at("width"), width / 2);
  const area = new window.OpenSeadragon.Rect(
    (at("x") - room / 2) * scale, (at("y") - room / 2) * down, (at("width") + room) * scale, (at("height") + room) * down,
  );
  viewer.viewport.fitBoundsWithConstraints(area);
}

// OpenSeadragon takes the pointer for itself; a click on a box still leads to its words.
function follow(viewer, box) {
  new window.OpenSeadragon.MouseTracker({
    element: box,
    clickHandler: (event) => {
      if (event.quick) window.location.hash = box.getAttribute("href");
    },
  });
}

function tools(viewer, boxes, says) {
  const row = document.createElement("div");
  row.className = "tools";
  const add = (sign, label, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign || label;
    if (sign) {
      button.setAttribute("aria-label", label);
      button.title = label;
    }
    button.addEventListener("click", () => act(button));
    row.append(button);
    return button;
  };
  add("+", says.closer, () => viewer.viewport.zoomBy(1.4));
  add("−", says.farther, () => viewer.viewport.zoomBy(1 / 1.4));
  add("", says.whole, () => viewer.viewport.goHome());
  const toggle = add("", says.boxes, (button) => {
    const on = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(on));
    boxes.classList.toggle("unboxed", !on);
  });
  toggle.setAttribute("aria-pressed", "true");
  return row;
}

// Keys of the viewer alone, while it has the focus: N and P turn the page, as reading goes.
function turn(event, sheet) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const rel = { n: "next", p: "prev" }[event.key.toLowerCase()];
  const link = rel && sheet.querySelector(`.turning a[rel=${rel}]`);
  if (link) link.click();
}
