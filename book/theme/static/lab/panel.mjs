// Everything about Python in this page, in one dialog: its state, the offline copy, what the reader has made.
import { island, make, megabytes, say } from "./island.mjs";
import { existing } from "./kernel.mjs";
import * as offline from "./offline.mjs";
import * as store from "./store.mjs";

let dialog;

// `python` is the page's kernel; opened from the bar, the one that its cells have made, if any.
export async function open(python = existing()) {
  dialog?.remove();
  const close = make("button", { type: "button", className: "ml-button ml-panel-close", textContent: "×", ariaLabel: say("close") });
  close.addEventListener("click", () => dialog.close());
  dialog = make("dialog", { className: "ml-dialog ml-panel", ariaLabel: say("more") }, close, make("h2", { textContent: say("more") }), state(python), ...await copy(), ...own());
  document.body.append(dialog);
  dialog.showModal();
}

function state(python) {
  const told = python?.version ? say("python", { version: python.version, memory: megabytes(python.memory) }) : say("no_python");
  return make("p", {}, told, make("br"), say(globalThis.crossOriginIsolated ? "isolated" : "alone"));
}

const button = (label, action) => {
  const made = make("button", { type: "button", className: "ml-panel-button", textContent: label });
  made.addEventListener("click", action);
  return made;
};

async function copy() {
  const line = make("p", { role: "status" });
  const place = make("p", {});
  const draw = async () => {
    const now = await offline.saved();
    if (now) {
      line.textContent = say("offline_state", { megabytes: megabytes(now.bytes) });
      return place.replaceChildren(button(say("offline_clear"), async () => { await offline.remove(); line.textContent = ""; await draw(); }));
    }
    const { bytes } = await offline.list();
    return place.replaceChildren(button(say("offline", { megabytes: megabytes(bytes) }), () => save(line, place, draw)));
  };
  if (!offline.possible()) return [make("p", { textContent: say("offline_none") })];
  try {
    await draw();
  } catch (error) {
    line.textContent = say("offline_failed", { reason: error.message });
  }
  return [make("p", { textContent: say("offline_about") }), place, line];
}

async function save(line, place, draw) {
  place.replaceChildren();
  try {
    await offline.save((loaded, total) => { line.textContent = say("offline_going", { loaded: megabytes(loaded), total: megabytes(total) }); });
    await draw();
  } catch (error) {
    await draw().catch(() => {});
    line.textContent = say("offline_failed", { reason: error.message });
  }
}

function own() {
  const line = make("p", { role: "status" });
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
  file.addEventListener("change", async () => {
    try {
      line.textContent = say("imported", { number: await store.restore(await file.files[0].text()) });
    } catch (error) {
      line.textContent = say("import_failed", { reason: error.message });
    }
    file.value = "";
  });
  const keep = async () => {
    const address = URL.createObjectURL(new Blob([await store.dump()], { type: "application/json" }));
    make("a", { href: address, download: `${island.project}-reader.json` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };
  const forget = async () => { await store.clear(); line.textContent = say("forgotten"); };
  return [
    make("h3", { textContent: say("own") }), make("p", { textContent: say("own_about") }), file,
    make("p", {}, button(say("export"), keep), " ", button(say("import"), () => file.click()), " ", button(say("forget"), forget)), line,
  ];
}
