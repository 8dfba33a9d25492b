// The personal start: shows the steps that fit the answers. Nothing is sent or stored.
const form = document.querySelector("#start");
const steps = [...document.querySelectorAll("[data-step]")];
const count = document.querySelector("#start-count");
const questions = ["time", "family", "work", "language", "matters"];

function fits(step, answers) {
  return questions.every((name) => {
    const wanted = step.dataset[name];
    const given = answers.getAll(name);
    return !wanted || !given.length || given.some((one) => wanted.split(" ").includes(one));
  });
}

function show() {
  const answers = new FormData(form);
  const first = answers.getAll("matters");
  const shown = steps.filter((step) => fits(step, answers));
  for (const step of steps) step.hidden = !shown.includes(step);
  const list = steps[0]?.parentElement;
  const rank = (step) => (first.includes(step.dataset.area) ? 0 : 1);
  if (list) list.append(...[...steps].sort((a, b) => rank(a) - rank(b)));
  const region = form.querySelector("#start-region").value;
  for (const link of document.querySelectorAll("[data-region-link]")) {
    link.search = region ? `?region=${encodeURIComponent(region)}` : "";
  }
  count.textContent = `${count.dataset.words} ${shown.length}`;
}

form.hidden = false;
form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
show();
