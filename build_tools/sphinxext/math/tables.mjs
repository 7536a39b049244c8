// MathJax's table attributes -> class names that math.css knows, since MathML Core has no `columnalign`,
// `rowlines` and the like. A regular pattern is said once, on the table; an odd one cell by cell.
const SHORT = { left: "l", right: "r", center: "c" };

export function tableClass(table) {
  const aligns = columns(table);
  const spacing = list(table, "columnspacing");
  const words = [];
  if (isPairs(aligns) && parseFloat(spacing[0] ?? "1") === 0) words.push("ml-pairs");
  else if (aligns.length && aligns.every((each) => each === "left")) words.push("ml-left");
  if (spacing.length && !words.includes("ml-pairs") && spacing.every((each) => parseFloat(each) === 0)) words.push("ml-tight");
  if (parseFloat(list(table, "rowspacing")[0] ?? "1") <= 0.2 && /em/.test(list(table, "rowspacing")[0] ?? "")) words.push("ml-compact");
  const frame = table.attributes.getExplicit("frame");
  if (frame && frame !== "none") words.push(`ml-frame-${frame}`);
  for (const side of frameSides(table)) words.push(`ml-frame-${side}`);
  return words.join(" ");
}

export function rowClass(row) {
  const lines = list(row.parent, "rowlines");
  const at = row.parent.childNodes.indexOf(row);
  return lineName(pick(lines, at), at < row.parent.childNodes.length - 1, "ml-below");
}

export function cellClass(cell) {
  const table = cell.parent.parent;
  const cells = cell.parent.childNodes.filter((each) => each.kind === "mtd");
  // A labelled row's first cell is its tag.
  const at = cells.indexOf(cell) - (cell.parent.kind === "mlabeledtr" ? 1 : 0);
  const words = [lineName(pick(list(table, "columnlines"), at), at < width(table) - 1, "ml-right")];
  if (!/ml-(pairs|left)/.test(tableClass(table))) {
    const own = cell.attributes.getExplicit("columnalign") ?? pick(columns(table), at) ?? "center";
    if (own !== "center") words.push(`ml-${SHORT[own] ?? "c"}`);
  }
  return words.filter(Boolean).join(" ");
}

function columns(table) {
  const aligns = list(table, "columnalign");
  const wide = width(table);
  return aligns.length ? Array.from({ length: wide }, (_, at) => pick(aligns, at)) : [];
}

function width(table) {
  return Math.max(0, ...table.childNodes.map((row) => row.childNodes.length));
}

function isPairs(aligns) {
  return aligns.length > 0 && aligns.every((each, at) => each === (at % 2 ? "left" : "right"));
}

function list(node, name) {
  const value = node?.attributes?.getExplicit(name);
  return value === undefined ? [] : String(value).trim().split(/\s+/);
}

// The last value of such a list counts for all that follow.
function pick(values, at) {
  return values.length ? values[Math.min(at, values.length - 1)] : undefined;
}

function lineName(style, between, name) {
  if (!between || !style || style === "none") return "";
  return style === "dashed" ? `${name} ml-dashed` : name;
}

// \hline above or below everything and | at the ends arrive as "top right bottom left" line styles.
function frameSides(table) {
  const styles = String(table.attributes.getExplicit("data-frame-styles") ?? "").split(/\s+/);
  if (styles.length !== 4) return [];
  return ["top", "right", "bottom", "left"].filter((_, at) => styles[at] !== "none");
}
