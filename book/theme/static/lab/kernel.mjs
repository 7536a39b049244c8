// The page's one Python: started when it is first needed, given one cell after the other, replaced when it is lost.
import { island } from "./island.mjs";

const PACKAGES = ["mlsysbook-exercises"];
const folder = new URL(island.folder, document.baseURI);

let making;
let sizes;

async function boot(events) {
  const { Session } = await import(new URL("session.mjs", folder));
  sizes ??= fetch(new URL("sizes.json", folder)).then((answer) => answer.json());
  const session = new Session(events.onOutput, events);
  const version = await session.boot(PACKAGES, { sizes: await sizes, folder: island.place })
    .catch((error) => { session.dispose(); throw error; });
  await Promise.all(island.data.map(async ({ path, url }) => {
    const answer = await fetch(new URL(url, document.baseURI));
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    await session.files({ [path]: await answer.arrayBuffer() });
  }));
  return { session, version };
}

export class Kernel {
  version = null;
  // Numbers of the cells that have run in this Python.
  ran = new Set();
  memory = 0;
  #booted;
  #spare;
  #sink = null;
  #turn = Promise.resolve();

  // `sink` takes what the running cell prints and shows: text(text, stream), show(bundle), progress(loaded, total).
  #events() {
    return {
      onOutput: (text, stream) => this.#sink?.text(text, stream),
      onShown: (bundle) => this.#sink?.show(bundle),
      onProgress: (loaded, total) => this.#sink?.progress(loaded, total),
    };
  }

  // Starts Python unless it has been; resolves to its session.
  async session() {
    this.#booted ??= this.#spare ?? boot(this.#events());
    this.#spare = undefined;
    try {
      const { session, version } = await this.#booted;
      this.version = version;
      return session;
    } catch (error) {
      this.#booted = undefined;
      throw error;
    }
  }

  // Runs a cell after those that wait already; resolves to its outcome ({fault, dropped, restored, seconds}), with
  // `lost` instead when Python had to be replaced. Refused when Python cannot be started.
  run(cell, sink) {
    const turn = this.#turn.then(() => this.#run(cell, sink));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #run({ n, small }, sink) {
    if (sink.cancelled) return { cancelled: true };
    this.#sink = sink;
    sink.progress(0, 0);
    const session = await this.session().catch((error) => { this.#sink = null; throw error; });
    if (sink.cancelled) return { cancelled: true };
    sink.started();
    const start = performance.now();
    try {
      const outcome = await session.call("cell", { code: sink.code, number: n, small });
      const seconds = (performance.now() - start) / 1000;
      this.memory = await session.call("memory");
      if (!outcome.fault) this.ran.add(n);
      this.#prepareSpare();
      return { ...outcome, seconds };
    } catch (error) {
      this.#replace();
      return { lost: sink.cancelled ? "stop" : "end", reason: error.message };
    } finally {
      this.#sink = null;
    }
  }

  #replace() {
    this.#booted = undefined;
    this.ran.clear();
  }

  // Without shared memory a stop costs the interpreter; the next one then is ready.
  #prepareSpare() {
    if (globalThis.crossOriginIsolated || this.#spare) return;
    const idle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));
    this.#spare = new Promise((resolve) => { idle(resolve); }).then(() => boot(this.#events()));
    this.#spare.catch(() => { this.#spare = undefined; });
  }

  async stop() {
    // While it is loading, what was asked is called off, and loading goes on.
    return this.#sink && this.version ? (await this.#booted).session.stop() : "idle";
  }

  // Forgets all names; Python itself stays.
  async reset() {
    this.ran.clear();
    if (this.#booted) await (await this.session()).call("reset");
  }

  async complete(text) {
    if (!this.#booted || this.#sink) return [];
    return (await this.session()).call("complete", { text });
  }
}

export const kernel = () => (making ??= new Kernel());

// The one that the page has made already, null where no cell has asked for it.
export const existing = () => making ?? null;
