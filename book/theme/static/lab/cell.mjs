// One cell of the page: its text, which the reader may edit, and its tools.
import { island, make, say } from "./island.mjs";
import { Output } from "./output.mjs";
import { put } from "./store.mjs";

export class Cell {
  #editor = null;
  #opening = null;
  #timer = 0;

  // `page` offers act(n, name), complete(text) and follow(n, line).
  constructor(about, page) {
    Object.assign(this, about, { page, original: about.code, text: about.code });
    this.element = document.getElementById(`cell-${about.n}`);
    this.listing = this.element?.querySelector(".cell_input div[class*='highlight-']") ?? null;
    if (!this.listing) this.tool("edit")?.remove();
    this.output = null;
  }

  tool(name) { return this.element.querySelector(`:scope > .ml-tools > .ml-tool-${name}`); }

  // The place of Run is that of Stop while the cell runs or waits.
  busy(is) {
    const run = this.tool("run");
    run.textContent = say(is ? "stop" : "run");
    run.dataset.does = is ? "stop" : "run";
    this.element.toggleAttribute("data-busy", is);
  }

  begin() {
    this.output = new Output(this.element, this.n, this.text, (n, line) => this.page.follow(n, line));
    this.busy(true);
    return this.output;
  }

  // Puts a field in the place of the listing; the second call finds it there.
  async edit() {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open() {
    if (!this.listing) return null;
    const { createEditor } = await import("./editor.mjs");
    const fold = this.listing.closest("details");
    if (fold) fold.open = true;
    const box = make("div", { className: "ml-editor" });
    this.listing.after(box);
    // The field has the listing's own measure: nothing but the line numbers moves.
    const { fontSize, lineHeight } = getComputedStyle(this.listing.querySelector("pre"));
    Object.assign(box.style, { fontSize, lineHeight });
    const run = () => this.page.act(this.n, "run");
    this.#editor = await createEditor(box, {
      text: this.text,
      label: say("code", { n: this.n }),
      onChange: (text) => this.changed(text),
      complete: (text) => this.page.complete(text),
      keys: { "Shift-Enter": run, "Ctrl-Enter": run },
    });
    this.listing.hidden = true;
    return this.#editor;
  }

  async mark(line) {
    this.element.scrollIntoView({ block: "nearest" });
    (await this.edit())?.mark(line);
  }

  changed(text) {
    this.text = text;
    this.element.toggleAttribute("data-edited", text !== this.original);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), 300);
  }

  keep() {
    clearTimeout(this.#timer);
    const value = this.text === this.original ? undefined : { text: this.text, of: this.original };
    put("edits", `${island.page}#${this.n}`, value).catch((error) => console.warn("An edit could not be kept.", error));
  }

  async restore(text) {
    this.text = text;
    this.element.toggleAttribute("data-edited", text !== this.original);
    await this.edit();
  }

  // Back to what the book has: text and output.
  reset() {
    this.#editor?.destroy();
    this.element.querySelector(".ml-editor")?.remove();
    this.#editor = this.#opening = null;
    if (this.listing) this.listing.hidden = false;
    this.text = this.original;
    this.element.removeAttribute("data-edited");
    this.keep();
    Output.remove(this.element);
  }
}
