// Pins as elements over the map: they carry the number of their row in the list.
import { element } from "./map_popup.js";

export function pin({ library, map }, point, { kind, text = "", label }) {
  const node = element("button", `pin pin--${kind}`, text);
  node.type = "button";
  node.tabIndex = -1;
  const marker = new library.Marker({ element: node, anchor: "bottom" }).setLngLat(point).addTo(map);
  node.setAttribute("aria-label", label);
  node.tabIndex = -1;
  return { node, marker };
}

export function origin({ library, map, words }, point) {
  const node = element("div", "origin");
  new library.Marker({ element: node }).setLngLat(point).addTo(map);
  node.setAttribute("role", "img");
  node.setAttribute("aria-label", words.around);
  node.tabIndex = -1;
}
