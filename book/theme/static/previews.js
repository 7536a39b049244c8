/* Rest on a reference and see what it refers to. */
const pages = new Map();
const bubble = Object.assign(document.createElement("div"), { className: "ml-preview bd-article", id: "ml-preview", hidden: true });
bubble.setAttribute("role", "tooltip");
let owner = null;
let timer;

function pageOf(url) {
  const address = url.origin + url.pathname;
  if (address === location.origin + location.pathname) return Promise.resolve(document);
  if (!pages.has(address)) {
    pages.set(address, fetch(address).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${address}`);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    }));
  }
  return pages.get(address);
}

/* A section shows its title and first paragraph; a term, its entry; anything else, itself. */
function excerpt(page, hash) {
  let target = hash ? page.getElementById(decodeURIComponent(hash.slice(1))) : page.querySelector(".bd-article section");
  if (!target) return [];
  if (target.matches("span, a:empty") && !target.closest("li, td, p")) target = target.nextElementSibling ?? target.parentElement;
  if (target.matches("dt")) {
    let body = target.nextElementSibling;
    while (body && body.matches("dt")) body = body.nextElementSibling;
    return [target, body];
  }
  if (target.matches("h1, h2, h3, h4")) target = target.parentElement;
  if (target.matches("section:not([class*='ml-'])")) return [target.querySelector(":scope > :is(h1, h2, h3, h4)"), target.querySelector(":scope > p")];
  if (target.matches("span, em, a")) return [target.closest("p, li, td, figure") ?? target];
  return [target];
}

function copy(node, from) {
  const twin = document.importNode(node, true);
  for (const each of twin.querySelectorAll("a.headerlink, button, script, .copybtn")) each.remove();
  /* A drawing keeps its ids: its clips and markers refer to them. */
  for (const each of [twin, ...twin.querySelectorAll("[id]:not(svg *)")]) each.removeAttribute("id");
  for (const name of ["src", "href"]) {
    for (const each of twin.querySelectorAll(`[${name}]`)) {
      const value = each.getAttribute(name);
      if (!value.startsWith("#") && !value.startsWith("data:")) each.setAttribute(name, new URL(value, from));
    }
  }
  return twin;
}

function place(link) {
  const rect = [...link.getClientRects()].at(-1) ?? link.getBoundingClientRect();
  const width = Math.min(480, innerWidth - 32);
  bubble.style.width = `${width}px`;
  bubble.style.left = `${Math.max(16, Math.min(rect.left, innerWidth - width - 16)) + scrollX}px`;
  const below = innerHeight - rect.bottom > Math.min(bubble.offsetHeight, 320) + 16 || rect.top < 200;
  bubble.style.top = `${(below ? rect.bottom + 6 : rect.top - bubble.offsetHeight - 6) + scrollY}px`;
}

async function show(link) {
  const url = new URL(link.href);
  let parts;
  try {
    parts = excerpt(await pageOf(url), url.hash).filter(Boolean);
  } catch (error) {
    console.warn(error);
    return;
  }
  if (!parts.length || owner !== link) return;
  bubble.replaceChildren(...parts.map((each) => copy(each, url)));
  bubble.hidden = false;
  link.setAttribute("aria-describedby", bubble.id);
  place(link);
}

function hide() {
  clearTimeout(timer);
  owner?.removeAttribute("aria-describedby");
  owner = null;
  bubble.hidden = true;
}

function later(link, wait) {
  if (link === owner) { clearTimeout(timer); return; }
  hide();
  owner = link;
  timer = setTimeout(() => show(link), wait);
}

export function start() {
  document.body.append(bubble);
  const wanted = (node) => {
    const link = node.closest?.(".bd-article a[href]");
    return link && !link.closest(".ml-preview, .ml-plan") && link.origin === location.origin && !link.matches(".headerlink, [download]") ? link : null;
  };
  addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = wanted(event.target);
    if (link) later(link, 220);
    else if (owner && bubble.contains(event.target)) clearTimeout(timer);
    else if (owner) { clearTimeout(timer); timer = setTimeout(hide, 180); }
  });
  addEventListener("focusin", (event) => {
    const link = wanted(event.target);
    if (link?.matches(":focus-visible")) later(link, 220);
    else if (!bubble.contains(event.target)) hide();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
}
