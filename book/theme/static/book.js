/* What every page needs, also one opened from a folder, where browsers refuse modules: theme, drawers, keys,
   the reader's place. Previews and search are modules. */
(() => {
  const root = document.documentElement;
  const base = new URL(root.dataset.content_root || "./", location.href);
  const served = location.protocol.startsWith("http");
  const words = JSON.parse(document.getElementById("ml-words")?.textContent || "{}");
  const all = (css) => [...document.querySelectorAll(css)];
  const module = (name) => import(new URL(`_static/${name}.js`, base));
  /* Where storage is switched off nothing is kept, and nothing breaks. */
  const read = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* see above */ } };

  const theme = () => keep("theme", root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark");

  /* A drawer shows a copy of its column. */
  function openDrawer(name, source) {
    const drawer = document.getElementById(`ml-drawer-${name}`);
    if (drawer.childElementCount === 1) {
      for (const child of document.getElementById(source).children) drawer.append(child.cloneNode(true));
      for (const each of drawer.querySelectorAll("[id]")) each.removeAttribute("id");
      drawer.addEventListener("click", (event) => event.target.closest("a") && drawer.close());
    }
    drawer.showModal();
  }

  const actions = {
    theme,
    contents: () => openDrawer("contents", "ml-contents"),
    toc: () => openDrawer("toc", "ml-page-toc"),
    lab: () => {
      const lab = JSON.parse(document.getElementById("ml-lab").textContent);
      import(new URL(`${lab.folder}lab/panel.mjs`, document.baseURI)).then((it) => it.open());
    },
    help: () => document.getElementById("ml-help").showModal(),
    search: () => {
      if (!served) { location.href = new URL("search.html", base); return; }
      /* Open before the module is here: what is typed meanwhile belongs into the field. */
      const box = document.getElementById("ml-search");
      box.showModal();
      box.querySelector("input").select();
      module("search").then((it) => it.wire(box, base, words));
    },
  };

  /* The language: the entrance page remembers it, and the place on the page goes along. */
  for (const link of all("[data-edition]")) link.addEventListener("click", () => {
    keep("mlsysbook-edition", link.dataset.edition);
    link.hash = location.hash;
  });
  addEventListener("click", (event) => {
    for (const menu of all("details.ml-languages[open]")) if (!menu.contains(event.target)) menu.open = false;
    const opener = event.target.closest("[data-open]");
    if (opener && !event.ctrlKey && !event.metaKey) { event.preventDefault(); actions[opener.dataset.open](); return; }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    else if (event.target instanceof HTMLDialogElement) {
      const box = event.target.getBoundingClientRect();
      if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) event.target.close();
    }
  });

  const headings = () => all(".bd-article section[id] > :is(h1, h2, h3)");
  const top = () => parseFloat(getComputedStyle(root).scrollPaddingTop) || 0;
  function step(by) {
    const found = headings();
    const line = top() + 8;
    const place = found.filter((each) => each.getBoundingClientRect().top <= line).length - 1;
    /* `k` in the middle of a section goes to its own heading first. */
    const inside = by < 0 && found[place]?.getBoundingClientRect().top < line - 24;
    const target = found[inside ? place : place + by];
    if (!target) return;
    history.replaceState(null, "", `#${target.parentElement.id}`);
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView();
  }

  const keys = { "/": actions.search, t: theme, "?": actions.help, j: () => step(1), k: () => step(-1) };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable], .cm-editor") || document.querySelector("dialog[open]")) return;
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  /* The reader's place: in the contents, and in the text for the next visit. */
  const column = document.getElementById("ml-contents");
  const current = column?.querySelector("a.current, .current > a");
  if (current) column.scrollTop = Math.max(0, current.offsetTop - column.clientHeight / 2);
  const key = `place:${location.pathname}`;
  const inside = document.referrer.startsWith(base.href);
  const kept = Number(read(key));
  if (kept > 0 && !location.hash && !inside && performance.getEntriesByType("navigation")[0]?.type === "navigate") scrollTo(0, kept);
  addEventListener("pagehide", () => {
    keep(key, String(Math.round(scrollY)));
    if (location.pathname.includes("/chapters/")) keep(`last:${base.pathname}`, JSON.stringify({ url: location.pathname, title: document.title.split(" — ")[0] }));
  });
  const resume = document.querySelector(".ml-resume");
  if (resume) {
    const last = JSON.parse(read(`last:${base.pathname}`) || "null");
    if (last) resume.append(`${words.continue}: `, Object.assign(document.createElement("a"), { textContent: last.title, href: last.url }));
  }

  /* Which section is being read, in the list beside the text. */
  const links = new Map(all("#ml-page-toc a[href^='#']").map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  if (links.size) {
    const mark = () => {
      const line = top() + 24;
      const seen = headings().filter((each) => links.has(each.parentElement.id) && each.getBoundingClientRect().top <= line);
      const id = seen.at(-1)?.parentElement.id;
      for (const [name, link] of links) {
        link.ariaCurrent = name === id ? "location" : null;
      }
    };
    let waiting = 0;
    addEventListener("scroll", () => { waiting ||= requestAnimationFrame(() => { waiting = 0; mark(); }); }, { passive: true });
    mark();
  }

  /* What scrolls can be reached by keyboard; a long output can be opened. */
  for (const box of all(".bd-article :is(pre, .pst-scrollable-table-container, div.math, .output)")) {
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
