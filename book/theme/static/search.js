/* A field and a list over Pagefind's index, fetched from beside the pages on the first search. */
let engine;
const load = (base) => (engine ??= import(new URL("pagefind/pagefind.js", base)).then(async (it) => { await it.init(); return it; }));

/* Words as Pagefind counts them: between spaces, in Chinese, Japanese and Korean zero-width ones. */
function wordsOf(page) {
  const text = page.raw_content.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
  return text.includes("\u200b") ? { all: text.split("\u200b"), gap: "" } : { all: text.split(/\s+/), gap: " " };
}

/* Sphinx puts the anchor on the section, where Pagefind expects it on the heading: part the hits ourselves. */
function partsOf(page) {
  const { all, gap } = wordsOf(page);
  const sections = page.anchors.filter((each) => each.element === "section").sort((a, b) => a.location - b.location);
  const parts = new Map();
  for (const at of page.locations) {
    const section = sections.findLast((each) => each.location <= at);
    if (section && section !== sections[0]) parts.set(section, [...(parts.get(section) ?? []), at]);
  }
  return [...parts].sort((a, b) => b[1].length - a[1].length).slice(0, 3).map(([section, hits]) => {
    const start = section.location;
    const end = all.findIndex((word, index) => index >= start && /[.。]$/.test(word));
    return { url: `${page.url}#${section.id}`, title: all.slice(start, end + 1).join(gap).replace(/[.。]$/, ""), excerpt: near(all, gap, hits) };
  });
}

function near(all, gap, hits) {
  const from = Math.max(0, hits[0] - 9);
  return [from ? "… " : "", ...all.slice(from, from + 26).flatMap((word, index) => {
    const mark = document.createElement("mark");
    mark.textContent = word;
    return [hits.includes(from + index) ? mark : word, gap];
  })];
}

function item(hit, name = "") {
  const link = Object.assign(document.createElement("a"), { href: hit.url, className: name });
  const title = Object.assign(document.createElement("strong"), { textContent: hit.title });
  const text = document.createElement("span");
  text.append(...hit.excerpt);
  link.append(title, text);
  return link;
}

async function show(results, found, words) {
  const pages = await Promise.all(found.slice(0, 8).map((each) => each.data()));
  results.replaceChildren(...pages.map((page) => {
    const { all, gap } = wordsOf(page);
    const group = document.createElement("section");
    group.append(item({ url: page.url, title: page.meta.title, excerpt: near(all, gap, page.locations) }));
    group.append(...partsOf(page).map((part) => item(part, "ml-search__part")));
    return group;
  }));
  if (!pages.length) results.textContent = words.none;
}

/* Let a box with a field and a list search; what the field holds already is searched for at once. */
export function wire(box, base, words) {
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
    if (event.key === "Escape") { event.preventDefault(); box.close?.(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...results.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });
  results.addEventListener("click", (event) => event.target.closest("a") && box.close?.());
  run();
}

export function page(base, words) {
  const box = document.getElementById("ml-search-page");
  box.querySelector(".ml-search__file").hidden = true;
  const input = box.querySelector("input");
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  wire(box, base, words);
  input.focus();
}
