// Map of a region: its outline, and the places of the tile layer with popups.
import { placePopup, showPopup } from "./map_popup.js";

const PLACES = "places";

function outline(map, code) {
  const filter = ["==", ["get", "code"], code];
  map.addLayer({
    id: "chosen-region",
    type: "line",
    source: "regions",
    "source-layer": "regions",
    filter,
    paint: { "line-color": "#1450b8", "line-width": 3 },
  });
}

function nameOf(properties, language) {
  return (language === "ko" ? properties.name_ko : properties.name_en) || properties.name_ko || "";
}

export function drawRegion(view) {
  const { map, frame, words } = view;
  const [west, south, east, north] = frame.dataset.bounds.split(",").map(Number);
  map.fitBounds([[west, south], [east, north]], { padding: 24, duration: 0 });
  map.on("load", () => {
    if (map.getSource("regions")) outline(map, frame.dataset.code);
    if (!map.getLayer(PLACES)) return;
    map.on("mouseenter", PLACES, () => map.getCanvas().classList.add("over-place"));
    map.on("mouseleave", PLACES, () => map.getCanvas().classList.remove("over-place"));
    map.on("click", PLACES, ({ features: [feature] }) => {
      const { id, is_sample: isSample } = feature.properties;
      const place = { id, name: nameOf(feature.properties, words.language), isSample };
      showPopup(view, feature.geometry.coordinates, placePopup(view, place), { offset: 8 });
    });
  });
}
