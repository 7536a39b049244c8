// One question: its own kind of entry, Check, and what there is to say to exactly this answer.
import { make } from "../lab/island.mjs";
import { noteAnswer, ofQuestion } from "./progress.mjs";
import { choice } from "./choice.mjs";
import { number } from "./number.mjs";
import { order } from "./order.mjs";
import { text } from "./text.mjs";
import { button, say } from "./words.mjs";

const kinds = { choice, number, order, text };

// `box` is the question as the page was printed, `about` what it is graded by. `done(right)` is called after an answer.
export function ask(box, about, { page, done = () => {} } = {}) {
  const fold = box.querySelector("details.ml-answer");
  const said = make("div", { className: "ml-said" });
  said.setAttribute("role", "status");
  const parts = {
    box, about, fold,
    feedback: [...fold.querySelectorAll(":scope > .ml-feedback")],
    explanation: fold.querySelector(":scope > .ml-explanation"),
    title: box.querySelector(".ml-title")?.id ?? "",
  };
  const entry = kinds[about.kind](parts);
  const check = button(about.kind === "text" ? "compare" : "check", () => {
    const verdict = entry.judge();
    if (verdict.missing) return tell(said, verdict.missing);
    if (verdict.open) return verdict.open(said, finish);
    tell(said, say(verdict.right ? "right" : "wrong"), verdict.told, verdict.right ? parts.explanation : null);
    return finish(verdict.right);
  });
  async function finish(right) {
    mark(box, right);
    await noteAnswer(about.key, right, page);
    done(right);
  }
  const tools = make("p", { className: "ml-practice-tools" }, check);
  fold.before(...entry.elements, tools, said);
  box.classList.add("ml-live");
  if (entry.enter) entry.enter.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); check.click(); } });
  ofQuestion(about.key).then((before) => before && mark(box, before.right));
  return { focus: () => (entry.elements[0]?.querySelector("input, textarea, button") ?? box.querySelector("input, textarea, button")).focus() };
}

function mark(box, right) {
  box.classList.toggle("ml-right", right);
  box.classList.toggle("ml-tried", !right);
}

// Says something, in words and with copies of what the page holds for this answer.
export function tell(place, words, told = [], more = null) {
  const copies = [told, more].flat().filter(Boolean).map((each) => copy(each));
  place.replaceChildren(make("p", { className: "ml-verdict", textContent: words }), ...copies);
}

function copy(element) {
  const made = element.cloneNode(true);
  for (const each of [made, ...made.querySelectorAll("[id]")]) each.removeAttribute("id");
  // The page's letter or number before the sentence names what the reader knows to have chosen.
  if (made.classList.contains("ml-feedback")) made.querySelector(".ml-word")?.remove();
  return made;
}
