// A token's text and MathJax's `mathvariant` -> text in Unicode's mathematical letters, which is the only
// way MathML Core has to say bold, script, double-struck and the like.
const UPPER = 0x41;
const LOWER = 0x61;
// Block starts: capital A, small a, capital Alpha, small alpha, digit zero (0 where Unicode has none).
const BLOCKS = {
  bold: [0x1d400, 0x1d41a, 0x1d6a8, 0x1d6c2, 0x1d7ce],
  italic: [0x1d434, 0x1d44e, 0x1d6e2, 0x1d6fc, 0],
  "bold-italic": [0x1d468, 0x1d482, 0x1d71c, 0x1d736, 0x1d7ce],
  script: [0x1d49c, 0x1d4b6, 0, 0, 0],
  "bold-script": [0x1d4d0, 0x1d4ea, 0, 0, 0x1d7ce],
  fraktur: [0x1d504, 0x1d51e, 0, 0, 0],
  "bold-fraktur": [0x1d56c, 0x1d586, 0, 0, 0x1d7ce],
  "double-struck": [0x1d538, 0x1d552, 0, 0, 0x1d7d8],
  "sans-serif": [0x1d5a0, 0x1d5ba, 0, 0, 0x1d7e2],
  "bold-sans-serif": [0x1d5d4, 0x1d5ee, 0x1d756, 0x1d770, 0x1d7ec],
  "sans-serif-italic": [0x1d608, 0x1d622, 0, 0, 0x1d7e2],
  "sans-serif-bold-italic": [0x1d63c, 0x1d656, 0x1d790, 0x1d7aa, 0x1d7ec],
  monospace: [0x1d670, 0x1d68a, 0, 0, 0x1d7f6],
};
// Letters that Unicode had before the blocks existed.
const OLDER = {
  italic: { h: "ℎ" },
  script: { B: "ℬ", E: "ℰ", F: "ℱ", H: "ℋ", I: "ℐ", L: "ℒ", M: "ℳ", R: "ℛ", e: "ℯ", g: "ℊ", o: "ℴ" },
  fraktur: { C: "ℭ", H: "ℌ", I: "ℑ", R: "ℜ", Z: "ℨ" },
  "double-struck": { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" },
};
// Behind the capitals and small letters of each Greek block.
const GREEK_EXTRA = { "ϴ": 17, "∇": 25, "∂": 51, "ϵ": 52, "ϑ": 53, "ϰ": 54, "ϕ": 55, "ϱ": 56, "ϖ": 57 };

export function letters(text, variant, node) {
  const name = plain(variant);
  if (node.kind === "mtext" || node.kind === "ms") return { text, attributes: { class: textClass(name) } };
  const single = [...text].length === 1;
  if (!name || name === "normal") {
    const upright = name === "normal" && node.kind === "mi" && single;
    return { text, attributes: upright ? { mathvariant: "normal" } : {} };
  }
  // A single letter in `mi` is italic by itself.
  if (name === "italic" && node.kind === "mi" && single) return { text, attributes: {} };
  const mapped = [...text].map((each) => letter(each, name)).join("");
  // Left as it was (no such letter in Unicode), a single `mi` would turn italic: say that it must not.
  const stayed = node.kind === "mi" && single && mapped === text && !name.includes("italic");
  return { text: mapped, attributes: stayed ? { mathvariant: "normal" } : {} };
}

function plain(variant) {
  if (!variant) return "";
  const name = String(variant);
  if (name in BLOCKS || name === "normal") return name;
  if (name.includes("calligraphic")) return name.includes("bold") ? "bold-script" : "script";
  if (name.includes("mathit")) return "italic";
  return name.includes("bold") ? "bold" : "normal";
}

function letter(each, name) {
  const [upper, lower, greekUpper, greekLower, digit] = BLOCKS[name];
  const older = OLDER[name]?.[each];
  if (older) return older;
  const code = each.codePointAt(0);
  if (code >= UPPER && code < UPPER + 26) return String.fromCodePoint(upper + code - UPPER);
  if (code >= LOWER && code < LOWER + 26) return String.fromCodePoint(lower + code - LOWER);
  if (digit && code >= 0x30 && code <= 0x39) return String.fromCodePoint(digit + code - 0x30);
  if (greekUpper && code >= 0x391 && code <= 0x3a9) return String.fromCodePoint(greekUpper + code - 0x391);
  if (greekLower && code >= 0x3b1 && code <= 0x3c9) return String.fromCodePoint(greekLower + code - 0x3b1);
  if (greekUpper && each in GREEK_EXTRA) return String.fromCodePoint(greekUpper + GREEK_EXTRA[each]);
  return each;
}

function textClass(name) {
  const words = [];
  if (name.includes("bold")) words.push("ml-bold");
  if (name.includes("italic")) words.push("ml-italic");
  if (name.includes("sans-serif")) words.push("ml-sans");
  if (name === "monospace") words.push("ml-mono");
  return words.join(" ");
}
