// Pins as elements over the map: they carry the number of their row in the list.
import { element } from "./map_popup.js";

export function pin({ library, map }, point, { kind, text = "", label, pressable = true }) {
  const node = element(pressable ? "button" : "div", `pin pin--${kind}`, text);
  if (pressable) node.type = "button";
  const marker = new library.Marker({ element: node, anchor: "bottom" }).setLngLat(point).addTo(map);
  // The list is the way for the keyboard: the library would put every pin into the tab order.
  node.setAttribute("role", pressable ? "button" : "img");
  node.setAttribute("aria-label", label);
  node.tabIndex = -1;
  return { node, marker };
}

/** The map over all pins, no nearer than a neighbourhood. */
export function fit(map, bounds) {
  map.fitBounds(bounds, { padding: { top: 64, bottom: 40, left: 48, right: 56 }, maxZoom: 16, duration: 0 });
}

export function origin({ library, map, words }, point) {
  const node = element("div", "origin");
  new library.Marker({ element: node }).setLngLat(point).addTo(map);
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", words.around);
  node.tabIndex = -1;
}
