// Popups are built from text nodes only: names come from public data and may hold anything.
export function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

const HANGUL = /[\uac00-\ud7a3]/;

export function named(tag, className, text) {
  const node = element(tag, className, text);
  node.lang = HANGUL.test(text) ? "ko" : "en";
  return node;
}

export function placeAddress(frame, id) {
  return frame.dataset.place.replace("/0/", `/${encodeURIComponent(id)}/`);
}

export function placePopup({ frame, words }, place) {
  const body = element("div", "popup");
  body.append(named("p", "popup__name", place.name));
  if (place.line) body.append(element("p", "popup__line", place.line));
  if (place.isSample) body.append(element("p", "tag tag--sample popup__tag", words.sample));
  const link = element("a", "", words.open);
  link.href = placeAddress(frame, place.id);
  body.append(link);
  return body;
}

export function showPopup({ library, map }, point, body, options = {}) {
  return new library.Popup({ maxWidth: "18rem", focusAfterOpen: false, ...options })
    .setLngLat(point)
    .setDOMContent(body)
    .addTo(map);
}
