// Formulas in, markup out: JSON lines on standard input and output.
//
// The first line is {"macros": {...}, "packages": [...], "kind": "mathml" | "svg" | "speech"}; each further
// line {"id": n, "tex": "...", "display": bool, "preamble": "..."} is answered by {"id": n, "markup": "..."}
// (svg adds width, height and depth in em) or {"id": n, "error": {"message": "...", "position": k}}.
// The process ends when its input does.
import { createInterface } from "node:readline";
import { TexReader } from "./tex.mjs";

const modules = { mathml: "./mathml.mjs", svg: "./svg.mjs", speech: "./speech.mjs" };

async function answer(reader, write, request) {
  try {
    return { id: request.id, ...(await write(reader.read(request), request)) };
  } catch (error) {
    // A TexError is the author's; anything else is a fault of this program or of MathJax on one formula,
    // and must not take the others with it.
    const message = error.texError ? error.message : `internal error: ${error.message ?? error}`;
    return { id: request.id, error: { message, position: error.position ?? null } };
  }
}

const lines = createInterface({ input: process.stdin, crlfDelay: Infinity })[Symbol.asyncIterator]();
const first = await lines.next();
if (!first.done) {
  const settings = JSON.parse(first.value);
  const { writer, output } = await import(modules[settings.kind]);
  const reader = new TexReader(settings, output?.());
  const write = await writer(settings);
  for await (const line of lines) {
    if (line) process.stdout.write(`${JSON.stringify(await answer(reader, write, JSON.parse(line)))}\n`);
  }
}
