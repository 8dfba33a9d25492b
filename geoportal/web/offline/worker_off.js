// Offline reading is switched off: clear what was kept, and leave. CONFIG is written above by the server.
self.addEventListener("install", () => self.skipWaiting());

async function leave() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("geoportal-")).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("activate", (event) => event.waitUntil(leave()));
