// The page of what is kept: cities and guides with their day and size, each with a way to remove it.
import { ask, dayOf, filled, sizeOf } from "./offline_link.js";

const section = document.getElementById("kept-list");
const groups = document.getElementById("kept-groups");
const none = document.getElementById("kept-none");
const clear = document.getElementById("kept-clear");
const status = document.getElementById("kept-status");

function row(one) {
  const item = document.getElementById("kept-item").content.firstElementChild.cloneNode(true);
  const name = item.querySelector("a");
  name.href = one.path;
  name.textContent = one.title;
  name.hreflang = one.language;
  const facts = filled(section.dataset.on, { day: dayOf(one.keptOn), size: sizeOf(one.bytes) });
  item.querySelector(".kept-item__facts").textContent = `${one.language} · ${facts}`;
  item.querySelector(".visually-hidden").textContent = `: ${one.title}`;
  const question = one.kind === "city" ? { ask: "removeCity", slug: one.slug } : { ask: "removeGuide", path: one.path };
  item.querySelector("button").addEventListener("click", () => removed(question));
  return item;
}

function group(title, rows) {
  if (!rows.length) return;
  const part = document.getElementById("kept-group").content.cloneNode(true);
  part.querySelector("h3").textContent = title;
  part.querySelector("ul").append(...rows.map(row));
  groups.append(part);
}

async function show() {
  const kept = await ask({ ask: "list" });
  const cities = kept.filter((one) => one.kind === "city");
  const guides = kept.filter((one) => one.kind === "guide");
  groups.replaceChildren();
  group(section.dataset.cities, cities);
  group(section.dataset.guides, guides);
  none.hidden = cities.length + guides.length > 0;
  clear.hidden = !none.hidden;
}

async function removed(question) {
  await ask(question);
  await show();
  status.textContent = section.dataset.removed;
  document.querySelector("h1").focus();
}

clear.addEventListener("click", () => removed({ ask: "removeAll" }));
none.hidden = false;
show().catch(() => {});
