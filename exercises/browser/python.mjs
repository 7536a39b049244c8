// A worker that is a Python: messages in, results and printed lines out.
//
// It lies beside Pyodide's files and finds them there, so no request leaves the site. Each message has an
// `id` and a `kind`, and is answered by one { id, value } or { id, error }. While code runs, what it
// prints arrives as { printed, stream }, line by line; { ended } says that the interpreter is lost.
import { loadPyodide } from "./pyodide.mjs";

let python;

const kinds = {
  // packages: names in pyodide-lock.json, with all that they depend on.
  async boot({ packages }) {
    const tell = (stream) => (printed) => postMessage({ printed, stream });
    python = await loadPyodide({
      indexURL: new URL(".", import.meta.url).href,
      stdout: tell("stdout"),
      stderr: tell("stderr"),
    });
    // The interpreter itself has failed (stack or memory at an end): no answer will ever come.
    python._api.on_fatal = async (error) => postMessage({ ended: `Python has stopped: ${error}` });
    const failures = [];
    await python.loadPackage(packages, {
      messageCallback: () => {},
      errorCallback: (message) => failures.push(message),
    });
    if (failures.length > 0) throw new Error(failures.join("\n"));
    return python.version;
  },
  // Unpacks a zip, fetched from beside this file, into a folder of Python's file system.
  async unpack({ file, folder }) {
    const answer = await fetch(new URL(file, import.meta.url));
    if (!answer.ok) throw new Error(`${file}: ${answer.status} ${answer.statusText}`);
    python.unpackArchive(await answer.arrayBuffer(), "zip", { extractDir: folder });
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
    }
  },
};

onmessage = async ({ data }) => {
  try {
    if (!(data.kind in kinds)) throw new Error(`no such kind of message: ${data.kind}`);
    postMessage({ id: data.id, value: await kinds[data.kind](data) });
  } catch (error) {
    postMessage({ id: data.id, error: error.message });
  }
};
