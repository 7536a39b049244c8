// TeX -> MathJax's internal tree of MathML nodes, one formula at a time, each with a clean slate.
import { liteAdaptor } from "@mathjax/src/js/adaptors/liteAdaptor.js";
import { STATE } from "@mathjax/src/js/core/MathItem.js";
import { RegisterHTMLHandler } from "@mathjax/src/js/handlers/html.js";
import { TeX } from "@mathjax/src/js/input/tex.js";
import { mathjax } from "@mathjax/src/js/mathjax.js";

// What MathJax in a browser has loaded or loads by itself on first use. Left out: `require` and `autoload`
// (nothing to fetch here), `noundefined` and `noerrors` (an unknown command must be an error), `bussproofs`
// (it measures type while parsing).
const STANDARD = {
  base: "base/Base",
  action: "action/Action",
  ams: "ams/Ams",
  amscd: "amscd/AmsCd",
  bbox: "bbox/Bbox",
  boldsymbol: "boldsymbol/Boldsymbol",
  braket: "braket/Braket",
  cancel: "cancel/Cancel",
  cases: "cases/Cases",
  centernot: "centernot/Centernot",
  color: "color/Color",
  colortbl: "colortbl/Colortbl",
  configmacros: "configmacros/ConfigMacros",
  empheq: "empheq/Empheq",
  enclose: "enclose/Enclose",
  extpfeil: "extpfeil/Extpfeil",
  gensymb: "gensymb/Gensymb",
  html: "html/Html",
  mathtools: "mathtools/Mathtools",
  mhchem: "mhchem/Mhchem",
  newcommand: "newcommand/Newcommand",
  textcomp: "textcomp/Textcomp",
  textmacros: "textmacros/TextMacros",
  unicode: "unicode/Unicode",
  units: "units/Units",
  upgreek: "upgreek/Upgreek",
  verb: "verb/Verb",
};
// These change the meaning of standard commands, so a book has to ask for them.
const ON_REQUEST = { physics: "physics/Physics", colorv2: "colorv2/ColorV2" };

// Commands that a book may use and plain MathJax does not know. A book's own macros win.
const MACROS = { bm: ["\\boldsymbol{#1}", 1], require: ["", 1], nonumber: "", notag: "" };

const DEFINES = /\\(?:(?:re)?newcommand|providecommand|newenvironment|renewenvironment|DeclareMathOperator|DeclarePairedDelimiter|[gex]?def|let)(?![a-zA-Z])/;

for (const path of Object.values({ ...STANDARD, ...ON_REQUEST })) {
  await import(`@mathjax/src/js/input/tex/${path}Configuration.js`);
}
const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

export class TexReader {
  #settings;
  #output;
  #shared = null;

  // `output` draws for kinds that need it; MathML and words are made from the tree alone.
  constructor(settings, output = undefined) {
    this.#settings = settings;
    this.#output = output;
  }

  // Returns {root, document}. Throws an Error with `texError` and `position` on TeX that is not understood.
  read({ tex, display, preamble }) {
    const definitions = preamble ?? "";
    const clean = !definitions && !DEFINES.test(tex);
    const document = clean ? (this.#shared ??= this.#document()) : this.#document();
    document.inputJax[0].reset();
    if (definitions) convert(document, definitions, display);
    const root = convert(document, tex, display);
    root.setTeXclass(null);
    return { root, document, adaptor };
  }

  #document() {
    const asked = this.#settings.packages.filter((name) => name in ON_REQUEST);
    const tex = new TeX({
      packages: [...Object.keys(STANDARD), ...asked],
      macros: { ...MACROS, ...this.#settings.macros },
      tags: "none",
      formatError: fail,
    });
    return mathjax.document("", { InputJax: tex, ...(this.#output ? { OutputJax: this.#output } : {}) });
  }
}

function convert(document, tex, display) {
  return document.convert(tex, { display, end: STATE.CONVERT });
}

// MathJax's hook for TeX errors. Its parsers work on strings that shrink as macros are expanded, but what
// is still unread is always a suffix of the formula, and so tells the place.
function fail(jax, error) {
  const tex = jax.latex;
  const parser = jax.parseOptions.parsers.at(-1);
  const unread = parser ? parser.string.length - parser.i : 0;
  let position = Math.min(Math.max(tex.length - unread, 0), tex.length);
  const name = /\\(?:[a-zA-Z]+|.)/.exec(error.message)?.[0] ?? /'([^']+)'/.exec(error.message)?.[1];
  const named = name ? tex.lastIndexOf(name, position) : -1;
  if (named >= 0) position = named;
  throw Object.assign(new Error(error.message.replace(/\n[^]*/, "")), { texError: true, position });
}
