// Every page: the panel of telephone numbers closes on Escape and on a tap beside it.
for (const panel of document.querySelectorAll("details[data-closes]")) {
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
}

const errors = document.getElementById("search-errors");
if (errors) errors.focus();
