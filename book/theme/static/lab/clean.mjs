// What a cell says is HTML or SVG → elements that draw and do nothing else.
//
// Code in the page's Python cannot touch the page; what it displays must not either, for a file of edits may come
// from somebody else.

const GONE = "script, iframe, frame, object, embed, link, meta, base, form, foreignObject, animate, set";
const ADDRESSES = ["href", "src", "xlink:href", "action", "formaction", "srcset", "poster", "background"];

export function clean(text, type) {
  const parsed = new DOMParser().parseFromString(text, type);
  for (const each of parsed.querySelectorAll(GONE)) each.remove();
  for (const each of parsed.querySelectorAll("*")) {
    for (const { name, value } of [...each.attributes]) {
      const address = ADDRESSES.includes(name) && !/^(#|data:image\/)/i.test(value.trim());
      if (name.startsWith("on") || address) each.removeAttribute(name);
      if (name === "style" && /url\s*\(/i.test(value)) each.removeAttribute(name);
    }
  }
  for (const each of parsed.querySelectorAll("style")) if (/@import|url\s*\(\s*['"]?(?!#)/i.test(each.textContent)) each.remove();
  if (type === "image/svg+xml") return [document.importNode(parsed.documentElement, true)];
  return [...document.importNode(parsed.body, true).childNodes];
}
