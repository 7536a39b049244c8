/* The search page: a field over Pagefind's index, which lies beside the pages and is fetched on the first search. */
const input = document.getElementById("mlsysbook-search");
const status = document.getElementById("mlsysbook-search-status");
const list = document.getElementById("mlsysbook-search-results");
const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
let engine;
let turn = 0;

async function search(query) {
  const mine = ++turn;
  list.replaceChildren();
  if (!query) return;
  try {
    engine ??= import(new URL("pagefind/pagefind.js", root).href);
    const pagefind = await engine;
    const found = (await pagefind.search(query)).results;
    const pages = await Promise.all(found.slice(0, 20).map((each) => each.data()));
    if (mine !== turn) return;
    status.textContent = `${found.length}`;
    list.replaceChildren(...pages.map(entry));
  } catch (error) {
    engine = undefined;
    status.textContent = location.protocol === "file:"
      ? "Search needs a server. In this folder: python3 -m http.server --bind 127.0.0.1"
      : "The search index cannot be read.";
    console.warn(error);
  }
}

function entry(page) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = page.url;
  link.textContent = page.meta.title;
  const excerpt = document.createElement("p");
  /* Pagefind escapes the text and adds only <mark>. */
  excerpt.innerHTML = page.excerpt;
  item.append(link, excerpt);
  return item;
}

let timer;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => search(input.value.trim()), 120);
});
input.form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(input.value.trim());
});
input.value = new URLSearchParams(location.search).get("q") ?? "";
input.focus();
search(input.value.trim());
