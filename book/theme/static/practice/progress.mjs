// What the reader has solved and answered, kept by the browser.
import { island } from "../lab/island.mjs";
import { all, get, put } from "../lab/store.mjs";
import { answered, counts } from "./deck.mjs";

const kept = (promise) => promise.catch((error) => console.warn("Progress could not be kept.", error));

// Notes the answer to a question; `place` is the page that asks it.
export async function noteAnswer(key, right, place = island.page) {
  const now = Date.now();
  const [before, card] = [await get("progress", `quiz:${key}`), await get("deck", key)];
  const tries = (before?.tries ?? 0) + 1;
  await kept(put("progress", `quiz:${key}`, { right: right || before?.right || false, tries, when: now }));
  if (counts(card, right, now)) await kept(put("deck", key, { ...answered(card, right, now), page: card?.page ?? place }));
  changed();
}

// Notes a check of an exercise.
export async function noteCheck(key, solved) {
  const before = await get("progress", `exercise:${key}`);
  const tries = (before?.tries ?? 0) + 1;
  await kept(put("progress", `exercise:${key}`, { solved: solved || before?.solved || false, tries, when: Date.now() }));
  changed();
}

export const ofExercise = (key) => get("progress", `exercise:${key}`);
export const ofQuestion = (key) => get("progress", `quiz:${key}`);

// How much of these keys is done: { solved, right }.
export async function count(exercises, items) {
  const known = await all("progress");
  return {
    solved: exercises.filter((key) => known.get(`exercise:${key}`)?.solved).length,
    right: items.filter((key) => known.get(`quiz:${key}`)?.right).length,
  };
}

const listeners = new Set();
export const onChange = (listener) => listeners.add(listener);
function changed() { for (const listener of listeners) listener(); }
