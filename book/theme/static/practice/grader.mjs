// A reader's code and the tests → outcomes, from a Python that has seen nothing else.
//
// Each check takes a fresh worker; while the reader looks at its outcomes, the next one boots.
import { island } from "../lab/island.mjs";

const PACKAGES = ["mlsysbook-exercises"];
export const SECONDS = 30;
const RUN = `import grading
grading.report(open("/check/work.txt").read(), open("/check/tests.txt").read())`;
const folder = new URL(island.folder, document.baseURI);
const idle = globalThis.requestIdleCallback ?? ((call) => setTimeout(call, 500));

let sizes;
let spare;

async function boot(events) {
  const { Session } = await import(new URL("session.mjs", folder));
  sizes ??= fetch(new URL("sizes.json", folder)).then((answer) => answer.json());
  const made = { print: () => {}, progress: () => {}, ...events };
  const session = new Session((text) => made.print(text), { onProgress: (loaded, total) => made.progress(loaded, total) });
  const ready = session.boot(PACKAGES, { sizes: await sizes });
  ready.catch(() => {});
  return { session, ready, made };
}

function prepareSpare() {
  if (spare || navigator.deviceMemory < 4) return;
  spare = new Promise((resolve) => { idle(resolve); }).then(() => boot({}));
  spare.then(({ ready }) => ready).catch(() => { spare = undefined; });
}

export class Check {
  #session = null;
  #stopped = false;
  #end;

  // Resolves to { outcomes } or { late } or { stopped }; refused when Python cannot be started.
  // events: print(text), progress(loaded, total), running().
  async run(work, tests, events) {
    const { session, ready, made } = await (spare ?? boot(events));
    spare = undefined;
    Object.assign(made, events);
    this.#session = session;
    if (this.#stopped) return this.#dispose({ stopped: true });
    const ended = new Promise((resolve) => { this.#end = resolve; });
    let clock;
    const graded = async () => {
      await ready;
      await session.files({ "/check/work.txt": work, "/check/tests.txt": tests });
      events.running();
      clock = setTimeout(() => this.#end({ late: true }), SECONDS * 1000);
      return { outcomes: JSON.parse(await session.run(RUN)) };
    };
    try {
      return await Promise.race([graded(), ended]);
    } finally {
      clearTimeout(clock);
      session.dispose();
      prepareSpare();
    }
  }

  #dispose(outcome) {
    this.#session.dispose();
    return outcome;
  }

  stop() {
    this.#stopped = true;
    this.#end?.({ stopped: true });
  }
}
