// Entry of every page with a map: once a map comes into view, loads the library and draws the kind that the page asks for.
import { drawAnswer } from "./map_answer.js";
import { addCredits } from "./map_credits.js";
import { drawCoverage } from "./map_coverage.js";
import { drawPlaces } from "./map_places.js";
import { drawPoint } from "./map_point.js";
import { drawRegion } from "./map_region.js";
import { followTheme, loadStyle } from "./map_style.js";

const KINDS = { answer: drawAnswer, coverage: drawCoverage, results: drawPlaces, region: drawRegion, point: drawPoint };
const words = JSON.parse(document.getElementById("map-words").textContent);

function canDraw() {
  const context = document.createElement("canvas").getContext("webgl2");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

function locale() {
  return {
    "Map.Title": words.title,
    "NavigationControl.ZoomIn": words.zoom_in,
    "NavigationControl.ZoomOut": words.zoom_out,
    "AttributionControl.ToggleAttribution": words.attribution,
    "Popup.Close": words.close,
    "CooperativeGesturesHandler.MobileHelpText": words.gestures,
    "CooperativeGesturesHandler.WindowsHelpText": words.scroll_windows,
    "CooperativeGesturesHandler.MacHelpText": words.scroll_mac,
  };
}

// The library's own sheet goes before all of ours, which dress it.
function loadSheet(address) {
  return new Promise((done, failed) => {
    if (document.querySelector(`link[href="${address}"]`)) return done();
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.querySelector('link[rel="stylesheet"]').before(link);
  });
}

async function draw(frame) {
  const message = frame.querySelector("[data-map-message]");
  if (!canDraw()) {
    message.textContent = words.no_webgl;
    return;
  }
  const [library, style] = await Promise.all([import(frame.dataset.library), loadStyle(frame.dataset.style), loadSheet(frame.dataset.sheet)]);
  library.setWorkerUrl(frame.dataset.worker);
  const map = new library.Map({
    container: frame,
    style,
    locale: locale(),
    cooperativeGestures: true,
    dragRotate: false,
    pitchWithRotate: false,
    attributionControl: false,
    center: [127.05, 37.35],
    zoom: 8,
    maxZoom: 18,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-right");
  addCredits({ library, map, frame, style });
  followTheme(map, frame.dataset.style);
  message.remove();
  KINDS[frame.dataset.map]({ library, map, frame, words });
  map.once("idle", () => frame.setAttribute("data-drawn", ""));
}

function start(frame) {
  draw(frame).catch((error) => {
    console.error(error);
    const message = frame.querySelector("[data-map-message]");
    if (message) message.textContent = words.no_webgl;
  });
}

// A map costs half a megabyte: it waits until it is seen, and for a tap where the reader saves data.
const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    seen.unobserve(target);
    start(target);
  }
}, { rootMargin: "100px" });

function offer(frame) {
  const message = frame.querySelector("[data-map-message]");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = words.show;
  button.addEventListener("click", () => {
    message.textContent = words.loading;
    start(frame);
  });
  message.replaceChildren(button);
}

function prepare(frame) {
  if (navigator.connection?.saveData) offer(frame);
  else {
    frame.querySelector("[data-map-message]").textContent = words.loading;
    seen.observe(frame);
  }
}

document.querySelectorAll("[data-map]").forEach(prepare);
document.addEventListener("map:added", (event) => prepare(event.detail));
