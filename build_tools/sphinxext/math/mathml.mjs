// MathJax's internal tree -> the children of a `math` element in MathML Core, small and free of MathJax's
// own attributes. Core, which browsers implement, lacks much that MathJax relies on: letters of `mathvariant`
// become Unicode's mathematical letters (letters.mjs), column alignment and lines become classes (tables.mjs),
// TeX's spacing between neighbours, which differs from Core's operator dictionary, is written out (spacing.mjs).
import { letters } from "./letters.mjs";
import { planSpacing } from "./spacing.mjs";
import { cellClass, rowClass, tableClass } from "./tables.mjs";

const KEPT = new Set(
  (
    "displaystyle scriptlevel mathcolor mathbackground mathsize stretchy minsize maxsize symmetric largeop " +
    "movablelimits linethickness columnspan rowspan width height depth voffset lspace rspace form class style id dir"
  ).split(" "),
);
const LENGTHS = new Set(["width", "height", "depth", "voffset", "lspace", "rspace"]);
// Core knows neither pseudo-units ("-1width") nor increments ("+4pt").
const LENGTH = /^-?(\d+\.?\d*|\.\d+)(em|ex|px|pt|pc|in|cm|mm|%)?$/;

export function writer() {
  return ({ root }) => {
    const spacing = planSpacing(root);
    return { markup: root.childNodes.map((child) => write(child, spacing)).join("") };
  };
}

function write(node, spacing) {
  const space = spacing.before.get(node);
  return (space ? `<mspace width="${space}"/>` : "") + element(node, spacing);
}

function element(node, spacing) {
  switch (node.kind) {
    case "text":
      return escape(node.getText());
    case "XML":
      return node.getSerializedXML();
    case "inferredMrow":
      return inner(node, spacing);
    case "TeXAtom":
    case "mrow":
    case "mstyle":
      return row(node, spacing);
    case "mi":
    case "mn":
    case "mo":
    case "mtext":
    case "ms":
      return token(node, spacing);
    case "menclose":
      return tag("mrow", { class: enclosure(node) }, inner(node, spacing));
    case "maction":
      return write(node.childNodes[0], spacing);
    case "none":
      return "<mrow/>";
    case "mpadded":
      return padded(node, spacing);
    case "msqrt":
      return root(node, spacing);
    case "msup":
      return isPrime(node.childNodes[1]) ? tag("mrow", {}, inner(node, spacing)) : scripts(node, spacing);
    case "mtable":
      return tag("mtable", { ...kept(node), class: tableClass(node) }, inner(node, spacing));
    case "mtr":
      return tag("mtr", { ...kept(node), class: rowClass(node) }, inner(node, spacing));
    case "mlabeledtr":
      return tag("mtr", kept(node), labelled(node, spacing));
    case "mtd":
      return tag("mtd", { ...kept(node), class: cellClass(node) }, inner(node, spacing));
    default:
      return scripts(node, spacing);
  }
}

function scripts(node, spacing) {
  return tag(node.kind, { ...kept(node), ...accents(node) }, inner(node, spacing));
}

// Fonts draw the prime raised and small already; a browser that makes it a script too shrinks it twice.
function isPrime(node) {
  const core = node.coreMO?.();
  return node.isKind?.("mo") || core?.kind === "mo" ? /^[′″‴⁗]$/.test(core?.getText?.() ?? "") : false;
}

// TeX halves what a root sign is taller than its content; a browser hangs all of it below. A strut brings a
// plain content to the height that the smallest sign has.
const TALL = new Set(["mfrac", "mtable", "munderover", "munder", "mover", "msqrt", "mroot", "menclose"]);

function root(node, spacing) {
  if (contains(node, TALL)) return tag("msqrt", kept(node), inner(node, spacing));
  const strut = tag("mspace", { height: "0.76em", depth: "0.12em" }, "");
  return tag("msqrt", { ...kept(node), class: "ml-plain" }, inner(node, spacing) + strut);
}

function contains(node, kinds) {
  return (node.childNodes ?? []).some((child) => kinds.has(child.kind) || contains(child, kinds));
}

