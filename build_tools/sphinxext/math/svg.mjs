// A formula -> one `svg` element drawn with STIX Two, self-contained, with its measures in em.
//
// Sizes come from the viewBox, in which MathJax counts thousandths of an em and the baseline is at 0.
import { MathJaxStix2Font } from "@mathjax/mathjax-stix2-font/js/svg.js";
import { SVG } from "@mathjax/src/js/output/svg.js";
import "@mathjax/src/js/util/asyncLoad/esm.js";

const UNITS = 1000;

export function output() {
  // Paths in place instead of <use>: a formula then needs nothing from its neighbours and no ids.
  return new SVG({
    fontData: MathJaxStix2Font,
    dynamicPrefix: "@mathjax/mathjax-stix2-font/js/svg/dynamic",
    fontCache: "none",
    linebreaks: { inline: false },
    displayOverflow: "overflow",
  });
}

export function writer() {
  return async ({ document, adaptor }, request) => {
    const container = await document.convertPromise(request.tex, {
      display: request.display,
      em: 16,
      ex: 8,
      containerWidth: 100 * 16,
    });
    const drawing = adaptor.tags(container, "svg")[0];
    const [, top, width, total] = adaptor.getAttribute(drawing, "viewBox").split(/\s+/).map(Number);
    for (const name of ["width", "height", "style", "role", "focusable", "aria-hidden"]) adaptor.removeAttribute(drawing, name);
    strip(adaptor, drawing);
    return {
      markup: adaptor.outerHTML(drawing),
      width: (width) / UNITS,
      height: -top / UNITS,
      depth: (total + top) / UNITS,
    };
  };
}

// MathJax notes on each group which element and which TeX it came from.
function strip(adaptor, node) {
  for (const { name } of adaptor.allAttributes?.(node) ?? []) {
    if (name.startsWith("data-")) adaptor.removeAttribute(node, name);
  }
  for (const child of adaptor.childNodes(node)) if (adaptor.kind(child) !== "#text") strip(adaptor, child);
}
