// What the build tells a page's scripts, and the words that they show.

export const island = JSON.parse(document.getElementById("ml-lab").textContent);
export const site = new URL(island.site, document.baseURI);

// A text of the edition, with its braces filled in.
export function say(name, values = {}) {
  const text = island.words[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

// An element: make("button", { className: "x", onclick }, child, "text", …).
export function make(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
