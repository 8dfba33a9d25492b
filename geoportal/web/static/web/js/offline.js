// Every page: says when it is a kept one, and lets the worker keep what the reader chose, after all else is done.
import { ask, dayOf } from "./offline_link.js";

const WEEK_MS = 7 * 24 * 3_600_000;
const root = document.documentElement;

function sayKept(iso) {
  const notice = document.getElementById("kept-notice");
  if (!notice) return;
  const day = document.getElementById("kept-notice-day");
  day.dateTime = iso;
  day.textContent = dayOf(iso);
  if (Date.now() - Date.parse(iso) > WEEK_MS) document.getElementById("kept-notice-old").textContent = notice.dataset.old;
  notice.hidden = false;
}

// A form that would send something is held back while there is no connection, so that nothing written is lost.
function holdBack(event) {
  const form = event.target;
  if (navigator.onLine || form.method !== "post") return;
  event.preventDefault();
  const said = form.querySelector(".unsent") ?? document.createElement("p");
  said.className = "notice notice--error unsent";
  said.setAttribute("role", "alert");
  said.textContent = document.getElementById("kept-notice").dataset.unsent;
  form.append(said);
}

async function start() {
  await navigator.serviceWorker.register(document.getElementById("kept-notice").dataset.worker);
  if (root.dataset.kept) return;
  const title = document.querySelector("h1")?.textContent.trim() ?? document.title;
  const sparing = navigator.connection?.saveData === true;
  await ask({ ask: "seen", path: location.pathname, title, sparing });
  root.dataset.keptUp = "";
}

document.addEventListener("submit", holdBack);
if (root.dataset.kept) sayKept(root.dataset.kept);
if ("serviceWorker" in navigator && "caches" in window) {
  const later = () => setTimeout(() => start().catch(() => {}), 500);
  if (document.readyState === "complete") later();
  else window.addEventListener("load", later, { once: true });
}
