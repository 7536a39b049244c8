// CodeMirror 6, the parts that the book uses; bundled into codemirror.mjs by the build.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, temporarilySetTabFocusMode } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

// The page's own colors: a listing looks the same before and after it becomes a field.
const color = (name) => `var(--ml-code-${name}, currentColor)`;
const style = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier, tags.bool, tags.null], color: color("keyword"), fontWeight: "600" },
  { tag: [tags.string, tags.special(tags.string)], color: color("string") },
  { tag: tags.number, color: color("number") },
  { tag: [tags.comment, tags.meta], color: color("comment"), fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.definition(tags.className)], color: color("name") },
]);

const looks = EditorView.theme({
  "&": { font: "inherit", color: "inherit", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "2px solid var(--ml-focus, #0a5bd0)", outlineOffset: "1px" },
  ".cm-scroller": { font: "inherit", lineHeight: "inherit", overflowX: "auto" },
  ".cm-content": { padding: "0.85em 0", caretColor: "currentColor" },
  ".cm-line": { padding: "0 1.1em 0 0.5em" },
  ".cm-gutters": { backgroundColor: "transparent", color: "var(--ml-ink-2, #555)", border: "0", paddingLeft: "0.3em" },
  ".cm-cursor": { borderLeftColor: "currentColor" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "color-mix(in srgb, var(--ml-focus, #0a5bd0) 25%, transparent)" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid currentColor" },
  ".cm-tooltip": { background: "var(--ml-page, #fff)", color: "var(--ml-ink, #111)", border: "1px solid var(--ml-rule-2, #888)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": { background: "var(--ml-link, #1c4f8a)", color: "var(--ml-page, #fff)" },
});

// Names that may follow what stands before the cursor, as the caller finds them.
const source = (complete) => async (context) => {
  const word = context.matchBefore(/[\w.]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const line = context.state.doc.lineAt(context.pos);
  const names = await complete(line.text.slice(0, context.pos - line.from));
  const from = word.from + word.text.lastIndexOf(".") + 1;
  return names.length ? { from, options: names.map((label) => ({ label })), validFor: /^\w*$/ } : null;
};

export function codeField(parent, { text, language, label, onChange, complete, keys }) {
  const own = Object.entries(keys).map(([key, run]) => ({ key, run: () => { run(); return true; } }));
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([...own, ...closeBracketsKeymap, ...completionKeymap,
          { key: "Escape", run: temporarilySetTabFocusMode }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
        lineNumbers(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), bracketMatching(), closeBrackets(),
        indentUnit.of("    "), looks, syntaxHighlighting(style),
        ...(language === "python" ? [python()] : []),
        complete ? autocompletion({ override: [source(complete)] }) : [],
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", spellcheck: "false", autocapitalize: "off", autocorrect: "off" }),
        EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    setText: (value) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } }),
    focus: () => view.focus(),
    destroy: () => view.destroy(),
    mark(line) {
      const { from, to } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
      view.dispatch({ selection: { anchor: from, head: to }, scrollIntoView: true });
      view.focus();
    },
  };
}
