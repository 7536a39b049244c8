// What a worker's Python may not do to its page: take all memory, ask other hosts; and how far its files are.

// The interpreter asks for at most this much (bytes); a phone's browser would end the page long before four
// gigabytes, whereas Python answers a refused allocation with MemoryError and goes on.
const MOST = 2 ** 30;
const PAGE = 65536;

export function limitMemory(most = MOST) {
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = function (about) {
    return new Memory({ ...about, maximum: Math.min(about.maximum ?? most / PAGE, Math.max(about.initial, most / PAGE)) });
  };
  WebAssembly.Memory.prototype = Memory.prototype;
}

// Once Python runs, only this site is asked: nothing that a reader types can leave the device by mistake.
export function refuseOthers() {
  const own = (address) => new URL(address, import.meta.url).origin === location.origin;
  const open = fetch;
  self.fetch = (what, how) => own(what.url ?? what) ? open(what, how) : Promise.reject(new TypeError("code in a page asks no other host"));
  const { open: start } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (!own(address)) throw new TypeError("code in a page asks no other host");
    return start.call(this, method, address, ...rest);
  };
  delete self.WebSocket;
  delete self.EventSource;
}

// Calls `report(loaded, total)` while files arrive, until the function that it returns is called. `sizes` are
// bytes by file name: what a server sends compressed tells its length in other bytes. The file that is
// compiled while it arrives is counted when it is complete, for the browser keeps compiled code only of an
// answer that nobody else reads.
export function count(sizes, report) {
  const open = self.fetch;
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  const add = (bytes) => report(loaded += bytes, total);
  const watch = new PerformanceObserver((list) => {
    for (const { name } of list.getEntries()) if (name.endsWith(".wasm")) add(sizes[name.split("/").pop()] ?? 0);
  });
  watch.observe({ type: "resource" });
  self.fetch = async (what, how) => {
    const answer = await open(what, how);
    if (!answer.ok || !answer.body || answer.url.endsWith(".wasm")) return answer;
    const size = sizes[answer.url.split("/").pop()] ?? 0;
    let seen = 0;
    const counted = answer.body.pipeThrough(new TransformStream({
      transform(chunk, next) { seen += chunk.length; add(Math.min(chunk.length, Math.max(0, size - seen + chunk.length))); next.enqueue(chunk); },
    }));
    return new Response(counted, answer);
  };
  return () => { self.fetch = open; watch.disconnect(); report(total, total); };
}
