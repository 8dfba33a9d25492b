// The assistant, on its page or in a page's widget: the answer arrives part by part, without the page being loaded anew;
// reads aloud, copies.
const form = document.querySelector(".ask__form");
const log = document.querySelector(".ask__log");

/** The events of a stream as they come: [name, data]. */
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const [name, data] = block.split("\n");
      yield [name.slice("event: ".length), JSON.parse(data.slice("data: ".length))];
    }
  }
}

function element(name, className, text, lang) {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  if (lang) made.lang = lang;
  made.dir = "auto";
  return made;
}

/** The server's own, escaped markup of a whole turn, as nodes; its sources are told from those of earlier turns. */
function turnOf(markup, number) {
  const turn = document.importNode(new DOMParser().parseFromString(markup, "text/html").querySelector(".turn"), true);
  for (const source of turn.querySelectorAll('[id^="source-"]')) source.id += `-${number}`;
  for (const cite of turn.querySelectorAll(".turn__cite")) cite.hash += `-${number}`;
  return turn;
}

async function ask(data, waiting) {
  const response = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "text/event-stream" } });
  if (!response.ok || !response.headers.get("Content-Type").startsWith("text/event-stream")) throw new Error(response.status);
  let text = null;
  for await (const [name, body] of events(response)) {
    if (name === "part") {
      if (!text) {
        waiting.querySelector(".turn__answer").replaceChildren((text = element("div", "turn__text", "")));
      }
      text.append(element("p", "", (body.listed ? "• " : "") + body.text, body.language));
    } else if (name === "page") {
      const turn = turnOf(body.markup, log.childElementCount);
      document.getElementById("answer")?.removeAttribute("id");
      waiting.replaceWith(turn);
      for (const frame of turn.querySelectorAll("[data-map]")) document.dispatchEvent(new CustomEvent("map:added", { detail: frame }));
      form.elements.conversation.value = body.conversation;
      form.elements.kept.value = body.kept;
      ready(turn);
      turn.focus();
      return;
    }
  }
  throw new Error("the stream ended early");
}

/** What a person may do with an answer, where the browser can do it. */
function ready(turn) {
  const acts = turn.querySelector("[data-answer-acts]");
  const text = turn.querySelector("[data-answer-text]");
  if (!acts || !text) return;
  acts.hidden = false;
  const copy = acts.querySelector("[data-copy]");
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(`${text.innerText}\n\n${acts.dataset.label}\n${location.origin}${form.getAttribute("action").split("#")[0]}`);
    copy.textContent = copy.dataset.done;
  });
  const read = acts.querySelector("[data-read]");
  if (!("speechSynthesis" in window)) {
    read.remove();
    return;
  }
  read.addEventListener("click", () => {
    const speaking = speechSynthesis.speaking;
    speechSynthesis.cancel();
    read.setAttribute("aria-pressed", String(!speaking));
    if (speaking) return;
    for (const line of text.querySelectorAll("p, li")) {
      const said = new SpeechSynthesisUtterance(line.innerText);
      said.lang = line.lang;
      said.addEventListener("end", () => read.setAttribute("aria-pressed", String(speechSynthesis.pending)));
      speechSynthesis.speak(said);
    }
  });
}

async function send(event) {
  const data = new FormData(form);
  if (!data.get("question").trim() || !("TextDecoderStream" in window)) return;
  event.preventDefault();
  const waiting = document.createElement("article");
  waiting.className = "turn";
  const answer = element("div", "card turn__answer", form.dataset.thinking);
  waiting.append(element("p", "turn__question", data.get("question")), answer);
  log.append(waiting);
  waiting.scrollIntoView({ block: "start" });
  const button = form.querySelector("button[type=submit]");
  button.disabled = true;
  try {
    await ask(data, waiting);
    form.elements.question.value = "";
  } catch {
    answer.textContent = form.dataset.failed;
    answer.setAttribute("role", "alert");
  } finally {
    button.disabled = false;
  }
}

form.addEventListener("submit", send);
for (const suggested of document.querySelectorAll(".ask__suggested form")) {
  suggested.addEventListener("submit", (event) => {
    form.elements.question.value = suggested.elements.question.value;
    send(event);
  });
}
document.querySelectorAll(".turn").forEach(ready);
