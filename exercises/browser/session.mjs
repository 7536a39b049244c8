// The page's side of python.mjs: a worker whose messages are promises.

// How long a stop may take before the worker is ended: code inside one NumPy call hears nothing until it returns.
const PATIENCE = 2000;

const later = () => {
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
};

export class Session {
  #worker;
  #waiting = new Map();
  #next = 0;
  #booted = false;
  #interrupt = null;
  #events;

  // onOutput(text, stream) is called with each piece of text that Python prints, in order, newlines included.
  // events.onShown(bundle): what a cell displays; events.onProgress(loaded, total): bytes on the way to boot.
  constructor(onOutput = () => {}, events = {}) {
    this.#events = { onOutput, ...events };
    this.#worker = new Worker(new URL("python.mjs", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => this.#take(data);
    // Without an answer to come (the file is missing, say), nobody may wait for one.
    this.#worker.onerror = (event) => {
      if (!this.#booted) this.#fail(event.message ?? "the worker did not start");
    };
  }

  #take(data) {
    const { onOutput, onShown, onProgress } = this.#events;
    if (data.printed !== undefined) return onOutput(data.printed, data.stream);
    if (data.shown !== undefined) return onShown?.(data.shown);
    if (data.loaded !== undefined) return onProgress?.(data.loaded, data.total);
    if (data.ended !== undefined) return this.#fail(data.ended);
    const waiting = this.#waiting.get(data.id);
    this.#waiting.delete(data.id);
    if (data.error === undefined) return waiting?.resolve(data.value);
    return waiting?.reject(new Error(data.error));
  }

  #fail(message) {
    this.lost = true;
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }

  // Sends a message of a kind that python.mjs knows, and promises its answer.
  call(kind, data = {}) {
    if (this.lost) return Promise.reject(new Error("Python has ended"));
    const id = this.#next++;
    const { promise, resolve, reject } = later();
    this.#waiting.set(id, { promise, resolve, reject });
    this.#worker.postMessage({ id, kind, ...data });
    return promise;
  }

  // Loads the interpreter and packages of the lock; resolves to Python's version. Call it once, first.
  async boot(packages, about = {}) {
    if (globalThis.crossOriginIsolated) this.#interrupt = new SharedArrayBuffer(4);
    const version = await this.call("boot", { packages, interrupt: this.#interrupt, ...about });
    this.#booted = true;
    return version;
  }

  unpack(file, folder) {
    return this.call("unpack", { file, folder });
  }

  // contents: bytes or text by absolute path in Python's file system.
  files(contents) {
    return this.call("files", { contents });
  }

  // Runs code in a fresh namespace; resolves to the last expression (None, number, text, truth value), and is
  // refused with Python's traceback as the message.
  run(code) {
    return this.call("run", { code });
  }

  // Stops what runs: "idle" when nothing did, "stopped" when Python goes on with all it knows, "lost" when the
  // worker had to be ended; what waited is refused, and a new Session is needed.
  async stop() {
    if (this.#waiting.size === 0) return "idle";
    const waiting = Promise.allSettled([...this.#waiting.values()].map((each) => each.promise));
    if (this.#interrupt && this.#booted) {
      Atomics.store(new Int32Array(this.#interrupt), 0, 2);
      const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE, "late"); });
      if (await Promise.race([waiting, late]) !== "late") return "stopped";
    }
    this.dispose();
    return "lost";
  }

  // Ends the worker at once, whatever it does; what still waits is refused.
  dispose() {
    this.#worker.terminate();
    this.#fail("ended");
  }
}
