// The panel of text size, colours and contrast: shows what is chosen and puts each choice into effect at once.
const form = document.getElementById("display-form");

function show(choice) {
  for (const [name, value] of Object.entries(choice)) form.elements[name].value = value;
}

if (form && globalThis.display) {
  const { chosen, keep } = globalThis.display;
  show(chosen());
  form.addEventListener("change", () => keep(Object.fromEntries(new FormData(form))));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    keep({ size: "normal", theme: "auto", contrast: "auto" });
    show(chosen());
  });
  // Another tab, or a step back to an old picture of the page.
  window.addEventListener("storage", () => { keep(chosen()); show(chosen()); });
  window.addEventListener("pageshow", () => show(chosen()));
}
