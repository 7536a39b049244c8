// An exercise on the page: hints one at a time, the solution after a try, and an editor when it is asked for.
import { make } from "../lab/island.mjs";
import { get } from "../lab/store.mjs";
import { ofExercise, onChange } from "./progress.mjs";
import { button, say } from "./words.mjs";

export const stored = (about) => `exercise:${about.key}`;

export function prepare(box, about) {
  const listing = box.querySelector(":scope > .ml-starter");
  const state = make("p", { className: "ml-practice-state" });
  const tools = make("p", { className: "ml-practice-tools" });
  listing.after(tools);
  box.querySelector(".ml-title")?.after(state);
  box.classList.add("ml-live");
  oneByOne([...box.querySelectorAll(".ml-hints > details")]);
  guard(box.querySelector("details.ml-solution"), about);
  if (about.where === "browser") {
    const solve = button("solve", async () => {
      const { open } = await import("./workbench.mjs");
      await open({ box, about, listing, tools });
    });
    tools.append(solve);
    get("edits", stored(about)).then((kept) => { if (kept) solve.textContent = say("continue"); }, () => {});
  } else {
    tools.append(button("save", () => save(about)), make("code", { textContent: `mlsysbook exercise run ${about.key} work.py` }));
  }
  const draw = async () => { state.textContent = (await ofExercise(about.key))?.solved ? `✓ ${say("solved")}` : ""; };
  onChange(draw);
  draw();
}

// A hint shows that the next one is there once it has been opened.
function oneByOne(hints) {
  for (const [place, hint] of hints.entries()) {
    hint.hidden = place > 0;
    hint.addEventListener("toggle", () => { if (hint.open && hints[place + 1]) hints[place + 1].hidden = false; });
  }
}

// Before any try the fold asks once.
function guard(fold, about) {
  let sure = false;
  fold.querySelector("summary").addEventListener("click", async (event) => {
    if (fold.open || sure) return;
    event.preventDefault();
    if ((await ofExercise(about.key))?.tries) { sure = true; fold.open = true; return; }
    if (fold.nextElementSibling?.classList.contains("ml-practice-first")) return;
    const anyway = button("anyway", () => { sure = true; fold.open = true; note.remove(); fold.querySelector("summary").focus(); });
    const note = make("p", { className: "ml-practice-first" }, say("first"), " ", anyway);
    note.setAttribute("role", "status");
    fold.after(note);
  });
}

function save(about) {
  const address = URL.createObjectURL(new Blob([about.starter], { type: "text/x-python" }));
  make("a", { href: address, download: "work.py" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
