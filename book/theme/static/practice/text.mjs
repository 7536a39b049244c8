// A question answered in words: the reader compares with a model and ticks what is there.
import { make } from "../lab/island.mjs";
import { button, say } from "./words.mjs";

export function text({ about, fold }) {
  const field = make("textarea", { rows: 3 });
  const label = make("label", { className: "ml-practice-text" }, say("answer"), field);

  function open(place, finish) {
    const model = fold.querySelector(".ml-model").cloneNode(true);
    const criteria = [...fold.querySelectorAll(".ml-criteria > li")].map((item) => criterion(item));
    const result = make("p", { className: "ml-verdict" });
    const grade = button("grade", () => {
      const met = criteria.filter((each) => each.input.checked).length;
      result.textContent = say("graded", { met, all: criteria.length });
      finish(met === about.criteria);
    });
    const list = make("fieldset", { className: "ml-criteria-own" }, make("legend", { textContent: say("tick") }), ...criteria.map((each) => each.label));
    place.replaceChildren(model, list, make("p", { className: "ml-practice-tools" }, grade), result);
  }
  const judge = () => (field.value.trim() ? { open } : { missing: say("write") });
  return { elements: [label], judge };
}

function criterion(item) {
  const input = make("input", { type: "checkbox" });
  return { input, label: make("label", {}, input, " ", item.textContent.trim()) };
}
