// The search form with a position: asked for on a tap, rounded here, sent once in a POST body, kept nowhere.
const DECIMALS = 3;
const WAIT_MS = 15_000;
const KEPT_MS = 60_000;
const REASONS = ["", "denied", "unavailable", "timeout"];

const search = document.getElementById("search-form");
const located = document.getElementById("locate-form");
const button = document.getElementById("locate-button");
const status = document.getElementById("locate-status");

function say(reason) {
  status.textContent = located.dataset[reason] ?? "";
  status.toggleAttribute("data-failed", reason !== "asking");
  button.disabled = reason === "asking";
}

function sendPosition() {
  for (const input of located.elements) {
    const field = input.type === "hidden" ? search.elements[input.name] : null;
    if (field) input.value = field.type === "checkbox" && !field.checked ? "" : field.value;
  }
  located.submit();
}

function found({ coords }) {
  located.elements.lat.value = coords.latitude.toFixed(DECIMALS);
  located.elements.lon.value = coords.longitude.toFixed(DECIMALS);
  sendPosition();
}

button.addEventListener("click", () => {
  if (!navigator.geolocation) return say("unsupported");
  say("asking");
  navigator.geolocation.getCurrentPosition(found, (error) => say(REASONS[error.code] ?? "unavailable"), {
    enableHighAccuracy: false,
    timeout: WAIT_MS,
    maximumAge: KEPT_MS,
  });
});

// After a search around a position, the other fields can change without asking for it again.
search.addEventListener("submit", (event) => {
  const aroundPosition = search.elements.region.value === "" && located.elements.lat.value !== "";
  if (!aroundPosition) return;
  event.preventDefault();
  sendPosition();
});

window.addEventListener("pageshow", () => {
  button.disabled = false;
});
