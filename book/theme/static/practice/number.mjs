// A question whose answer is a number.
import { make } from "../lab/island.mjs";
import { judge as judged, read } from "./numbers.mjs";
import { say } from "./words.mjs";

export function number({ about, feedback }) {
  const input = make("input", { type: "text", inputMode: "decimal", autocomplete: "off", size: 12 });
  const label = make("label", { className: "ml-practice-number" }, `${say("answer")} `, input, about.unit ? ` ${about.unit}` : null);

  function judge() {
    const value = read(input.value, about.unit);
    input.toggleAttribute("aria-invalid", Number.isNaN(value));
    if (Number.isNaN(value)) return { missing: say("unreadable") };
    const { right, mistake, more } = judged(value, about);
    if (right) return { right, told: [] };
    return { right, told: [feedback[mistake] ?? make("p", { textContent: say(more ? "more" : "less") })] };
  }
  return { elements: [label], judge, enter: input };
}
