// Between a page and the network: lets pages be isolated, and answers from the copy that a reader has saved.
//
// A static host sends no headers, and without two of them a page has no shared memory, by which its Python is
// stopped. What was saved is one cache an edition and build; a page is answered from the build that it began
// with, also when a newer one has been saved meanwhile. Saving itself is the page's work (lab/offline.mjs).
const PREFIX = `mlsysbook ${new URL(registration.scope).pathname} `;
const NOTES = `${PREFIX}notes`;
const root = new URL(registration.scope).pathname;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith(root)) return;
  // The list of files tells whether a newer build is there, and what it names is fetched: never from a copy.
  if (url.searchParams.has("fresh") || /\/_shared\/offline-[^/]*\.json$/.test(url.pathname)) return;
  event.respondWith(answer(event, url));
});

async function answer(event, url) {
  const { request } = event;
  const saved = await fromCopy(event, url);
  const found = saved ?? await fetch(request);
  const isolated = ["document", "iframe", "worker", "sharedworker"].includes(request.destination) || request.mode === "navigate";
  return isolated && found.type !== "opaqueredirect" && found.status !== 0 ? withHeaders(found) : found;
}

function withHeaders(found) {
  const headers = new Headers(found.headers);
  headers.set("Cross-Origin-Opener-Policy", "same-origin");
  headers.set("Cross-Origin-Embedder-Policy", "require-corp");
  const empty = [101, 204, 205, 304].includes(found.status);
  return new Response(empty ? null : found.body, { status: found.status, statusText: found.statusText, headers });
}

// What a saved build has for this address; undefined where nothing is saved or the page began without.
async function fromCopy(event, url) {
  if (!await caches.has(NOTES)) return undefined;
  const notes = await caches.open(NOTES);
  const builds = await current(notes);
  const begun = event.request.mode === "navigate" ? undefined : await (await notes.match(client(event.clientId)))?.text();
  const path = url.pathname.endsWith("/") ? `${url.pathname}index.html` : url.pathname;
  // An address with a hash means the same in every build; a worker does not say which page it belongs to.
  const others = url.pathname.includes("/_shared/") ? (await caches.keys()).filter((each) => each.startsWith(PREFIX)) : [];
  for (const name of new Set([...(begun ? [begun] : []), ...builds, ...others])) {
    if (!await caches.has(name)) continue;
    const found = await (await caches.open(name)).match(path);
    if (!found) continue;
    if (event.request.mode === "navigate") event.waitUntil(remember(notes, event.resultingClientId, name));
    return found;
  }
  return undefined;
}

const client = (id) => new URL(`notes/client/${id}`, registration.scope).href;

// The caches in use, by edition.
async function current(notes) {
  const kept = await notes.match(new URL("notes/current", registration.scope).href);
  return kept ? Object.values(await kept.json()) : [];
}

// Which build a page began with, until the page is closed; builds that nobody reads any more go.
async function remember(notes, id, name) {
  await notes.put(client(id), new Response(name));
  const open = new Set((await clients.matchAll({ includeUncontrolled: true })).map((each) => client(each.id)).concat(client(id)));
  const used = new Set([...await current(notes), NOTES]);
  for (const request of await notes.keys()) {
    if (!request.url.includes("notes/client/")) continue;
    if (open.has(request.url)) used.add(await (await notes.match(request)).text());
    else await notes.delete(request);
  }
  for (const each of await caches.keys()) if (each.startsWith(PREFIX) && !each.endsWith("+") && !used.has(each)) await caches.delete(each);
}
