// The editor of an exercise, Check, and what came of every test.
import { make, megabytes } from "../lab/island.mjs";
import { createEditor } from "../lab/editor.mjs";
import { get, put } from "../lab/store.mjs";
import { stored } from "./exercise.mjs";
import { Check, SECONDS } from "./grader.mjs";
import { noteCheck } from "./progress.mjs";
import { button, say } from "./words.mjs";

const PRINTED = 20_000;

export async function open({ box, about, listing, tools }) {
  if (box.querySelector(":scope > .ml-workbench")) return;
  const kept = await get("edits", stored(about)).catch(() => undefined);
  const place = make("div", { className: "ml-editor ml-workbench" });
  const [status, results] = [make("p", { className: "ml-practice-status" }), make("div", { className: "ml-results" })];
  status.setAttribute("role", "status");
  listing.after(place);
  let running = null;
  let timer;
  const keep = (text) => {
    clearTimeout(timer);
    const value = text === about.starter ? undefined : { text };
    put("edits", stored(about), value).catch((error) => console.warn("The solution could not be kept.", error));
  };
  const act = () => (running ? running.stop() : check());
  const pre = listing.querySelector("pre");
  const { fontSize, lineHeight } = pre ? getComputedStyle(pre) : {};
  Object.assign(place.style, { fontSize, lineHeight });
  const editor = await createEditor(place, {
    text: kept?.text ?? about.starter,
    label: say("code", { title: box.querySelector(".ml-name")?.textContent ?? about.key }),
    onChange: (text) => { clearTimeout(timer); timer = setTimeout(() => keep(text), 300); },
    keys: { "Ctrl-Enter": act, "Shift-Enter": act },
  });
  addEventListener("pagehide", () => keep(editor.text()));
  listing.hidden = true;
  const pressed = button("check", act);
  const restart = button("restart", () => { editor.setText(about.starter); keep(about.starter); results.replaceChildren(); status.textContent = ""; editor.focus(); });
  tools.replaceChildren(pressed, restart);
  tools.after(status, results);
  editor.focus();

  async function check() {
    const work = editor.text();
    keep(work);
    running = new Check();
    let printed = "";
    pressed.textContent = say("stop");
    results.replaceChildren();
    status.textContent = say("starting");
    try {
      const outcome = await running.run(work, about.tests, {
        print: (text) => { if (printed.length < PRINTED) printed += text; },
        progress: (loaded, total) => { status.textContent = say("loading", { loaded: megabytes(loaded), total: megabytes(total) }); },
        running: () => { status.textContent = say("running"); },
      });
      await show(outcome, printed, work.trim() !== about.starter.trim());
    } catch (error) {
      status.textContent = say("broken", { reason: error.message });
    } finally {
      running = null;
      pressed.textContent = say("check");
    }
  }

  async function show({ outcomes, late, stopped }, printed, tried) {
    if (stopped) { status.textContent = say("stopped"); return; }
    const listed = late ? [{ test: say("ends"), passed: false, message: say("late", { seconds: SECONDS }) }] : outcomes;
    const passed = listed.filter((each) => each.passed).length;
    const solved = passed === listed.length;
    status.textContent = say("tests", { passed, all: listed.length }) + (solved ? ` ${say("solved")}.` : "");
    results.replaceChildren(make("ul", { className: "ml-outcomes" }, ...listed.map((each) => line(each, editor))), ...output(printed));
    if (tried) await noteCheck(about.key, solved);
  }
}

function line({ test, passed, message }, editor) {
  const item = make("li", { className: passed ? "ml-passed" : "ml-failed" },
    make("strong", { textContent: say(passed ? "passed" : "failed") }), " ", make("span", { className: "ml-test", textContent: test }));
  if (message) item.append(make("p", {}, ...coded(message)));
  const found = /\bin line (\d+)/.exec(message);
  if (found && !passed) item.append(button("line", () => editor.mark(Number(found[1])), { line: found[1] }));
  return item;
}

// Code between backticks, as the grader writes it.
const coded = (text) => text.split("`").map((part, place) => (place % 2 ? make("code", { textContent: part }) : part));

function output(printed) {
  if (!printed) return [];
  const text = printed.length < PRINTED ? printed : `${printed.slice(0, PRINTED)}\n…`;
  const pre = make("pre", { textContent: text, tabIndex: 0, ariaLabel: say("printed") });
  pre.setAttribute("role", "region");
  return [make("p", { className: "ml-practice-note", textContent: say("printed") }), pre];
}
