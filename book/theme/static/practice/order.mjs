// A question that asks for an order: each line moves up and down by its buttons.
import { make } from "../lab/island.mjs";
import { say } from "./words.mjs";

export function order({ box, about, feedback }) {
  const list = box.querySelector(".ml-options");
  const told = make("p", { className: "ml-told" });
  told.setAttribute("role", "status");
  const letters = [...list.children].map((_, place) => String.fromCharCode(65 + place));
  const lines = [...list.children].map((item, place) => line(item, letters[place]));

  function line(item, letter) {
    item.dataset.letter = letter;
    const move = (by) => () => {
      const places = [...list.children];
      const other = places[places.indexOf(item) + by];
      if (!other) return;
      if (by < 0) other.before(item); else other.after(item);
      draw();
      // At an end the button just pressed is off; the other one keeps the focus in the line.
      const pressed = buttons[by < 0 ? 0 : 1];
      (pressed.disabled ? buttons[by < 0 ? 1 : 0] : pressed).focus();
      told.textContent = say("moved", { letter, place: [...list.children].indexOf(item) + 1, all: lines.length });
    };
    const buttons = [["up", -1, "↑"], ["down", 1, "↓"]].map(([name, by, sign]) => {
      const made = make("button", { type: "button", className: "ml-move", textContent: sign, ariaLabel: say(name, { letter }) });
      made.addEventListener("click", move(by));
      return made;
    });
    const text = make("div", { className: "ml-option-text" }, ...item.childNodes);
    item.append(make("span", { className: "ml-letter", textContent: `${letter}.` }), text, ...buttons);
    return { item, buttons };
  }

  function draw() {
    for (const { item, buttons: [up, down] } of lines) {
      up.disabled = !item.previousElementSibling;
      down.disabled = !item.nextElementSibling;
    }
  }
  draw();

  function judge() {
    const found = [...list.children].map((item) => item.dataset.letter);
    const right = found.every((letter, place) => letter === about.order[place]);
    return { right, told: right ? [] : feedback };
  }
  return { elements: [told], judge };
}
