// The copy of an edition that a reader keeps: saved, brought up to date, removed. The service worker answers from it.
import { island, site } from "./island.mjs";

const PREFIX = `mlsysbook ${site.pathname} `;
const NOTES = `${PREFIX}notes`;
const address = (name) => new URL(name, site).href;
const CURRENT = address("notes/current");
const AT_ONCE = 6;

export const possible = () => "caches" in globalThis && "serviceWorker" in navigator && isSecureContext;

// Registered once the page is quiet; what it is for stands in the worker itself.
export async function register() {
  if (!possible()) return null;
  try {
    return await navigator.serviceWorker.register(new URL("sw.js", site), { scope: site.pathname });
  } catch (error) {
    console.warn("The service worker could not be registered; pages are not isolated and cannot be saved.", error);
    return null;
  }
}

// {build, bytes, files: [[path, size, digest]]} of what the site has now. Refused when it cannot be asked.
export async function list() {
  const answer = await fetch(address(`_shared/offline-${island.edition}.json`), { cache: "no-store" });
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return answer.json();
}

// {name, build, bytes} of the saved copy of this edition, null without one.
export async function saved() {
  if (!possible() || !await caches.has(NOTES)) return null;
  const notes = await caches.open(NOTES);
  const kept = await notes.match(CURRENT);
  const name = kept && (await kept.json())[island.edition];
  const about = name && await notes.match(address(`notes/about/${island.edition}`));
  return about ? { name, ...await about.json() } : null;
}

async function digest(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Saves what the site has now and makes it the copy that is read from the next page on; resolves to its list.
// Refused, and nothing is changed, when a file is missing or not the one that the list names.
export async function save(report = () => {}) {
  const { build, bytes, files } = await list();
  const before = await saved();
  const name = `${PREFIX}${island.edition} ${build}`;
  if (before?.name === name) return { build, bytes };
  await register();
  // A name that no reader's page uses until all is there: the worker leaves names that end in + alone.
  const fresh = await caches.open(`${name}+`);
  const old = before && await caches.open(before.name);
  const known = new Map(before?.digests ?? []);
  const queue = [...files];
  let loaded = 0;
  const one = async ([path, size, wanted]) => {
    const there = await fresh.match(address(path)) ?? (known.get(path) === wanted ? await old?.match(address(path)) : null);
    // The mark tells the service worker that its copy is not what is asked for.
    const answer = there ?? await fetch(`${address(path)}?fresh=${build}`, { cache: "no-cache" });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    const content = await answer.arrayBuffer();
    if (await digest(content) !== wanted) throw new Error(`${path}: the site is being renewed; try again in a minute`);
    const headers = { "Content-Type": answer.headers.get("Content-Type") ?? "application/octet-stream" };
    await fresh.put(address(path), new Response(content, { headers }));
    report(loaded += size, bytes);
  };
  // The first failure empties the queue; what is under way ends before anything is said or removed.
  let failure = null;
  const worker = async () => {
    while (queue.length > 0) await one(queue.pop()).catch((error) => { failure ??= error; queue.length = 0; });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failure) {
    await caches.delete(`${name}+`);
    throw failure;
  }
  await moved(`${name}+`, name);
  await note(name, { build, bytes, digests: files.map(([path, , hash]) => [path, hash]) });
  navigator.storage?.persist?.();
  return { build, bytes };
}

async function moved(from, to) {
  const [source, target] = [await caches.open(from), await caches.open(to)];
  for (const request of await source.keys()) await target.put(request, await source.match(request));
  await caches.delete(from);
}

async function note(name, about) {
  const notes = await caches.open(NOTES);
  const kept = await notes.match(CURRENT);
  const builds = { ...(kept ? await kept.json() : {}), [island.edition]: name };
  await notes.put(address(`notes/about/${island.edition}`), Response.json(about));
  await notes.put(CURRENT, Response.json(builds));
}

// Brings a saved copy up to date where the site has a newer build and can be asked; resolves to whether it did.
export async function renew() {
  const before = await saved();
  if (!before) return false;
  const now = await list().catch(() => null);
  if (!now || now.build === before.build) return false;
  await save();
  return true;
}

// Removes the copy of every edition of this site.
export async function remove() {
  for (const name of await caches.keys()) if (name.startsWith(PREFIX)) await caches.delete(name);
}
