// The reader's deck: questions that are due, fetched from the pages that ask them, and how far each chapter is.
import { make } from "../lab/island.mjs";
import { all, put } from "../lab/store.mjs";
import { due, next } from "./deck.mjs";
import { count, onChange } from "./progress.mjs";
import { ask } from "./quiz.mjs";
import { button, say } from "./words.mjs";

const pages = new Map();
const top = new URL(document.documentElement.dataset.content_root ?? "./", document.baseURI);

export function show(box, about) {
  const place = make("div", { className: "ml-due" });
  const summary = make("div", { className: "ml-summary-of-progress" });
  box.append(place, summary);
  box.classList.add("ml-live");
  const draw = () => table(summary, about.chapters);
  onChange(draw);
  draw();
  turn(place);
}

async function turn(place, focus = false) {
  const cards = await all("deck");
  const waiting = due(cards, Date.now());
  const status = make("p", { className: "ml-practice-status" });
  status.setAttribute("role", "status");
  if (waiting.length === 0) {
    const time = next(cards);
    const date = time === null ? "" : new Date(time).toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });
    status.textContent = say(time === null ? "empty" : "nothing", { date });
    place.replaceChildren(status);
    return;
  }
  const [key] = waiting;
  status.textContent = say("due", { count: waiting.length });
  const found = await question(key, cards.get(key).page).catch((error) => { console.warn(error); return null; });
  if (!found) return gone(place, key);
  place.replaceChildren(status, found.box);
  const further = make("p", { className: "ml-practice-tools" });
  place.append(further);
  const live = ask(found.box, found.about, {
    page: cards.get(key).page,
    done: () => { if (!further.firstChild) further.append(button("next", () => turn(place, true))); },
  });
  if (focus) live.focus();
}

// A question that no page asks any more leaves the deck when the reader says so: the network may be down.
function gone(place, key) {
  const leave = button("leave", async () => { await put("deck", key, undefined); await turn(place); });
  place.replaceChildren(make("p", { role: "status" }, say("gone", { key }), " ", leave));
}

// Copies a question out of its page, with addresses as seen from here.
async function question(key, page) {
  const address = new URL(`${page}.html`, top);
  if (!pages.has(page)) {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    pages.set(page, new DOMParser().parseFromString(await answer.text(), "text/html"));
  }
  const box = pages.get(page).getElementById(`quiz-${key.replace("/", "-")}`);
  if (!box) return null;
  const copy = document.importNode(box, true);
  for (const [selector, name] of [["a[href]", "href"], ["img[src]", "src"]]) {
    for (const each of copy.querySelectorAll(selector)) each.setAttribute(name, new URL(each.getAttribute(name), address).href);
  }
  const element = copy.querySelector("script.ml-practice");
  return { box: copy, about: JSON.parse(element.textContent) };
}

async function table(place, chapters) {
  const cell = (tag, text) => make(tag, { textContent: text, ...(tag === "th" ? { scope: "col" } : {}) });
  const head = make("tr", {}, ...["chapter", "exercises", "questions"].map((name) => cell("th", say(name))));
  const rows = await Promise.all(chapters.map(async (each) => {
    const { solved, right } = await count(each.exercises, each.items);
    const link = make("a", { href: new URL(`${each.page}.html`, top).href, textContent: each.title });
    return make("tr", {}, make("td", {}, link), cell("td", `${solved} / ${each.exercises.length}`), cell("td", `${right} / ${each.items.length}`));
  }));
  const date = new Date().toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });
  place.replaceChildren(
    make("h2", { textContent: say("yours") }), make("p", { className: "ml-practice-note", textContent: date }),
    make("table", { className: "table" }, make("thead", {}, head), make("tbody", {}, ...rows)),
    make("p", { className: "ml-practice-tools" }, button("print", () => window.print())));
}
