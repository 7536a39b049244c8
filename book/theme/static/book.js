/* What every page needs, also one opened from a folder (where browsers refuse modules): theme, drawers,
   keys, the place in the page. Previews and search are modules, loaded when they can be of use. */
(() => {
  const root = document.documentElement;
  const base = new URL(root.dataset.content_root || "./", location.href);
  const served = location.protocol.startsWith("http");
  const words = JSON.parse(document.getElementById("ml-words")?.textContent || "{}");
  const module = (name) => import(new URL(`_static/${name}.js`, base));
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* private window: nothing is kept */ } },
  };

  function toggleTheme() {
    const next = root.dataset.theme === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    store.set("theme", next);
  }

  /* The drawer shows a copy of the column, made when it is first opened. */
  function openDrawer(name, source) {
    const drawer = document.getElementById(`ml-drawer-${name}`);
    const box = drawer.querySelector("div");
    const column = document.getElementById(source);
    if (!column) return;
    if (!box.firstChild) {
      for (const child of column.children) box.append(child.cloneNode(true));
      for (const each of box.querySelectorAll("[id]")) each.removeAttribute("id");
      box.addEventListener("click", (event) => event.target.closest("a") && drawer.close());
    }
    drawer.showModal();
  }

  const actions = {
    theme: toggleTheme,
    contents: () => openDrawer("contents", "ml-contents"),
    toc: () => openDrawer("toc", "ml-page-toc"),
    help: () => document.getElementById("ml-help").showModal(),
    search: () => {
      if (!served) location.href = new URL("search.html", base);
      else module("search").then((it) => it.open(base, words));
    },
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener && !event.ctrlKey && !event.metaKey) { event.preventDefault(); actions[opener.dataset.open](); return; }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    else if (event.target instanceof HTMLDialogElement) {
      const box = event.target.getBoundingClientRect();
      if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) event.target.close();
    }
  });

  const headings = () => [...document.querySelectorAll(".bd-article section[id] > :is(h1, h2, h3)")];
  const top = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
  function step(by) {
    const all = headings();
    const line = top() + 8;
    const place = all.filter((each) => each.getBoundingClientRect().top <= line).length - 1;
    const here = all[place]?.getBoundingClientRect().top;
    /* `k` in the middle of a section goes to its own heading first. */
    const to = by < 0 && here < line - 24 ? place : place + by;
    const target = all[to];
    if (!target) return;
    history.replaceState(null, "", `#${target.parentElement.id}`);
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  const keys = { "/": actions.search, t: toggleTheme, "?": actions.help, j: () => step(1), k: () => step(-1) };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable], .cm-editor") || document.querySelector("dialog[open]")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  /* The contents keep their own place from page to page; the text keeps its place for the next visit. */
  const column = document.getElementById("ml-contents");
  const current = column?.querySelector("a.current, .current > a");
  if (current) column.scrollTop = Math.max(0, current.offsetTop - column.clientHeight / 2);
  const key = `place:${location.pathname}`;
  const inside = document.referrer.startsWith(base.href);
  const kept = Number(store.get(key));
  if (kept > 0 && !location.hash && !inside && performance.getEntriesByType("navigation")[0]?.type === "navigate") scrollTo(0, kept);
  addEventListener("pagehide", () => {
    store.set(key, String(Math.round(scrollY)));
    if (location.pathname.includes("/chapters/")) store.set(`last:${base.pathname}`, JSON.stringify({ url: location.pathname + location.hash, title: document.querySelector("h1")?.innerText.replace("#", "").replace(/\s+/g, " ").trim() }));
  });
  const resume = document.querySelector(".ml-resume");
  if (resume) {
    const last = JSON.parse(store.get(`last:${base.pathname}`) || "null");
    if (last && String(last.url).startsWith("/")) {
      const link = Object.assign(document.createElement("a"), { textContent: last.title });
      link.href = last.url;
      resume.append(`${words.continue}: `, link);
    }
  }

  /* Which section is being read, in the list beside the text. */
  const links = new Map([...document.querySelectorAll("#ml-page-toc a[href^='#']")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  if (links.size) {
    const mark = () => {
      const line = top() + 24;
      const seen = headings().filter((each) => links.has(each.parentElement.id) && each.getBoundingClientRect().top <= line);
      const id = seen.at(-1)?.parentElement.id;
      for (const [name, link] of links) {
        if (name === id) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    let waiting = 0;
    addEventListener("scroll", () => { waiting ||= requestAnimationFrame(() => { waiting = 0; mark(); }); }, { passive: true });
    mark();
  }

  /* What scrolls by itself can be reached by keyboard; a long output can be opened in full. */
  for (const box of document.querySelectorAll(".bd-article :is(pre, .pst-scrollable-table-container, div.math, .output)")) {
    if (box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight + 2) continue;
    box.tabIndex = 0;
    const output = box.closest(".cell_output");
    if (!output || box.scrollHeight <= box.clientHeight + 24) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "ml-unfold", textContent: words.all });
    button.addEventListener("click", () => { box.classList.add("ml-unfolded"); button.remove(); });
    box.parentElement.append(button);
  }

  if (served) module("previews").then((it) => it.start());
  if (served && document.getElementById("ml-search-page")) module("search").then((it) => it.page(base, words));
})();
