// On every other page "Ask" opens the assistant over the page instead of leaving it. Its own page is fetched for that, so
// that there is one form, one notice and one token; where that fails, the link is followed.
const link = document.querySelector("[data-ask]");
let dialog = null;

/** The markup of the assistant's own page. */
async function fetched() {
  const response = await fetch(link.href, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(response.status);
  return new DOMParser().parseFromString(await response.text(), "text/html");
}

/** What that page's head loads and this one's has not; resolves when its sheets are there. */
function adoptSheets(page) {
  const here = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((sheet) => sheet.href));
  const loads = [...page.querySelectorAll("link[rel=stylesheet]")]
    .filter((sheet) => !sheet.dataset.sheet && !here.has(sheet.href))
    .map((sheet) => document.importNode(sheet))
    .map((sheet) => new Promise((resolve) => {
      sheet.addEventListener("load", resolve);
      sheet.addEventListener("error", resolve);
      document.head.append(sheet);
    }));
  return Promise.all(loads);
}

async function adoptScripts(page) {
  for (const words of page.querySelectorAll('script[type="application/json"][id]')) {
    if (!document.getElementById(words.id)) document.body.append(document.importNode(words, true));
  }
  for (const script of page.querySelectorAll("script[type=module][src]")) await import(script.src);
}

function button(className, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = className;
  made.textContent = text;
  return made;
}

/** The assistant's part of the page as a dialog. */
function dialogOf(page) {
  const made = document.createElement("dialog");
  const ask = document.importNode(page.querySelector(".ask"), true);
  const title = document.createElement("h2");
  const bar = document.createElement("div");
  const close = button("button button--quiet", link.dataset.close);
  made.className = "widget";
  made.setAttribute("aria-labelledby", (title.id = "widget-title"));
  title.className = "widget__title";
  title.textContent = ask.querySelector("h1").textContent;
  bar.className = "widget__bar";
  bar.append(title, close);
  ask.querySelector("h1").remove();
  ask.classList.remove("wrap", "page");
  close.addEventListener("click", () => made.close());
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.append(bar, ask);
  return made;
}

async function open() {
  if (!dialog) {
    const page = await fetched();
    await adoptSheets(page);
    dialog = dialogOf(page);
    document.body.append(dialog);
    await adoptScripts(page);
  }
  dialog.showModal();
  dialog.querySelector("textarea").focus();
}

link?.addEventListener("click", async (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  link.setAttribute("aria-busy", "true");
  try {
    await open();
  } catch {
    location.assign(link.href);
  } finally {
    link.removeAttribute("aria-busy");
  }
});
