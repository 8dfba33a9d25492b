// The service worker. Pages come from the network; without one, from what the reader chose to keep. Kept are: the page of
// emergency numbers, the cities that were chosen, and, once a city is, the guides that were opened. Each is fetched anew
// without cookies, so nothing of a session, a position or a conversation can be in it. CONFIG is written by the server.
const PAGES = "geoportal-pages-1";
const FILES = "geoportal-files-1";
const STATE = "geoportal-state-1";
const WAIT_MS = 4000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MOST_GUIDES = 40;
const MOST_FONTS = 60;
const HASHED = /\.[0-9a-f]{12}\.\w+$/;
const GUIDE = /^guides\/[\w-]+\/[\w-]+\/$/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

async function takeOver() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("geoportal-") && ![PAGES, FILES, STATE].includes(name));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || CONFIG.never.some((path) => url.pathname.startsWith(path))) return;
  if (request.mode === "navigate" && request.method === "POST") {
    // What was sent is not kept; offline.js holds it back where the browser knows that there is no connection.
    event.respondWith(fetch(request).catch(() => withoutPage(url)));
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(request, url));
  else if (url.pathname.startsWith(CONFIG.static)) event.respondWith(file(event, url));
});

// --- answering ----------------------------------------------------------------------------------

async function page(request, url) {
  const known = await keptPage(url.pathname);
  try {
    const answer = await (known ? within(fetch(request), WAIT_MS) : fetch(request));
    return known && answer.status >= 500 ? marked(known) : answer;
  } catch {
    return known ? marked(known) : withoutPage(url);
  }
}

function within(promise, ms) {
  const late = new Promise((resolve, reject) => setTimeout(() => reject(new Error("late")), ms));
  return Promise.race([promise, late]);
}

async function withoutPage(url) {
  const language = languageOf(url.pathname);
  const inReach = [language, CONFIG.source, "en", ...CONFIG.languages];
  for (const code of inReach) {
    const known = await keptPage(addressIn(code, "offline/"));
    if (known) return marked(known);
  }
  return Response.error();
}

// The page with the day on which it was kept, for its notice.
async function marked(known) {
  const text = await known.text();
  const day = known.headers.get("X-Kept-On");
  return new Response(text.replace("<html ", `<html data-kept="${day}" `), { headers: known.headers });
}

async function file(event, url) {
  const cache = await caches.open(FILES);
  const known = await cache.match(url.pathname);
  if (known && HASHED.test(url.pathname)) return known;
  try {
    const answer = await fetch(event.request);
    if (answer.ok && url.pathname.endsWith(".woff2")) event.waitUntil(keepFont(cache, url.pathname, answer.clone()));
    return answer;
  } catch {
    return known ?? Response.error();
  }
}

async function keepFont(cache, path, answer) {
  if (!HASHED.test(path) || !(await hasCity())) return;
  const fonts = (await cache.keys()).filter((request) => request.url.endsWith(".woff2"));
  if (fonts.length < MOST_FONTS) await cache.put(path, answer);
}

// --- keeping ------------------------------------------------------------------------------------

async function keptPage(path) {
  return (await caches.open(PAGES)).match(path);
}

function header(answer, name) {
  return decodeURIComponent(answer.headers.get(`X-Kept-${name}`) ?? "");
}

async function list() {
  const cache = await caches.open(PAGES);
  const found = [];
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    found.push({
      path: new URL(request.url).pathname,
      kind: header(answer, "Kind"),
      slug: header(answer, "Slug"),
      title: header(answer, "Title"),
      language: header(answer, "Language"),
      version: header(answer, "Version"),
      keptOn: header(answer, "On"),
      bytes: Number(header(answer, "Bytes")),
    });
  }
  return found.sort((one, other) => (one.keptOn < other.keptOn ? 1 : -1));
}

async function hasCity() {
  return (await list()).some((one) => one.kind === "city");
}

// Fetches a page and the files it is drawn with; `step(done, all)` is called as they come. Nothing is kept of it when
// any part fails.
async function keep(path, facts, step = () => {}) {
  const answer = await fetch(path, { credentials: "omit", cache: "no-cache" });
  const kind = answer.headers.get("Content-Type") ?? "";
  const refused = /no-store|private/.test(answer.headers.get("Cache-Control") ?? "");
  if (!answer.ok || answer.redirected || refused || !kind.startsWith("text/html")) throw new Error("cannot be kept");
  const text = await answer.text();
  const files = filesOf(text);
  step(1, files.length + 1);
  let bytes = new Blob([text]).size;
  for (const [number, name] of files.entries()) {
    bytes += await keepFile(name);
    step(number + 2, files.length + 1);
  }
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
  const told = { ...facts, On: new Date().toISOString(), Bytes: bytes };
  for (const [name, value] of Object.entries(told)) headers.set(`X-Kept-${name}`, encodeURIComponent(value));
  headers.set("X-Kept-On", told.On);
  await (await caches.open(PAGES)).put(path, new Response(text, { headers }));
  return { bytes, keptOn: told.On };
}

