// The way to the service worker, which keeps pages on this device.

// The worker when the browser has one, else null.
export async function worker() {
  if (!("serviceWorker" in navigator) || !("caches" in window)) return null;
  const registration = await navigator.serviceWorker.ready;
  return registration.active;
}

// The worker's answer; `onStep(done, all)` is called on its way.
export async function ask(question, onStep = () => {}) {
  const active = await worker();
  if (!active) throw new Error("no worker");
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if ("all" in data) return onStep(data.done, data.all);
      port1.close();
      return "error" in data ? reject(new Error(data.error)) : resolve(data.result);
    };
    active.postMessage(question, [port2]);
  });
}

export function dayOf(iso) {
  const day = new Date(iso);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())} ${two(day.getHours())}:${two(day.getMinutes())}`;
}

export function sizeOf(bytes) {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function filled(words, values) {
  return words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
