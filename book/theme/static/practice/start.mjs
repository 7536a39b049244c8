// Every question and exercise of the page comes alive. What needs Python or an editor is loaded when it is asked for.
import { make } from "../lab/island.mjs";
import { prepare } from "./exercise.mjs";
import { count, onChange } from "./progress.mjs";
import { ask } from "./quiz.mjs";
import { say } from "./words.mjs";

const boxes = [...document.querySelectorAll("script.ml-practice")].map((element) => ({ box: element.parentElement, about: JSON.parse(element.textContent) }));
const of = (type) => boxes.filter(({ about }) => about.type === type);

for (const { box, about } of of("quiz")) ask(box, about);
for (const { box, about } of of("exercise")) prepare(box, about);
for (const { box, about } of of("deck")) import("./review.mjs").then((it) => it.show(box, about));

// How far the reader is, under the heading of the section that holds the last exercise.
const keys = (type) => of(type).map(({ about }) => about.key);
const [exercises, items] = [keys("exercise"), keys("quiz")];
const section = of("exercise").at(-1)?.box.closest("section");
if (section) {
  const line = make("p", { className: "ml-progress" });
  const draw = async () => {
    const { solved, right } = await count(exercises, items);
    line.textContent = say("progress", { solved, exercises: exercises.length, right, items: items.length });
  };
  section.querySelector(":scope > :is(h1, h2, h3, h4)")?.after(line);
  onChange(draw);
  draw();
}
