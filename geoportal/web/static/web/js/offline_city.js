// The page of a region: keeps it on this device, and removes it.
import { ask, dayOf, filled, sizeOf, worker } from "./offline_link.js";

const section = document.getElementById("keep-city");
const keep = document.getElementById("keep-city-do");
const remove = document.getElementById("keep-city-remove");
const bar = document.getElementById("keep-city-bar");
const status = document.getElementById("keep-city-status");
const { slug, language } = section.dataset;

async function show() {
  const kept = (await ask({ ask: "list" })).find((one) => one.slug === slug && one.language === language);
  remove.hidden = !kept;
  if (kept) status.textContent = filled(section.dataset.kept, { day: dayOf(kept.keptOn), size: sizeOf(kept.bytes) });
}

keep.addEventListener("click", async () => {
  keep.disabled = true;
  bar.hidden = false;
  bar.value = 0;
  try {
    await ask({ ask: "keepCity", slug, language }, (done, all) => {
      bar.value = done / all;
      status.textContent = filled(section.dataset.progress, { done, all });
    });
    await show();
  } catch {
    status.textContent = section.dataset.failed;
  }
  bar.hidden = true;
  keep.disabled = false;
});

remove.addEventListener("click", async () => {
  await ask({ ask: "removeCity", slug });
  remove.hidden = true;
  status.textContent = section.dataset.removed;
  keep.focus();
});

if ("serviceWorker" in navigator && "caches" in window) {
  section.hidden = false;
  worker().then(show, () => {});
}
