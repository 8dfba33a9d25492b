// Map of a region: its outline, and the places of the tile layer with popups.
import { placePopup, showPopup } from "./map_popup.js";
import { motion, pageColor } from "./map_style.js";

const PLACES = "places";

function outline(map, code) {
  const filter = ["==", ["get", "code"], code];
  map.addLayer({
    id: "chosen-region",
    type: "line",
    source: "regions",
    "source-layer": "regions",
    filter,
    paint: { "line-color": pageColor("--brand"), "line-width": 3 },
  });
}

function nameOf(properties, language) {
  return (language === "ko" ? properties.name_ko : properties.name_en || properties.name) || properties.name_ko || "";
}

// Names come with the tiles of near zooms only; from further away the place itself is asked.
async function propertiesOf(feature, language) {
  if (feature.properties.name_ko) return feature.properties;
  const response = await fetch(`/api/v1/places/${encodeURIComponent(feature.id)}/?lang=${encodeURIComponent(language)}`);
  if (!response.ok) throw new Error(`place ${feature.id}: ${response.status}`);
  return (await response.json()).properties;
}

async function show(view, feature) {
  const { map, words } = view;
  const point = feature.geometry.coordinates;
  if (feature.id === undefined) {
    map.easeTo({ center: point, zoom: map.getZoom() + 2, ...motion() });
    return;
  }
  const properties = await propertiesOf(feature, words.language);
  const place = { id: feature.id, name: nameOf(properties, words.language), isSample: properties.is_sample };
  showPopup(view, point, placePopup(view, place), { offset: 8 });
}

export function drawRegion(view) {
  const { map, frame } = view;
  const [west, south, east, north] = frame.dataset.bounds.split(",").map(Number);
  map.fitBounds([[west, south], [east, north]], { padding: 24, duration: 0 });
  map.on("style.load", () => {
    if (map.getSource("regions")) outline(map, frame.dataset.code);
  });
  map.once("load", () => {
    if (!map.getLayer(PLACES)) return;
    map.on("mouseenter", PLACES, () => map.getCanvas().classList.add("over-place"));
    map.on("mouseleave", PLACES, () => map.getCanvas().classList.remove("over-place"));
    map.on("click", PLACES, ({ features: [feature] }) => show(view, feature).catch(console.error));
  });
}
