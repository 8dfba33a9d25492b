// The text of a page as pieces to be read, each in one language: { text, lang, block }.
const LEFT_OUT =
  "script, style, noscript, template, svg, button, form, input, select, textarea, nav, [aria-hidden=true], [hidden], #voice, .visually-hidden";
const BLOCK = "p, li, dt, dd, h1, h2, h3, h4, summary, td, th, figcaption, label, div, section, article";
const MOST = 180;

function isRead(node) {
  const parent = node.parentElement;
  return node.data.trim() !== "" && !parent.closest(LEFT_OUT) && (parent.checkVisibility?.() ?? true);
}

// A long text in parts that end with a sentence, for some voices stop in the middle of long ones.
function parts(text) {
  const sentences = text.match(/[^.!?。！？।។]+[.!?。！？।។]*\s*/g) ?? [text];
  const found = [];
  for (const sentence of sentences) {
    const last = found.at(-1);
    if (last !== undefined && last.length + sentence.length <= MOST) found[found.length - 1] = last + sentence;
    else found.push(sentence);
  }
  return found.map((one) => one.trim()).filter((one) => /[\p{L}\p{N}]/u.test(one));
}

export function pieces(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const runs = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!isRead(node)) continue;
    const lang = node.parentElement.closest("[lang]").lang;
    const block = node.parentElement.closest(BLOCK) ?? root;
    const last = runs.at(-1);
    const text = node.data.replace(/\s+/g, " ");
    if (last?.lang === lang && last.block === block) last.text += text;
    else runs.push({ text, lang, block });
  }
  return runs.flatMap(({ text, lang, block }) => parts(text).map((part) => ({ text: part, lang, block })));
}

// The language that most of the text is in.
export function mainLanguage(found) {
  const letters = new Map();
  for (const { text, lang } of found) letters.set(lang, (letters.get(lang) ?? 0) + text.length);
  return [...letters].sort((one, other) => other[1] - one[1])[0]?.[0] ?? document.documentElement.lang;
}
