/* A field and a list over Pagefind's index, which is fetched on the first search, from beside the pages. */
let engine;
const load = (base) => (engine ??= import(new URL("pagefind/pagefind.js", base)).then(async (it) => { await it.init(); return it; }));

function item(url, title, excerpt) {
  const link = document.createElement("a");
  link.href = url;
  const name = document.createElement("strong");
  name.textContent = title;
  const text = document.createElement("span");
  text.innerHTML = excerpt; /* Pagefind escapes the text; its only markup is <mark>. */
  link.append(name, text);
  return link;
}

async function show(results, found, words) {
  const pages = await Promise.all(found.slice(0, 8).map((each) => each.data()));
  results.replaceChildren(...pages.map((page) => {
    const group = document.createElement("section");
    group.append(item(page.url, page.meta.title, page.excerpt));
    for (const part of page.sub_results.filter((each) => each.url !== page.url).slice(0, 3)) {
      const link = item(part.url, part.title, part.excerpt);
      link.classList.add("ml-search__part");
      group.append(link);
    }
    return group;
  }));
  if (!pages.length) results.textContent = words.none;
}

function wire(box, base, words) {
  if (box.dataset.wired) return;
  box.dataset.wired = "yes";
  const input = box.querySelector("input");
  const results = box.querySelector(".ml-search__results");
  let latest = 0;
  const run = async () => {
    const turn = ++latest;
    const query = input.value.trim();
    if (!query) { results.replaceChildren(); return; }
    let found;
    try {
      found = await (await load(base)).search(query);
    } catch (error) {
      engine = undefined;
      results.textContent = words.missing;
      console.warn(error);
      return;
    }
    if (turn === latest) await show(results, found.results, words);
  };
  let timer;
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(run, 120); });
  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector("a");
    if (first) location.href = first.href;
    else run();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...results.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  results.addEventListener("click", (event) => event.target.closest("a") && box.close?.());
  run();
}

export function open(base, words) {
  const box = document.getElementById("ml-search");
  box.showModal();
  wire(box, base, words);
  box.querySelector("input").select();
}

export function page(base, words) {
  const box = document.getElementById("ml-search-page");
  box.querySelector(".ml-search__file").hidden = true;
  const input = box.querySelector("input");
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  wire(box, base, words);
  input.focus();
}
