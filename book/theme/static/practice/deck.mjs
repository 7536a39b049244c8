// When a question comes back: Leitner's boxes. A right answer moves it to the next box, which waits twice as long,
// a wrong one back to the first. Pure functions; times are milliseconds since 1970.

const DAY = 86_400_000;
export const LAST = 6;

// Days that a card waits in its box.
export const days = (box) => 2 ** box;

// A card after an answer given at `now`; `card` is undefined for a question that is answered for the first time.
export function answered(card, right, now) {
  const before = card ?? { box: -1, seen: 0, right: 0 };
  const box = right ? Math.min(before.box + 1, LAST) : 0;
  return { ...before, box, seen: before.seen + 1, right: before.right + (right ? 1 : 0), last: now, due: now + days(box) * DAY };
}

// Whether an answer given now counts for the deck: one that comes before its time shows little, unless it is wrong.
export const counts = (card, right, now) => !card || !right || card.due <= now;

// Keys of the cards that are due, the longest overdue first.
export function due(cards, now) {
  return [...cards].filter(([, card]) => card.due <= now).sort(([a, x], [b, y]) => x.due - y.due || (a < b ? -1 : 1)).map(([key]) => key);
}

// When the next card comes back; null for an empty deck.
export function next(cards) {
  const times = [...cards.values()].map((card) => card.due);
  return times.length ? Math.min(...times) : null;
}
