// Under Node, at build time: what Python would do each time that a page starts it → files that it starts from.
//
// Usage: node image.node.mjs PYODIDE TARGET [snapshot] [NAME=WHEEL]... Writes into TARGET
// - `snapshot.bin`: the interpreter's memory after it has started and imported the modules below;
// - `NAME.pack`: the files of a wheel with its modules compiled: a line of JSON, [[path, length]…], then the bytes.
// All are compressed by gzip, under names by which no host thinks of undoing that on the way. The same inputs give the
// same bytes: the clock stands still and chance is none.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

Date.now = () => 0;
performance.now = () => 0;
crypto.getRandomValues = (array) => array.fill(7);

// What the packages of a page import of the standard library.
const IMPORTS = ["ast", "asyncio", "base64", "bisect", "contextvars", "copy", "csv", "ctypes", "dataclasses", "datetime", "enum",
  "fractions", "functools", "gzip", "hashlib", "heapq", "inspect", "io", "itertools", "json", "keyword", "linecache", "logging",
  "math", "numbers", "operator", "pathlib", "pickle", "platform", "queue", "random", "re", "secrets", "shutil", "statistics", "string", "struct",
  "tempfile", "textwrap", "threading", "tokenize", "traceback", "types", "typing", "unicodedata", "urllib.parse", "warnings", "weakref", "zipfile"];
// Of a wheel, what no page imports.
const UNUSED = /(^|\/)(tests|f2py|include|_pyinstaller|typing\/mypy_plugin)\/|\.(pyi|pxd|h|a|lib|ini|build|c|cpp|pyx|in|txt)$|conftest\.py$/;

const [pyodide, target, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${pyodide}/pyodide.mjs`));
const options = { indexURL: `${pyodide}/`, env: { PYTHONHASHSEED: "0", HOME: "/home/pyodide" }, _makeSnapshot: true };

const start = () => loadPyodide(options);

async function snapshot() {
  const python = await start();
  python.runPython(`import ${IMPORTS.join(", ")}\nimport gc\ngc.collect()`);
  const memory = python.makeMemorySnapshot();
  await writeFile(`${target}/snapshot.bin`, gzipSync(memory, { level: 9 }));
}

// Compiled files are valid whatever the time stamps say. A package of ours keeps its text, for tracebacks and for
// readers who ask to see it; of others, memory is better kept for arrays.
const COMPILE = `
import importlib.util, json, marshal, zipfile
def pack(path, ours, unused):
    import re
    skip = re.compile(unused)
    parts, index = [], []
    def add(name, data):
        index.append([name, len(data)]); parts.append(data)
    with zipfile.ZipFile(path) as wheel:
        for name in sorted(wheel.namelist()):
            if name.endswith("/") or (skip.search(name) and not ours):
                continue
            data = wheel.read(name)
            if not name.endswith(".py"):
                if ".dist-info/" not in name or name.endswith(("/METADATA", "/LICENSE.txt")):
                    add(name, data)
                continue
            code = compile(data, "/lib/python3.12/site-packages/" + name, "exec", dont_inherit=True, optimize=0)
            compiled = importlib.util.MAGIC_NUMBER + (1).to_bytes(4, "little") + importlib.util.source_hash(data) + marshal.dumps(code)
            if ours:
                add(name, data)
                folder, _, file = name.rpartition("/")
                add(folder + "/__pycache__/" + file[:-3] + ".cpython-312.pyc", compiled)
            else:
                add(name + "c", compiled)
    return json.dumps(index, separators=(",", ":")).encode() + b"\\n" + b"".join(parts)
`;

async function pack(name, wheel) {
  const python = await start();
  python.FS.writeFile("/wheel.whl", await readFile(wheel));
  python.runPython(COMPILE);
  const make = python.globals.get("pack");
  const packed = make("/wheel.whl", name === "ours", UNUSED.source);
  await writeFile(`${target}/${name}.pack`, gzipSync(packed.toJs(), { level: 9 }));
}

// Each in an interpreter of its own: what one has done would show in the bytes of the next.
for (const each of wheels) {
  const [name, wheel] = each.split("=");
  if (name === "snapshot") await snapshot();
  else await pack(name, wheel);
}
