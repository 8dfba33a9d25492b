// The page of saved places: each is asked for by its id, drawn here, and removed here.
import { forget, forgetAll, replace, savedIds } from "./saved_store.js";

const page = document.getElementById("saved");
const list = document.getElementById("saved-list");
const tools = document.getElementById("saved-tools");
const empty = document.getElementById("saved-empty");
const status = document.getElementById("saved-status");
const row = document.getElementById("saved-row");
const categories = JSON.parse(document.getElementById("category-names").textContent);
const AT_ONCE = 4;
const NATIONWIDE = /^(1[3-9]\d{6}|1\d{2,3})$/;

function dialled(phone) {
  const first = phone.split(/[,/;~]/)[0].trim();
  const digits = first.replace(/\D/g, "");
  if (first.startsWith("+") || NATIONWIDE.test(digits)) return first.startsWith("+") ? `+${digits}` : digits;
  return /^0\d{8,11}$/.test(digits) ? `+82${digits.slice(1)}` : "";
}

function hasHangul(text) {
  return /[\uac00-\ud7a3\u3131-\u318e]/.test(text);
}

function write(item, name, text, korean = false) {
  const node = item.querySelector(`[data-part=${name}]`);
  node.textContent = text ?? "";
  node.hidden = !text;
  if (korean) node.lang = hasHangul(text ?? "") ? "ko" : "en";
  return node;
}

function showState() {
  const ids = savedIds();
  empty.hidden = ids.length > 0;
  tools.hidden = ids.length === 0;
}

function remove(item, id) {
  forget(id);
  const next = item.nextElementSibling ?? item.previousElementSibling;
  item.remove();
  showState();
  status.textContent = page.dataset.removed;
  (next?.querySelector("[data-remove]") ?? page.querySelector("h1")).focus();
}

function addRow(id) {
  const item = row.content.firstElementChild.cloneNode(true);
  item.dataset.placeId = String(id);
  item.querySelector("[data-remove]").addEventListener("click", () => remove(item, Number(item.dataset.placeId)));
  list.append(item);
  return item;
}

function fill(item, { id, properties }) {
  const name = write(item, "name", properties.name, true);
  name.href = page.dataset.place.replace("/0/", `/${id}/`);
  item.querySelector("[data-part=card]").href = page.dataset.card.replace("/0/", `/${id}/`);
  item.querySelector("[data-part=links]").hidden = false;
  write(item, "korean", properties.name === properties.name_ko ? "" : properties.name_ko);
  write(item, "what", [categories[properties.category], properties.region?.name].filter(Boolean).join(" · "));
  write(item, "address", properties.address_ko);
  item.querySelector("[data-part=sample]").hidden = !properties.is_sample;
  const number = dialled(properties.phone ?? "");
  const call = item.querySelector("[data-part=call]");
  call.hidden = number === "";
  if (number) call.href = `tel:${number}`;
  call.querySelector("span").textContent = properties.phone;
  item.querySelector("[data-remove] .visually-hidden").textContent = `: ${properties.name}`;
}

async function load(id) {
  const item = addRow(id);
  try {
    const answer = await fetch(`${page.dataset.api.replace("/0/", `/${id}/`)}?lang=${document.documentElement.lang}`);
    if (answer.status === 404) return write(item, "note", page.dataset.gone);
    if (!answer.ok) return write(item, "note", page.dataset.failed);
    const feature = await answer.json();
    if (feature.id !== id) {
      replace(id, feature.id);
      item.dataset.placeId = String(feature.id);
    }
    return fill(item, feature);
  } catch {
    return write(item, "note", page.dataset.failed);
  }
}

async function loadAll() {
  const waiting = savedIds();
  list.setAttribute("aria-busy", "true");
  while (waiting.length) await Promise.all(waiting.splice(0, AT_ONCE).map(load));
  list.removeAttribute("aria-busy");
}

document.getElementById("saved-clear").addEventListener("click", () => {
  forgetAll();
  list.replaceChildren();
  showState();
  status.textContent = page.dataset.cleared;
  page.querySelector("h1").focus();
});

document.getElementById("saved-unscripted").hidden = true;
showState();
loadAll();
