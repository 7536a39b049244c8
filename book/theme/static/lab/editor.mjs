// A place to write code in: CodeMirror, or a plain text field where its bundle cannot be loaded.
//
// `await createEditor(parent, { text, language, label, onChange })` resolves to { text(), setText(text), focus(),
// destroy(), mark(line) }. Further options: `complete(textBeforeCursor)` promises names that may follow, `keys`
// maps "Shift-Enter" and the like to functions. Tab indents; Esc, then Tab, leaves the field.

export async function createEditor(parent, options = {}) {
  const about = { text: "", language: "python", label: "Code", onChange: () => {}, keys: {}, ...options };
  try {
    const { codeField } = await import("./codemirror.mjs");
    return codeField(parent, about);
  } catch (error) {
    console.warn("The code editor could not be loaded; a plain field takes its place.", error);
    return plainField(parent, about);
  }
}

const named = (event) => [event.ctrlKey && "Ctrl", event.metaKey && "Cmd", event.altKey && "Alt", event.shiftKey && "Shift", event.key]
  .filter(Boolean).join("-");

function plainField(parent, { text, label, onChange, keys }) {
  const field = document.createElement("textarea");
  Object.assign(field, { className: "ml-editor-plain", value: text, spellcheck: false, ariaLabel: label, autocapitalize: "off" });
  const size = () => { field.rows = field.value.split("\n").length + 1; };
  let leaving = false;
  field.addEventListener("input", () => { size(); onChange(field.value); });
  field.addEventListener("keydown", (event) => {
    const action = keys[named(event)];
    if (action) { event.preventDefault(); action(); return; }
    if (event.key === "Tab" && !event.shiftKey && !leaving) {
      event.preventDefault();
      field.setRangeText("    ", field.selectionStart, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input"));
    }
    leaving = event.key === "Escape";
  });
  parent.append(field);
  size();
  return {
    text: () => field.value,
    setText: (value) => { field.value = value; size(); },
    focus: () => field.focus(),
    destroy: () => field.remove(),
    mark(line) {
      const start = field.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
      field.focus();
      field.setSelectionRange(start, (field.value.indexOf("\n", start) + 1 || field.value.length + 1) - 1);
    },
  };
}
