// Every cell that can run gets its tools. Nothing of Python is loaded before the reader asks for it: a page that is
// only read costs this file, the next one and the style sheet.
import { island, make, say } from "./island.mjs";

const USED = "python-used";
const page = () => import("./page.mjs");
const idle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));

const button = (name, label, more = {}) => make("button", { type: "button", className: `ml-tool ml-tool-${name}`, textContent: say(label), ...more });

function tools(cell) {
  const box = make("div", { className: "ml-tools", role: "group", ariaLabel: say("tools", { n: cell.n }) });
  for (const name of ["run", "edit", "above", "reset"]) {
    const made = button(name, name);
    made.dataset.does = name;
    box.append(made);
  }
  const more = button("more", "more", { textContent: "⋯", ariaLabel: say("more"), title: say("more") });
  more.dataset.does = "more";
  box.append(more);
  return box;
}

// A cell that cannot run here says so where the others have their tools.
const reason = (cell) => make("details", { className: "ml-tools ml-tools-off" },
  make("summary", { className: "ml-tool", textContent: say("off") }), make("p", { textContent: say(cell.off) }));

function place(cell) {
  const element = document.getElementById(`cell-${cell.n}`);
  if (!element) return;
  element.dataset.cell = cell.n;
  element.append(cell.off ? reason(cell) : tools(cell));
}

const used = () => { try { return localStorage.getItem(USED); } catch { return null; } };

// A reader who has run Python before has its files: it may start while the hand is still moving.
function intend(event) {
  if (!event.target.closest?.(".ml-tool:not(summary)")) return;
  page().then((it) => used() && !navigator.connection?.saveData && it.warm());
}

for (const cell of island.cells) place(cell);
addEventListener("pointerover", intend, { passive: true });
addEventListener("focusin", intend, { passive: true });
addEventListener("click", (event) => {
  const pressed = event.target.closest(".ml-tool[data-does]");
  if (pressed) page().then((it) => it.act(Number(pressed.closest("[data-cell]").dataset.cell), pressed.dataset.does));
});
// Shift-Enter on a cell's listing runs it, as in a notebook.
addEventListener("keydown", (event) => {
  const cell = event.key === "Enter" && event.shiftKey && event.target.closest?.("[data-cell]:not(.ml-native)");
  if (!cell || event.target.closest(".cm-editor, textarea, input")) return;
  event.preventDefault();
  page().then((it) => it.act(Number(cell.dataset.cell), "run"));
});
idle(async () => {
  const { register, renew } = await import("./offline.mjs");
  await register();
  const renewed = await renew().catch((error) => { console.warn("The offline copy could not be renewed.", error); });
  if (renewed) (await page()).announce(say("offline_new"));
  const { all } = await import("./store.mjs");
  const edits = await all("edits").catch(() => new Map());
  if ([...edits.keys()].some((key) => key.startsWith(`${island.page}#`))) (await page()).restore(edits);
});
