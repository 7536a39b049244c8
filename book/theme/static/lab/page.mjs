// The cells of a page and its Python: what each tool does.
import { Cell } from "./cell.mjs";
import { island, make, say } from "./island.mjs";
import { kernel } from "./kernel.mjs";

const told = make("p", { className: "ml-told", role: "status" });
document.body.append(told);
export const announce = (text) => { told.textContent = text; };

const page = {
  act: (n, name) => act(n, name),
  complete: (text) => kernel().complete(text),
  follow: (n, line) => cells.get(n)?.mark(line),
};
const cells = new Map(island.cells.filter((each) => !each.off).map((each) => [each.n, new Cell(each, page)]));
const running = new Set();

addEventListener("pagehide", () => { for (const cell of cells.values()) if (cell.element?.hasAttribute("data-edited")) cell.keep(); });

export function act(n, name) {
  const cell = cells.get(n);
  const does = {
    run: () => run([cell]),
    above: () => run([...cells.values()].filter((each) => each.n < n)),
    stop,
    edit: async () => { (await cell.edit())?.focus(); warm(); },
    reset: () => reset(cell),
    more: async () => (await import("./panel.mjs")).open(kernel()),
  };
  return does[name]();
}

// Storage may be switched off; then every visit is a first one.
function keep() {
  try { localStorage.setItem("python-used", "yes"); } catch { /* see above */ }
}

export const warm = () => kernel().session().catch(() => {});

export async function restore(edits) {
  for (const cell of cells.values()) {
    const kept = edits.get(`${island.page}#${cell.n}`);
    if (kept) await cell.restore(kept.text);
  }
}

// Runs cells in order, and none after one that failed.
async function run(list) {
  const batch = list.filter((cell) => !cell.element.hasAttribute("data-busy")).map((cell) => [cell, cell.begin()]);
  if (batch.length > 0) keep();
  let going = true;
  for (const [cell, output] of batch) {
    running.add(output);
    if (!going) output.cancelled = true;
    going = await one(cell, output) && going;
    running.delete(output);
  }
}

async function one(cell, output) {
  const python = kernel();
  let outcome;
  try {
    outcome = await python.run(cell, output);
  } catch (error) {
    output.state("broken", { reason: error.message });
    announce(say("broken", { reason: error.message }));
    return false;
  } finally {
    cell.busy(false);
  }
  if (outcome.cancelled) {
    cell.element.querySelector(":scope > .ml-own")?.remove();
    cell.element.classList.remove("ml-ran");
    return false;
  }
  output.end(outcome, { memory: python.memory, small: cell.small, first: first(cell) });
  if (outcome.lost) announce(say(outcome.lost === "stop" ? "lost" : "ended"));
  else if (outcome.fault) announce(say("failed", { n: cell.n, kind: outcome.fault.kind }));
  else announce(say("done", { n: cell.n, seconds: outcome.seconds.toFixed(1) }));
  return !outcome.lost && !outcome.fault;
}

// A button that runs what has not run above a cell, where there is anything.
function first(cell) {
  const above = [...cells.values()].filter((each) => each.n < cell.n && !kernel().ran.has(each.n));
  if (above.length === 0) return null;
  const button = make("button", { type: "button", className: "ml-own-line", textContent: say("above") });
  button.addEventListener("click", () => run([...above, cell]));
  return button;
}

async function stop() {
  for (const output of running) output.cancelled = true;
  await kernel().stop();
}

function reset(cell) {
  const last = [...cells.values()].every((each) => each === cell || !each.element.classList.contains("ml-ran"));
  cell.reset();
  // When nothing of the reader's is left on the page, its names go too.
  if (last) kernel().reset();
}
