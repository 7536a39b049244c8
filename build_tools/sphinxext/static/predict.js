// Predict first: keeps what a reader committed to and shows it beside the result.
// Without this script the form stays hidden and the folds open by themselves.
(() => {
  "use strict";
  const PREFIX = "mlsysbook:predict:";

  // Storage can be switched off; then a prediction lasts as long as the page.
  const read = (key) => {
    try { return localStorage.getItem(PREFIX + key); } catch { return null; }
  };
  const write = (key, text) => {
    try { localStorage.setItem(PREFIX + key, text); } catch { /* nothing to keep it in */ }
  };

  const show = (form, text) => {
    const { unit, answer, said, found } = form.dataset;
    const shown = unit ? `${text}\u202f${unit}` : text;
    const parts = [said.replace("%s", shown)];
    if (answer) parts.push(found.replace("%s", answer));
    form.querySelector("output").textContent = parts.join(" · ");
    form.classList.add("ml-committed");
  };

  const open = (form) => {
    const box = form.closest(".ml-experiment");
    if (box) for (const fold of box.querySelectorAll("details.ml-result")) fold.open = true;
  };

  for (const form of document.querySelectorAll("form.ml-predict-form")) {
    form.hidden = false;
    const kept = read(form.dataset.key);
    if (kept) {
      form.elements.entry.value = kept;
      show(form, kept);
      open(form);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = form.elements.entry.value.trim();
      if (!text) return;
      write(form.dataset.key, text);
      show(form, text);
      open(form);
    });
  }
})();
