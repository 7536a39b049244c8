// A tree with TeX classes set -> the spaces that a browser would get wrong.
//
// TeX decides the space between two neighbours from both of them and the style; MathML Core gives each
// operator a space left and right from its dictionary. For each gap in a row this compares the two and,
// where they differ, sets lspace and rspace on the operators beside it, or an mspace where there is none.
const ROWS = new Set(["mrow", "inferredMrow", "TeXAtom", "math", "mstyle", "mpadded", "mphantom", "mtd", "menclose"]);
const SCRIPTED = new Set(["msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mfrac"]);
const THIN = 3;
const MEDIUM = 4;
const THICK = 5;
// What Core does with these in any position; whatever is not here is written out in full.
const DICTIONARY = new Map([
  ..."=<>≤≥≠≈≡∼≃≅≪≫∝∈∉∋⊂⊃⊆⊇→←↦⇒⇐⇔⟶⟹⟺".split("").map((each) => [each, [THICK, THICK]]),
  ..."∑∏∐⋂⋃⋁⋀⨁⨂∫∬∭∮".split("").map((each) => [each, [THIN, THIN]]),
  ..."()[]{}⌊⌋⌈⌉⟨⟩\u2061\u2062\u2063\u2064".split("").map((each) => [each, [0, 0]]),
  ...",;".split("").map((each) => [each, [0, THIN]]),
]);
const BINARY = new Set("+−±∓∧∨∩∪");

export function planSpacing(root) {
  const plan = { before: new Map(), operators: new Map() };
  visit(root, plan);
  return plan;
}

function visit(node, plan) {
  if (node.isToken || !node.childNodes) return;
  if (ROWS.has(node.kind) && node.kind !== "inferredMrow") spaceRow(node, plan);
  for (const child of node.childNodes) visit(child, plan);
}

function members(node) {
  return node.childNodes.flatMap((child) => (child.kind === "inferredMrow" ? members(child) : [child]));
}

function spaceRow(node, plan) {
  const row = members(node).filter((each) => each.kind !== "text" && each.kind !== "XML");
  const operators = row.map(operatorOf);
  const natural = operators.map((operator, at) => operator && dictionary(operator, at, row.length));
  // wanted[at]: TeX's space before member `at`, in eighteenths of an em; the row's own edges have none.
  const wanted = [...row.map((each, at) => (at ? units(each.texSpacing()) : 0)), 0];
  const sides = operators.map(() => [undefined, undefined]);
  for (let gap = 0; gap <= row.length; gap++) settle(gap, row, operators, natural, wanted, sides, plan);
  operators.forEach((operator, at) => {
    if (operator) say(operator, natural[at], sides[at], plan);
  });
}

function settle(gap, row, operators, natural, wanted, sides, plan) {
  const left = gap > 0 && operators[gap - 1] ? gap - 1 : -1;
  const right = gap < row.length && operators[gap] ? gap : -1;
  if (left < 0 && right < 0) {
    if (wanted[gap]) plan.before.set(row[gap], em(wanted[gap]));
    return;
  }
  const trusted = (left < 0 || natural[left]) && (right < 0 || natural[right]);
  const given = (left < 0 ? 0 : (natural[left]?.[1] ?? 0)) + (right < 0 ? 0 : (natural[right]?.[0] ?? 0));
  if (trusted && given === wanted[gap]) return;
  if (left >= 0) sides[left][1] = wanted[gap];
  if (right >= 0) sides[right][0] = left >= 0 ? 0 : wanted[gap];
}

function say(operator, natural, [left, right], plan) {
  const attributes = {};
  if (left !== undefined && left !== natural?.[0]) attributes.lspace = em(left);
  if (right !== undefined && right !== natural?.[1]) attributes.rspace = em(right);
  if (Object.keys(attributes).length) plan.operators.set(operator, attributes);
}

// Core's embellished operator: the `mo` whose spacing counts for the whole member.
function operatorOf(node) {
  if (node.kind === "mo") return node;
  if (SCRIPTED.has(node.kind)) return operatorOf(node.childNodes[0]);
  if (ROWS.has(node.kind) && node.kind !== "mtd" && node.kind !== "menclose") {
    const inside = members(node);
    return inside.length === 1 ? operatorOf(inside[0]) : null;
  }
  return null;
}

function dictionary(operator, at, length) {
  const text = operator.getText?.() ?? "";
  if (operator.attributes.getExplicit("lspace") !== undefined) return null;
  if (BINARY.has(text)) return at > 0 && at < length - 1 ? [MEDIUM, MEDIUM] : null;
  return DICTIONARY.get(text) ?? null;
}

function units(space) {
  return { thinmathspace: THIN, mediummathspace: MEDIUM, thickmathspace: THICK }[space] ?? 0;
}

function em(eighteenths) {
  return eighteenths ? `${Number((eighteenths / 18).toFixed(3))}em` : "0";
}
