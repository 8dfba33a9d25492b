// Map of a coverage run: squares of the tile layer, by the minutes from each to the nearest facility.
import { pageColor } from "./map_style.js";

const PROVINCE = [[126.35, 36.88], [127.88, 38.3]];
// Far and none are the same in every scheme, as in coverage.css.
const FAR = "#f0b46a";
const NONE = "#9a5a1e";

function colors(minutes) {
  const near = minutes.flatMap((limit, place) => [["<=", ["get", "minutes"], limit], pageColor(`--shade-${Math.max(5 - place, 2)}`)]);
  return ["case", ["!", ["has", "minutes"]], NONE, ...near, FAR];
}

function draw(map, { category, spoken, minutes }) {
  if (map.getSource("coverage")) return;
  map.addSource("coverage", { type: "vector", url: new URL("/tiles/coverage.json", location.href).href });
  const language = spoken ? ["==", ["get", "language"], spoken] : ["!", ["has", "language"]];
  const layers = map.getStyle().layers;
  const below = layers.find((layer) => layer.type === "line")?.id;
  map.addLayer({
    id: "coverage",
    type: "fill",
    source: "coverage",
    "source-layer": "coverage",
    filter: ["all", ["==", ["get", "category"], category], language],
    paint: { "fill-color": colors(minutes.split(",").map(Number)), "fill-opacity": 0.75, "fill-antialias": false },
  }, below);
  // Places of every kind would cover the squares.
  for (const { id } of layers.filter((layer) => layer["source-layer"]?.startsWith("place"))) {
    map.setLayoutProperty(id, "visibility", "none");
  }
}

export function drawCoverage({ map, frame }) {
  map.fitBounds(PROVINCE, { padding: 8, duration: 0 });
  map.on("style.load", () => draw(map, frame.dataset));
}
