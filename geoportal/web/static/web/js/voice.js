// Reads a place or a guide aloud with the voices that are on this device; a voice that sends the text to a server is not
// used. Each fragment is read in its own language.
import { mainLanguage, pieces } from "./voice_text.js";

const ALSO = { fil: ["fil", "tl"], zh: ["zh", "cmn"] };
const panel = document.getElementById("voice");
const play = document.getElementById("voice-play");
const pause = document.getElementById("voice-pause");
const stop = document.getElementById("voice-stop");
const status = document.getElementById("voice-status");
const words = pause.querySelector("span");
const root = document.querySelector(panel.dataset.of);
const synthesis = window.speechSynthesis;

let queue = [];
let at = 0;
// What is said belongs to this turn; a stopped one's last event changes nothing.
let turn = 0;

function voiceOf(lang) {
  const tag = lang.toLowerCase();
  const primary = tag.split("-")[0];
  const wanted = ALSO[primary] ?? [primary];
  const local = synthesis.getVoices().filter((one) => one.localService);
  const tags = (one) => one.lang.toLowerCase().replace("_", "-");
  return local.find((one) => tags(one) === tag) ?? local.find((one) => wanted.includes(tags(one).split("-")[0]));
}

function show(state) {
  play.hidden = state !== "still";
  pause.hidden = stop.hidden = state === "still";
  words.textContent = state === "paused" ? words.dataset.on : words.dataset.pause;
}

function mark(block) {
  document.querySelector(".voice-now")?.classList.remove("voice-now");
  block?.classList.add("voice-now");
}

function say() {
  const mine = turn;
  const piece = queue[at];
  if (!piece) return end(panel.dataset.ended);
  const said = new SpeechSynthesisUtterance(piece.text);
  said.lang = piece.lang;
  said.voice = voiceOf(piece.lang);
  said.onend = said.onerror = () => {
    if (mine !== turn) return;
    at += 1;
    say();
  };
  mark(piece.block);
  return synthesis.speak(said);
}

function hush() {
  turn += 1;
  synthesis.cancel();
}

function end(words = "") {
  const inside = panel.contains(document.activeElement);
  hush();
  at = 0;
  mark(null);
  show("still");
  status.textContent = words;
  if (inside) play.focus();
}

play.addEventListener("click", () => {
  const found = pieces(root);
  queue = found.filter((piece) => voiceOf(piece.lang));
  at = 0;
  hush();
  status.textContent = queue.length < found.length ? panel.dataset.partly : "";
  show("reading");
  pause.focus();
  say();
});

// A browser's own pause is not kept by every voice: what was begun is said again.
pause.addEventListener("click", () => {
  const reading = words.textContent === words.dataset.pause;
  hush();
  show(reading ? "paused" : "reading");
  if (!reading) say();
});

stop.addEventListener("click", () => end());
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !stop.hidden) end();
});
window.addEventListener("pagehide", () => synthesis?.cancel());

function offer() {
  panel.hidden = !voiceOf(mainLanguage(pieces(root)));
}

if (synthesis && root) {
  offer();
  synthesis.addEventListener?.("voiceschanged", offer);
}