// "+0.8em", MathJax's way to widen the label of a stretched arrow.
function padded(node, spacing) {
  const widening = /^\+(\d*\.?\d+)em$/.exec(String(node.attributes.getExplicit("width") ?? ""));
  if (!widening) return scripts(node, spacing);
  const before = parseFloat(node.attributes.getExplicit("lspace") ?? "0") || 0;
  const space = (width) => (width > 0 ? `<mspace width="${Number(width.toFixed(3))}em"/>` : "");
  return tag("mrow", {}, space(before) + inner(node, spacing) + space(Number(widening[1]) - before));
}

function inner(node, spacing) {
  const children = isRow(node) ? node.childNodes.filter((child) => !isNothing(child)) : node.childNodes;
  return children.map((child) => write(child, spacing)).join("");
}

function isRow(node) {
  return ["mrow", "inferredMrow", "TeXAtom"].includes(node.kind);
}

// The delimiter of `\left.`; elsewhere than in a row it would hold a script's place.
function isNothing(node) {
  return node.kind === "mo" && node.getText() === "";
}

// The tag of a row stands first in MathJax's tree and last on paper.
function labelled(node, spacing) {
  const [label, ...cells] = node.childNodes;
  const tagged = tag("mtd", { class: "ml-tag" }, inner(label, spacing));
  return cells.map((cell) => write(cell, spacing)).join("") + tagged;
}

// A row with one member and nothing to say is that member.
function row(node, spacing) {
  const attributes = kept(node);
  const members = node.childNodes.flatMap((child) => (child.kind === "inferredMrow" ? child.childNodes : [child]));
  const single = members.length === 1 && !spacing.before.has(members[0]);
  if (single && Object.keys(attributes).length === 0) return element(members[0], spacing);
  const name = node.kind === "mstyle" && Object.keys(attributes).length ? "mstyle" : "mrow";
  return tag(name, attributes, inner(node, spacing));
}

function token(node, spacing) {
  const text = node.childNodes.map((child) => (child.kind === "text" ? child.getText() : "")).join("");
  const rest = node.childNodes.filter((child) => child.kind !== "text").map((child) => element(child, spacing));
  const variant = node.attributes.getExplicit("mathvariant");
  const drawn = letters(text, variant, node);
  const attributes = { ...kept(node), ...drawn.attributes, ...smallArrow(node, text), ...(spacing.operators.get(node) ?? {}) };
  return tag(node.kind, attributes, escape(drawn.text) + rest.join(""));
}

// \vec has TeX's small arrow, which no browser finds by itself. A long arrow over letters loses its head in
// Chromium 156, so such arrows stay short.
function smallArrow(node, text) {
  const accent = node.parent?.kind === "mover" && node.parent.childNodes[1] === node;
  if (!accent || !/^[←→↔]$/.test(text)) return {};
  return node.attributes.getExplicit("stretchy") === false ? { mathsize: "65%" } : { stretchy: "false" };
}

// Core reads `accent` from the script's element alone, MathJax from the operator's dictionary.
function accents(node) {
  const found = {};
  if ((node.kind === "mover" || node.kind === "munderover") && isAccent(node.childNodes.at(-1))) found.accent = "true";
  if ((node.kind === "munder" || node.kind === "munderover") && isAccent(node.childNodes[1])) found.accentunder = "true";
  return found;
}

function isAccent(node) {
  const core = node?.coreMO?.();
  return core?.kind === "mo" && core.attributes.get("accent") === true;
}

function enclosure(node) {
  const names = String(node.attributes.get("notation")).split(/\s+/).filter((name) => /^[a-z]+$/.test(name));
  return ["ml-enclose", ...names.map((name) => `ml-${name}`)].join(" ");
}

function kept(node) {
  const found = {};
  for (const [name, value] of Object.entries(node.attributes.getAllAttributes())) {
    const text = String(value);
    if (!KEPT.has(name) || (LENGTHS.has(name) && !LENGTH.test(text))) continue;
    // A line break is the page's business; a fixed width on a table is MathJax's default.
    if (node.kind === "mtable" && (name === "width" || name === "minsize")) continue;
    found[name] = text;
  }
  if (node.kind === "mrow" || node.kind === "TeXAtom") delete found.stretchy;
  return found;
}

export function tag(name, attributes, content) {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([key, value]) => ` ${key}="${escape(value).replaceAll('"', "&quot;")}"`)
    .join("");
  return content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>`;
}

// XML has no place for control characters.
export function escape(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
