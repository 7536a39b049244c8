// A worker that is a Python: messages in, results and printed text out.
//
// It lies beside Pyodide's files and finds them there, so no request leaves the site. Each message has an
// `id` and a `kind`, and is answered by one { id, value } or { id, error }. While code runs, what it
// prints arrives as { printed, stream }, piece by piece, and what it displays as { shown }, a MIME bundle;
// { loaded, total } counts bytes on the way to the first line; { ended } says that the interpreter is lost.
import { count, limitMemory, refuseOthers } from "./guard.mjs";

// Packages that come as files ready to use (image.node.mjs), not as wheels to be unpacked and compiled.
const PACKS = { numpy: ["numpy"], "mlsysbook-exercises": ["numpy", "ours"] };
const SITE = "/lib/python3.12/site-packages/";

let python;
let shell;
let interrupts;

const tell = (stream) => {
  const decoder = new TextDecoder();
  return { write: (bytes) => { postMessage({ printed: decoder.decode(bytes, { stream: true }), stream }); return bytes.length; } };
};

// What Python hands over, as plain objects; the proxy is let go.
const plain = (value) => {
  if (!(value instanceof python.ffi.PyProxy)) return value ?? null;
  const copy = value.toJs({ dict_converter: Object.fromEntries });
  value.destroy();
  return copy;
};

async function unpacked(file) {
  const answer = await fetch(new URL(file, import.meta.url));
  if (!answer.ok) throw new Error(`${file}: ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await new Response(answer.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

// The files of a pack, where Python looks for them. They share the pack's memory.
function place(bytes) {
  const end = bytes.indexOf(10);
  const made = new Set();
  let at = end + 1;
  for (const [name, length] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))) {
    const folder = SITE + name.slice(0, name.lastIndexOf("/") + 1);
    if (!made.has(folder)) python.FS.mkdirTree(folder);
    made.add(folder);
    python.FS.writeFile(SITE + name, bytes.subarray(at, at += length), { canOwn: true });
  }
}

// Python's own streams and a page's cells, once our package is there. Until then, and for what compiled
// code writes, the interpreter's standard streams go the same way.
function startShell(packages, folder) {
  const module = python.pyimport("pagecells");
  shell = module.Shell.callKwargs(
    (printed, stream) => postMessage({ printed, stream }),
    (bundle) => postMessage({ shown: plain(bundle) }),
    { packages: python.toPy(packages), folder },
  );
  module.destroy();
}

const kinds = {
  // packages: names in pyodide-lock.json, with all that they depend on. `interrupt` is shared memory in which
  // a 2 stops what runs; `sizes` are the bytes of each file, to say how much is still to come.
  async boot({ packages, interrupt, sizes, folder }) {
    limitMemory();
    const uncount = count(sizes ?? {}, (loaded, total) => postMessage({ loaded, total }));
    const [ready, others] = [packages.filter((name) => name in PACKS), packages.filter((name) => !(name in PACKS))];
    const packs = [...new Set(ready.flatMap((name) => PACKS[name]))];
    const arriving = packs.map((name) => unpacked(`${name}.pack`));
    const { loadPyodide } = await import("./pyodide.mjs");
    // Started once, when the book was built: here its memory is put where it was.
    python = await loadPyodide({ indexURL: new URL(".", import.meta.url).href, _loadSnapshot: await unpacked("snapshot.bin") });
    for (const each of arriving) place(await each);
    for (const name of packs) python.loadedPackages[name === "ours" ? "mlsysbook-exercises" : name] = "beside";
    python.runPython("import importlib, random\nimportlib.invalidate_caches()\nrandom.seed()");
    python.setStdout(tell("stdout"));
    python.setStderr(tell("stderr"));
    // The interpreter itself has failed (stack or memory at an end): no answer will ever come.
    python._api.on_fatal = async (error) => postMessage({ ended: `Python has stopped: ${error}` });
    if (others.length > 0) await kinds.load({ packages: others });
    uncount();
    if (interrupt) {
      interrupts = new Int32Array(interrupt);
      python.setInterruptBuffer(interrupts);
    }
    if (packs.includes("ours")) startShell(["NumPy", "tinytorch", "evidence"], folder);
    refuseOthers();
    return python.runPython("import sys; sys.version.split()[0]");
  },
  // More packages of the lock, for code that imports them.
  async load({ packages, imports }) {
    const failures = [];
    const options = { messageCallback: () => {}, errorCallback: (message) => failures.push(message) };
    if (packages) await python.loadPackage(packages, options);
    if (imports) await python.loadPackagesFromImports(imports, options);
    if (failures.length > 0) throw new Error(failures.join("\n"));
    return null;
  },
  // Unpacks a zip, fetched from beside this file, into a folder of Python's file system.
  async unpack({ file, folder }) {
    const answer = await fetch(new URL(file, import.meta.url));
    if (!answer.ok) throw new Error(`${file}: ${answer.status} ${answer.statusText}`);
    python.unpackArchive(await answer.arrayBuffer(), "zip", { extractDir: folder });
    return null;
  },
  // Writes files, by absolute path; folders are made.
  async files({ contents }) {
    for (const [path, bytes] of Object.entries(contents)) {
      python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
      python.FS.writeFile(path, typeof bytes === "string" ? bytes : new Uint8Array(bytes));
    }
    return null;
  },
  // Runs code in a namespace of its own; the value is that of the last expression.
  async run({ code }) {
    const namespace = python.toPy({ __name__: "__main__" });
    try {
      const value = await python.runPythonAsync(code, { globals: namespace });
      if (value instanceof python.ffi.PyProxy) {
        value.destroy();
        throw new TypeError("the last expression must be None, a number, a string or a truth value");
      }
      return value ?? null;
    } finally {
      namespace.destroy();
      python.runPython("import sys\nsys.stdout.flush()\nsys.stderr.flush()");
    }
  },
  // Runs one cell of the page in the namespace that all its cells share; see pagecells.Shell.run.
  async cell({ code, number, small }) {
    await kinds.load({ imports: code });
    let outcome = shell.run(code, number, small ?? false);
    if (typeof outcome.then === "function") {
      const waiting = outcome;
      outcome = await waiting;
      waiting.destroy();
    }
    return plain(outcome);
  },
  async reset() {
    shell.reset();
    return null;
  },
  async complete({ text }) {
    return shell ? plain(shell.complete(text)) : [];
  },
  // Bytes of Python's memory, which grows and never shrinks.
  async memory() {
    return python._module.HEAP8.length;
  },
};

onmessage = async ({ data }) => {
  try {
    if (!(data.kind in kinds)) throw new Error(`no such kind of message: ${data.kind}`);
    // A stop that came when its cell had just ended is not for this one.
    if (interrupts) Atomics.store(interrupts, 0, 0);
    postMessage({ id: data.id, value: await kinds[data.kind](data) });
  } catch (error) {
    postMessage({ id: data.id, error: error.message });
  }
};
