// A number as a reader writes it → whether it is right, a known mistake, too large or too small.

// Digits with groups of three parted by a comma or a space, a point or a comma for decimals, an exponent, a
// percent sign or the unit behind. NaN for everything else.
export function read(text, unit = "") {
  let plain = text.trim().replace(/[\s\u00a0\u202f_]+/g, " ").replace(/[−–]/g, "-");
  if (unit && plain.toLowerCase().endsWith(unit.toLowerCase())) plain = plain.slice(0, -unit.length).trim();
  plain = plain.replace(/\s*(?:[×x*·])\s*10\s*\^?\s*/i, "e").replace(/ (?=\d{3}(?:\D|$))/g, "");
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d*)?(e[-+]?\d+)?$/i.test(plain)) plain = plain.replaceAll(",", "");
  else if (/^[-+]?\d*,\d+(e[-+]?\d+)?$/i.test(plain)) plain = plain.replace(",", ".");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

// Relative tolerance; rounding of the last bits never decides.
export const near = (value, wanted, tolerance) => Math.abs(value - wanted) <= (tolerance + 1e-12) * Math.abs(wanted);

// about: { answer, tolerance, wrong: [numbers] } → { right, mistake (index in wrong, -1 for none), more (the answer is larger) }
export function judge(value, about) {
  const right = near(value, about.answer, about.tolerance);
  const mistake = right ? -1 : about.wrong.findIndex((each) => near(value, each, Math.max(about.tolerance, 0.005)));
  return { right, mistake, more: !right && value < about.answer };
}
