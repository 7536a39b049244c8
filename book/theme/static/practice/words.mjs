// The words of exercises and quizzes, in the language of the edition.

const element = document.getElementById("ml-practice-words");
const words = element ? JSON.parse(element.textContent) : {};

// A text with its braces filled in.
export function say(name, values = {}) {
  return (words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

// A button that does something.
export function button(name, action, values = {}) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: `ml-practice-button ml-practice-${name}`, textContent: say(name, values) });
  made.addEventListener("click", action);
  return made;
}
