// A question with options: one is right, or several are.
import { make } from "../lab/island.mjs";
import { say } from "./words.mjs";

export function choice({ box, about, feedback, title }) {
  const list = box.querySelector(".ml-options");
  const several = about.options.filter((each) => each.correct).length > 1;
  list.setAttribute("role", several ? "group" : "radiogroup");
  list.setAttribute("aria-labelledby", title);
  const name = `ml-${about.key}-${Math.random().toString(36).slice(2)}`;
  const inputs = [...list.children].map((item, place) => option(item, { name, several, id: `${name}-${place}` }));
  const wrong = about.options.filter((each) => !each.correct || feedback.length === about.options.length);
  const toldOf = (place) => feedback[wrong.indexOf(about.options[place])];

  function judge() {
    const chosen = inputs.flatMap((input, place) => (input.checked ? [place] : []));
    if (chosen.length === 0) return { missing: say("choose") };
    const mistaken = chosen.filter((place) => !about.options[place].correct);
    const forgotten = about.options.some((each, place) => each.correct && !inputs[place].checked);
    const right = mistaken.length === 0 && !forgotten;
    const told = mistaken.map(toldOf).filter(Boolean);
    if (!right && mistaken.length === 0) told.push(make("p", { textContent: say("forgotten") }));
    return { right, told };
  }
  return { elements: several ? [make("p", { className: "ml-practice-note", textContent: say("several") })] : [], judge };
}

// The text of an option may be paragraphs, which a label must not hold: the field names it, a click on it is one on the field.
function option(item, { name, several, id }) {
  const text = make("div", { id, className: "ml-option-text" }, ...item.childNodes);
  const input = make("input", { type: several ? "checkbox" : "radio", name });
  input.setAttribute("aria-labelledby", id);
  item.setAttribute("role", "none");
  text.addEventListener("click", (event) => { if (!event.target.closest("a")) input.click(); });
  item.append(input, text);
  return input;
}
