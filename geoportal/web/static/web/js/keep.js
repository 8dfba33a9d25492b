// Save a place on this device, and share its address.
import { forget, save, savedIds } from "./saved_store.js";

function showSaved(button, saved) {
  button.toggleAttribute("data-kept", saved);
  button.querySelector("[data-label]").textContent = saved ? button.dataset.saved : button.dataset.save;
}

function say(text) {
  const status = document.getElementById("keep-status");
  if (status) status.textContent = text;
}

function toggle(button, id) {
  const was = button.hasAttribute("data-kept");
  const done = was ? forget(id) : save(id);
  if (done) showSaved(button, !was);
  say(done ? (was ? button.dataset.removed : button.dataset.done) : button.dataset.full);
}

for (const button of document.querySelectorAll("[data-save-place]")) {
  const id = Number(button.dataset.savePlace);
  showSaved(button, savedIds().includes(id));
  button.addEventListener("click", () => toggle(button, id));
}

// After a step back the page may be an old picture of itself.
window.addEventListener("pageshow", () => {
  const ids = savedIds();
  for (const button of document.querySelectorAll("[data-save-place]")) {
    showSaved(button, ids.includes(Number(button.dataset.savePlace)));
  }
});

function showLink(button) {
  const field = document.getElementById("share-link");
  field.hidden = false;
  const input = field.querySelector("input");
  input.focus();
  input.select();
  say(button.dataset.byHand);
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.share);
    say(button.dataset.copied);
  } catch {
    showLink(button);
  }
}

async function share(button) {
  if (!navigator.share) return copy(button);
  try {
    await navigator.share({ title: button.dataset.title, url: button.dataset.share });
  } catch (error) {
    if (error.name !== "AbortError") await copy(button);
  }
}

for (const button of document.querySelectorAll("[data-share]")) {
  button.addEventListener("click", () => share(button));
}
