// The places kept on this device: their ids and nothing else, newest first, in this browser's storage only.
const KEY = "saved-places";
export const MOST = 50;

export function savedIds() {
  try {
    const ids = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(ids) ? ids.filter((id) => Number.isSafeInteger(id) && id > 0).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function keep(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
    return true;
  } catch {
    return false;
  }
}

// Whether it is kept now; false when the list is full or the browser keeps nothing.
export function save(id) {
  const ids = savedIds();
  if (ids.includes(id)) return true;
  return ids.length < MOST && keep([id, ...ids]);
}

export function forget(id) {
  return keep(savedIds().filter((other) => other !== id));
}

export function replace(id, other) {
  keep([...new Set(savedIds().map((one) => (one === id ? other : one)))]);
}

export function forgetAll() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}
