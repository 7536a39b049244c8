// What a reader makes, kept by the browser and nowhere else: edits of cells, progress, the deck of questions.
//
// One IndexedDB for the site, one object store a kind, keys as the caller chooses. Where the browser keeps
// nothing (a private window, storage switched off) the same calls work on memory, for as long as the page is open.

const NAME = "mlsysbook";
const KINDS = ["edits", "progress", "deck"];
const FORMAT = "mlsysbook-reader";
const memory = Object.fromEntries(KINDS.map((kind) => [kind, new Map()]));
let opened;

// Resolves to the database, to null where there is none.
function database() {
  opened ??= new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => { for (const kind of KINDS) request.result.createObjectStore(kind); };
      request.onsuccess = () => {
        // Another tab with a later version may want to change it; the next call opens it again.
        request.result.onversionchange = () => { request.result.close(); opened = undefined; };
        resolve(request.result);
      };
      request.onerror = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
  return opened;
}

function checked(kind) {
  if (!KINDS.includes(kind)) throw new TypeError(`no such kind: ${kind}`);
}

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const written = (transaction) => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve();
  transaction.onabort = transaction.onerror = () => reject(transaction.error);
});

// Resolves to the value, undefined where there is none.
export async function get(kind, key) {
  checked(kind);
  const db = await database();
  return db ? answer(db.transaction(kind).objectStore(kind).get(key)) : memory[kind].get(key);
}

// Keeps a value (anything that structured cloning copies); undefined removes it.
export async function put(kind, key, value) {
  checked(kind);
  const db = await database();
  if (!db) return void (value === undefined ? memory[kind].delete(key) : memory[kind].set(key, structuredClone(value)));
  const transaction = db.transaction(kind, "readwrite");
  const store = transaction.objectStore(kind);
  if (value === undefined) store.delete(key);
  else store.put(value, key);
  return written(transaction);
}

// Resolves to a Map of all keys and values of a kind.
export async function all(kind) {
  checked(kind);
  const db = await database();
  if (!db) return new Map(memory[kind]);
  const store = db.transaction(kind).objectStore(kind);
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  return new Map(keys.map((key, place) => [key, values[place]]));
}

// Forgets everything of every kind.
export async function clear() {
  for (const kind of KINDS) memory[kind].clear();
  const db = await database();
  if (!db) return undefined;
  const transaction = db.transaction(KINDS, "readwrite");
  for (const kind of KINDS) transaction.objectStore(kind).clear();
  return written(transaction);
}

// Everything as one JSON text, for a file.
export async function dump() {
  const kinds = {};
  for (const kind of KINDS) kinds[kind] = Object.fromEntries(await all(kind));
  return JSON.stringify({ format: FORMAT, version: 1, kinds }, null, 1);
}

// Takes such a text in; a key that is there already gets the file's value. Refused for any other text.
export async function restore(text) {
  let found;
  try { found = JSON.parse(text); } catch { throw new TypeError("this file is not JSON"); }
  if (found?.format !== FORMAT || found.version !== 1) throw new TypeError("this file was not made by this book");
  let number = 0;
  for (const kind of KINDS) {
    for (const [key, value] of Object.entries(found.kinds?.[kind] ?? {})) {
      await put(kind, key, value);
      number += 1;
    }
  }
  return number;
}
