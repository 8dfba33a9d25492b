// Map of one place or event.
import { pin } from "./map_pins.js";

export function drawPoint(view) {
  const place = JSON.parse(document.getElementById("point").textContent);
  const point = [place.lon, place.lat];
  view.map.jumpTo({ center: point, zoom: 15 });
  pin(view, point, { kind: place.kind, label: place.name, pressable: false });
}
