// A formula -> the words that a screen reader says, by MathJax's speech rules (ClearSpeak, in English).
//
// The rules know `mathvariant` and MathML's full vocabulary, so they read MathJax's tree, not our Core.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SerializedMmlVisitor } from "@mathjax/src/js/core/MmlTree/SerializedMmlVisitor.js";

const require = createRequire(import.meta.url);

export async function writer() {
  // The engine reads where its rules lie while it loads. Its ES modules fail under Node for want of `require`.
  process.env.SRE_JSON_PATH = join(dirname(require.resolve("speech-rule-engine")), "mathmaps");
  const engine = require("speech-rule-engine");
  await engine.setupEngine({ locale: "en", domain: "clearspeak", modality: "speech", markup: "none" });
  await engine.engineReady();
  const visitor = new SerializedMmlVisitor();
  return ({ root }) => ({ markup: engine.toSpeech(visitor.visitTree(root)) });
}
