// The page's side of python.mjs: a worker whose messages are promises.

export class Session {
  #worker;
  #waiting = new Map();
  #next = 0;
  #booted = false;

  // onPrinted(line, stream) is called for each line that Python prints.
  constructor(onPrinted = () => {}) {
    this.#worker = new Worker(new URL("python.mjs", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }) => {
      if (data.printed !== undefined) return onPrinted(data.printed, data.stream);
      if (data.ended !== undefined) return this.#fail(data.ended);
      const { resolve, reject } = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.error === undefined) resolve(data.value);
      else reject(new Error(data.error));
    };
    // Without an answer to come (the file is missing, say), nobody may wait for one.
    this.#worker.onerror = (event) => {
      if (!this.#booted) this.#fail(event.message ?? "the worker did not start");
    };
  }

  #fail(message) {
    for (const { reject } of this.#waiting.values()) reject(new Error(message));
    this.#waiting.clear();
  }

  #call(kind, data) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, kind, ...data });
    });
  }

  async boot(packages) {
    const version = await this.#call("boot", { packages });
    this.#booted = true;
    return version;
  }

  unpack(file, folder) {
    return this.#call("unpack", { file, folder });
  }

  run(code) {
    return this.#call("run", { code });
  }

  // Ends the worker at once, whatever it does; what still waits is refused.
  end() {
    this.#worker.terminate();
    this.#fail("ended");
  }
}
