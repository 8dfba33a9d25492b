// List, or map with the list as its sheet, on a small screen; and the way from a row to its pin.
const results = document.getElementById("results");
const views = results.querySelector(".views");

function show(view) {
  results.dataset.view = view;
  for (const button of views.querySelectorAll("[data-show]")) {
    button.setAttribute("aria-pressed", String(button.dataset.show === view));
  }
  document.dispatchEvent(new Event("results:view"));
  if (view === "map") results.querySelector(".results__both").scrollIntoView({ block: "start" });
}

if (views) {
  for (const button of views.querySelectorAll("[data-show]")) {
    button.addEventListener("click", () => show(button.dataset.show));
  }
  for (const button of results.querySelectorAll("[data-show-place]")) {
    button.addEventListener("click", () => {
      // The map may only now be loaded: it looks here for the place that is wanted.
      results.dataset.wanted = button.dataset.showPlace;
      show("map");
      document.dispatchEvent(new Event("results:place"));
      document.getElementById(`place-${button.dataset.showPlace}`).scrollIntoView({ block: "nearest" });
    });
  }
}
