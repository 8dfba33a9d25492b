// A link to a question of a guide opens its answer.
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
}

window.addEventListener("hashchange", openTarget);
openTarget();
