// What a cell prints, shows and raises → elements under the cell, in place of what the book shows there.
import { clean } from "./clean.mjs";
import { make, megabytes, say } from "./island.mjs";

const RECORD = "application/vnd.mlsysbook.record+json";
const CLAIM = "application/vnd.mlsysbook.claim+json";

// A carriage return goes back to the start of its line, as in a terminal.
const returned = (text) => text.replace(/\r\n/g, "\n").replace(/^.*\r(?=[^\n])/gm, "");

export class Output {
  cancelled = false;
  #box;
  #status;
  #body;
  #waiting = [];
  #frame = 0;

  // `cell` is the element of the cell, `n` its number; `onLine(cell, line)` follows a line of a traceback.
  constructor(cell, n, code, onLine) {
    this.code = code;
    this.onLine = onLine;
    this.cell = cell;
    cell.querySelector(":scope > .ml-own")?.remove();
    this.#status = make("p", { className: "ml-own-status" });
    this.#body = make("div", { className: "ml-own-body" });
    this.#box = make("div", { className: "cell_output ml-own", role: "region", ariaLabel: say("output", { n }) }, this.#body, this.#status);
    cell.insertBefore(this.#box, cell.querySelector(":scope > .ml-tools"));
    cell.classList.add("ml-ran");
    this.state("waiting");
  }

  // Brings back what the book shows.
  static remove(cell) {
    cell.querySelector(":scope > .ml-own")?.remove();
    cell.classList.remove("ml-ran");
  }

  state(name, values, more) {
    this.#status.replaceChildren(say(name, values), ...(more ? [" ", more] : []));
  }

  progress(loaded, total) {
    if (!total) return this.state("loading");
    const bar = make("progress", { max: total, value: loaded, ariaLabel: say("loading") });
    return this.#status.replaceChildren(say("loading"), " ", bar, " ", say("megabytes", { loaded: megabytes(loaded), total: megabytes(total) }));
  }

  started() { this.state("running"); }

  text(text, stream) {
    this.#waiting.push({ text, stream });
    // A bundle a frame: a page that draws each piece by itself falls behind. A hidden page draws no frames.
    if (document.hidden) this.#draw();
    else this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const { text, stream } of this.#waiting.splice(0)) {
      let block = this.#body.lastElementChild;
      if (!block?.classList.contains(stream)) {
        block = make("div", { className: `output stream ${stream}` }, make("pre", { tabIndex: 0 }));
        this.#body.append(block);
      }
      const pre = block.firstElementChild;
      if (text.includes("\r") || pre.dataset.returns) {
        pre.dataset.returns = "yes";
        pre.textContent = returned(pre.textContent + text);
      } else {
        pre.append(text);
      }
      pre.scrollTop = pre.scrollHeight;
    }
  }

  show(bundle) {
    this.#draw();
    this.#body.append(make("div", { className: "output" }, ...shown(bundle)));
  }

  fault(fault) {
    this.#draw();
    this.#body.append(traceback(fault, this.onLine));
  }

  // What came of it, in the line below; `outcome` is that of Kernel.run.
  end(outcome, { memory, small, first }) {
    this.#draw();
    if (outcome.lost) return this.state(outcome.lost === "stop" ? "lost" : "ended");
    if (outcome.dropped) this.#body.append(make("p", { className: "ml-own-note", textContent: say("cut", { dropped: outcome.dropped.toLocaleString() }) }));
    if (outcome.restored?.length) this.#body.append(make("p", { className: "ml-own-note", textContent: say("restored", { names: outcome.restored.join(", ") }) }));
    if (outcome.fault?.kind === "KeyboardInterrupt") return this.state("stopped");
    if (outcome.fault) this.fault(outcome.fault);
    const told = say("yours", { seconds: outcome.seconds.toFixed(outcome.seconds < 1 ? 2 : 1), memory: megabytes(memory) });
    this.#status.replaceChildren(small ? `${told}, ${say("small")}` : told);
    if (outcome.fault?.kind === "NameError" && first) this.#status.append(" ", say("above_first"), " ", first);
    return undefined;
  }
}

function shown(bundle) {
  if (bundle[RECORD]) return [record(bundle[RECORD])];
  if (bundle[CLAIM]) return [claim(bundle[CLAIM])];
  if (bundle["image/svg+xml"]) return [make("div", { className: "ml-own-figure", role: "img", ariaLabel: bundle["text/plain"] ?? "" }, ...clean(bundle["image/svg+xml"], "image/svg+xml"))];
  if (bundle["text/html"]) return [make("div", { className: "ml-own-html" }, ...clean(bundle["text/html"], "text/html"))];
  if (bundle["image/png"]) return [make("img", { src: `data:image/png;base64,${bundle["image/png"]}`, alt: bundle["text/plain"] ?? "" })];
  return [make("pre", { tabIndex: 0, textContent: bundle["text/markdown"] ?? bundle["text/plain"] ?? "" })];
}

const number = (value) => (typeof value === "number" ? String(Number(value.toPrecision(6))) : String(value));

function record(about) {
  const value = about.value === undefined ? `[${(about.shape ?? []).join(" × ")}]` : number(about.value);
  const spread = about.spread ? ` (${about.spread.map(number).join(" – ")})` : "";
  return make("p", { className: "ml-own-record" }, `${say("record")} `, make("code", { textContent: about.id }), ` = ${value} ${about.unit ?? ""}${spread}`, make("small", { textContent: ` ${about.kind}` }));
}

const claim = (about) => make("p", { className: `ml-own-record ml-own-claim-${about.holds}` },
  `${about.holds ? "✓" : "✗"} ${about.text}: `, make("strong", { textContent: say(about.holds ? "holds" : "fails") }));

function traceback(fault, onLine) {
  const lines = fault.frames.map((frame) => {
    const link = make("button", { type: "button", className: "ml-own-line", textContent: say("cell_line", { n: frame.cell, line: frame.line }) });
    link.addEventListener("click", () => onLine(frame.cell, frame.line));
    return make("li", {}, link, make("code", { textContent: frame.text }));
  });
  return make("div", { className: "output traceback ml-own-fault" },
    lines.length ? make("ol", {}, ...lines) : null,
    make("p", {}, make("strong", { textContent: fault.kind }), fault.message ? `: ${fault.message}` : "", fault.where ? make("small", { textContent: ` (${fault.where})` }) : null),
    fault.hint ? make("p", { className: "ml-own-hint", textContent: fault.hint }) : null,
    make("details", {}, make("summary", { textContent: say("whole") }), make("pre", { tabIndex: 0, textContent: fault.whole })));
}
