// Who made what the map shows: open along a wide map, behind a button on a small one.
const SMALL_PX = 640;
const OPEN = "maplibregl-compact-show";

export function addCredits({ library, map, frame, style }) {
  const small = frame.clientWidth < SMALL_PX;
  // Pins show places, too, though then the layer of places is hidden and its source has nothing to say.
  const customAttribution = style.sources.places?.attribution;
  map.addControl(new library.AttributionControl({ compact: small || undefined, customAttribution }), "bottom-right");
  // The library opens what it makes compact: once it has something to say, and when the map becomes small.
  const close = () => frame.querySelector(`.${OPEN}`)?.classList.remove(OPEN);
  map.on("resize", close);
  if (small) whenCompact(map, frame, close);
}

function whenCompact(map, frame, act) {
  const events = ["styledata", "sourcedata"];
  function look() {
    if (!frame.querySelector(".maplibregl-compact")) return;
    act();
    for (const event of events) map.off(event, look);
  }
  for (const event of events) map.on(event, look);
  look();
}