function filesOf(text) {
  const found = [...text.matchAll(/(?:href|src)="([^"?#]+\.(?:css|m?js|svg|png))"/g)].map((match) => match[1]);
  return [...new Set(found.filter((path) => path.startsWith(CONFIG.static)))];
}

function importsOf(text, path) {
  const found = [...text.matchAll(/(?:from|import)\s*"(\.[^"]+)"/g)];
  return found.map((match) => new URL(match[1], new URL(path, location.origin)).pathname);
}

// The file's size in bytes, of those that it imports too.
async function keepFile(path, seen = new Set()) {
  if (seen.has(path)) return 0;
  seen.add(path);
  const cache = await caches.open(FILES);
  let answer = HASHED.test(path) ? await cache.match(path) : undefined;
  if (!answer) {
    answer = await fetch(path, { credentials: "omit" });
    if (!answer.ok) throw new Error(path);
    await cache.put(path, answer.clone());
  }
  const body = await answer.clone().blob();
  let bytes = body.size;
  if (!/\.m?js$/.test(path)) return bytes;
  for (const name of importsOf(await answer.text(), path)) bytes += await keepFile(name, seen);
  return bytes;
}

// --- what pages ask -----------------------------------------------------------------------------

function languageOf(path) {
  const first = path.slice(CONFIG.root.length).split("/", 1)[0];
  return CONFIG.languages.includes(first) ? first : CONFIG.source;
}

function addressIn(language, rest) {
  return CONFIG.root + (language === CONFIG.source ? "" : `${language}/`) + rest;
}

async function keepCity({ slug, language }, step) {
  const answer = await fetch(addressIn(language, `regions/${slug}/offline.json`), { credentials: "omit", cache: "no-cache" });
  if (!answer.ok) throw new Error("cannot be kept");
  const { version, name, page: path } = await answer.json();
  await keepNumbers(language);
  return keep(path, { Kind: "city", Slug: slug, Title: name, Language: language, Version: version }, step);
}

async function keepNumbers(language) {
  const path = addressIn(language, "offline/");
  const known = await keptPage(path);
  if (known && Date.now() - Date.parse(known.headers.get("X-Kept-On")) < DAY) return;
  await keep(path, { Kind: "numbers", Language: language });
}

// After a page was opened: the numbers in its language, the guide it is, and the cities when they have changed.
async function seen({ path, title, sparing }) {
  const language = languageOf(path);
  const rest = path.slice(addressIn(language, "").length);
  const known = await list();
  const cities = known.filter((one) => one.kind === "city");
  if (!sparing || cities.length) await keepNumbers(language);
  if (!cities.length) return;
  if (GUIDE.test(rest)) await keepGuide(path, title, language, known);
  await renewCities(cities, language);
}

async function keepGuide(path, title, language, known) {
  const before = known.find((one) => one.path === path);
  if (before && Date.now() - Date.parse(before.keptOn) < DAY) return;
  await keep(path, { Kind: "guide", Title: title, Language: language });
  const guides = (await list()).filter((one) => one.kind === "guide");
  await Promise.all(guides.slice(MOST_GUIDES).map((one) => drop(one.path)));
}

async function renewCities(cities, language) {
  const missing = new Set(cities.map((one) => one.slug));
  for (const one of cities) if (one.language === language) missing.delete(one.slug);
  for (const slug of missing) await keepCity({ slug, language });
  const state = await caches.open(STATE);
  const last = await state.match(CONFIG.root);
  if (last && Date.now() - Number(await last.text()) < HOUR) return;
  await state.put(CONFIG.root, new Response(String(Date.now())));
  for (const city of cities) await renewCity(city);
}

async function renewCity({ slug, language, version }) {
  const answer = await fetch(addressIn(language, `regions/${slug}/offline.json`), { credentials: "omit", cache: "no-cache" });
  if (answer.status === 404 || answer.status === 410) return removeCity({ slug });
  if (!answer.ok || (await answer.json()).version === version) return undefined;
  return keepCity({ slug, language });
}

async function drop(path) {
  await (await caches.open(PAGES)).delete(path);
}

async function removeCity({ slug }) {
  const known = await list();
  const left = known.some((one) => one.kind === "city" && one.slug !== slug);
  const gone = known.filter((one) => one.slug === slug || (!left && one.kind === "guide"));
  await Promise.all(gone.map((one) => drop(one.path)));
  await dropFiles(left);
}

async function removeGuide({ path }) {
  await drop(path);
  await dropFiles(await hasCity());
}

async function removeAll() {
  await Promise.all([PAGES, FILES, STATE].map((name) => caches.delete(name)));
}

// The files that no page left needs.
async function dropFiles(withFonts) {
  const pages = await caches.open(PAGES);
  const files = await caches.open(FILES);
  const needed = new Set();
  for (const request of await pages.keys()) filesOf(await (await pages.match(request)).text()).forEach((one) => needed.add(one));
  for (const path of needed) {
    const answer = /\.m?js$/.test(path) ? await files.match(path) : undefined;
    if (answer) importsOf(await answer.text(), path).forEach((one) => needed.add(one));
  }
  for (const request of await files.keys()) {
    const path = new URL(request.url).pathname;
    if (!needed.has(path) && !(withFonts && path.endsWith(".woff2"))) await files.delete(request);
  }
}

const ASKED = { list, seen, keepCity, removeCity, removeGuide, removeAll, renew: () => list().then(renewAll) };

async function renewAll(known) {
  for (const one of known.filter((each) => each.kind === "city")) await renewCity(one);
}

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const answer = ASKED[event.data.ask];
  if (!answer || !port) return;
  const step = (done, all) => port.postMessage({ done, all });
  event.waitUntil(
    answer(event.data, step).then(
      (result) => port.postMessage({ result: result ?? null }),
      (error) => port.postMessage({ error: String(error.name) }),
    ),
  );
});
