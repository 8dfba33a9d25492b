// The map's style from the tile server; a plain ground when that does not answer, so that pins still show.
const PLAIN = {
  version: 8,
  sources: {},
  layers: [{ id: "ground", type: "background", paint: { "background-color": "#e9edf2" } }],
};

function theme() {
  if (matchMedia("(prefers-contrast: more)").matches) return "contrast";
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export async function loadStyle(address) {
  try {
    const response = await fetch(`${address}&theme=${theme()}`);
    return response.ok ? await response.json() : PLAIN;
  } catch {
    return PLAIN;
  }
}

// Hide what the page itself draws, or does not list.
export function withoutSource(map, source) {
  for (const layer of map.getStyle().layers) {
    if (layer.source === source) map.setLayoutProperty(layer.id, "visibility", "none");
  }
}

export function motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? { duration: 0 } : { duration: 500 };
}
