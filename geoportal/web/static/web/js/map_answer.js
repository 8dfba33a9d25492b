// Map of an answer: a pin with the number of each place that the answer names.
import { fit, pin } from "./map_pins.js";
import { withoutSource } from "./map_style.js";

export function drawAnswer(view) {
  const { library, map, frame } = view;
  const bounds = new library.LngLatBounds();
  map.on("style.load", () => withoutSource(map, "places"));
  [...frame.closest(".turn").querySelectorAll("[data-lat]")].forEach((row, index) => {
    const point = [Number(row.dataset.lon), Number(row.dataset.lat)];
    const text = String(index + 1);
    pin(view, point, { kind: row.dataset.branch, text, label: `${text}. ${row.dataset.name}`, pressable: false });
    bounds.extend(point);
  });
  fit(map, bounds);
}
