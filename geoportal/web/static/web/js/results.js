// List or map on a small screen, and the way from a row to its pin.
const results = document.getElementById("results");
const views = results.querySelector(".views");

function show(view) {
  results.dataset.view = view;
  for (const button of views.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }
  document.dispatchEvent(new Event("results:view"));
}

if (views) {
  views.hidden = false;
  results.setAttribute("data-switches", "");
  for (const button of views.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => show(button.dataset.show));
  }
  for (const button of results.querySelectorAll("[data-show-place]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      show("map");
      document.dispatchEvent(new CustomEvent("results:place", { detail: button.dataset.showPlace }));
      document.getElementById("results-map").scrollIntoView({ block: "nearest" });
    });
  }
}
