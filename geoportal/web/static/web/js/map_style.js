// The map's style from the tile server; a plain ground when that does not answer, so that pins still show.
function plain(dark) {
  const paint = { "background-color": dark ? "#1d2733" : "#e9edf2" };
  return { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint }] };
}

// What the device wants, and what decides over it: the reader's own choice (display.js).
const DARK = matchMedia("(prefers-color-scheme: dark)");
const CONTRAST = matchMedia("(prefers-contrast: more)");

function isDark() {
  const chosen = document.documentElement.dataset.theme ?? "auto";
  return chosen === "auto" ? DARK.matches : chosen === "dark";
}

function theme() {
  if (document.documentElement.dataset.contrast === "high" || CONTRAST.matches) return isDark() ? "contrast-dark" : "contrast";
  return isDark() ? "dark" : "light";
}

export async function loadStyle(address) {
  try {
    const response = await fetch(`${address}&theme=${theme()}`);
    return response.ok ? await response.json() : plain(isDark());
  } catch {
    return plain(isDark());
  }
}

/** Redraw the map when the reader, or the device, wants other colours; `style.load` comes again then. */
export function followTheme(map, address) {
  let shown = theme();
  async function change() {
    const wanted = theme();
    if (wanted === shown) return;
    shown = wanted;
    const style = await loadStyle(address);
    if (wanted === shown) map.setStyle(style, { diff: false });
  }
  document.addEventListener("display:changed", change);
  for (const query of [DARK, CONTRAST]) query.addEventListener("change", change);
}

/** A colour of the page's own scheme by the name of its property. */
export function pageColor(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
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
