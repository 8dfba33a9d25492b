// Map of a result list: one numbered pin a row, both ways linked with the list.
import { fit, origin, pin } from "./map_pins.js";
import { placePopup, showPopup } from "./map_popup.js";
import { motion, withoutSource } from "./map_style.js";

function read(id) {
  const script = document.getElementById(id);
  return script ? JSON.parse(script.textContent) : null;
}

export function drawPlaces(view) {
  const { library, map, words } = view;
  const features = read("features").features;
  const start = read("origin");
  const bounds = new library.LngLatBounds();
  const pins = new Map();
  let popup = null;

  map.on("style.load", () => withoutSource(map, "places"));
  if (start) {
    origin(view, [start.lon, start.lat]);
    bounds.extend([start.lon, start.lat]);
  }

  function choose(id, { open }) {
    for (const [other, found] of pins) found.node.toggleAttribute("data-chosen", other === id);
    for (const row of document.querySelectorAll("[data-place-id]")) {
      row.toggleAttribute("data-chosen", row.dataset.placeId === id);
    }
    if (!open) return;
    popup?.remove();
    const { feature } = pins.get(id);
    popup = showPopup(view, feature.geometry.coordinates, popupOf(feature), { offset: [0, -40] });
  }

  function popupOf(feature) {
    const { name, is_sample: isSample, address_ko: line } = feature.properties;
    return placePopup(view, { id: feature.id, name, line, isSample });
  }

  features.forEach((feature, index) => {
    const id = String(feature.id);
    const row = document.getElementById(`place-${id}`);
    const kind = /branch--(\w+)/.exec(row.className)[1];
    const text = String(index + 1);
    const made = pin(view, feature.geometry.coordinates, { kind, text, label: `${text}. ${feature.properties.name}` });
    pins.set(id, { ...made, feature });
    bounds.extend(feature.geometry.coordinates);
    made.node.addEventListener("click", (event) => {
      event.stopPropagation();
      choose(id, { open: true });
      row.scrollIntoView({ block: "nearest" });
    });
    row.addEventListener("pointerenter", () => choose(id, { open: false }));
    row.addEventListener("focusin", () => choose(id, { open: false }));
  });

  fit(map, bounds);

  document.addEventListener("results:view", () => {
    map.resize();
    fit(map, bounds);
  });
  function showWanted() {
    const { wanted } = document.getElementById("results").dataset;
    if (!pins.has(wanted)) return;
    map.resize();
    map.easeTo({ center: pins.get(wanted).feature.geometry.coordinates, zoom: Math.max(map.getZoom(), 14), ...motion() });
    choose(wanted, { open: true });
  }
  showWanted();
  document.addEventListener("results:place", showWanted);
}
