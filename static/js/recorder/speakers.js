// Suggestions for speakers: the current speaker, people present, or somebody without name.
import { folded, say } from "./words.js";

const MOST = 40;

const LEAST = 3;

// Attendance rows that match the name in the queue of a speaker who was not on the list.
export function enteredAs(record, label) {
  const wanted = folded(label).split(/\s+/).filter(Boolean);
  if (wanted.join("").length < LEAST) return [];
  return record.attendances.filter((each) => {
    const words = folded(`${each.who} ${each.detail ?? ""}`);
    return !each.left && wanted.every((word) => words.includes(word));
  });
}

// An exact match of the complete displayed name.
export function exactOffer(record, text) {
  const wanted = folded(text);
  if (!wanted) return null;
  const found = speakerOffers(record, text).filter((option) => folded(option.label) === wanted);
  if (found.length !== 1) return null;
  return found[0].label === say("withoutName") ? { value: null, label: "" } : found[0];
}

export function speakerOffers(record, text, { withLabels = true, withTyped = false, speaking = null } = {}) {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const fits = (option) => wanted.every((word) => folded(`${option.label} ${option.detail ?? ""}`).includes(word));
  const present = record.attendances
    .filter((each) => !each.left)
    .map((each) => ({ value: each.pk, label: each.full, detail: each.full.includes(each.detail) ? "" : each.detail, side: each.side }));
  const now = speaking ? [{ value: speaking.speaker, label: speaking.full, detail: say("speaksNow") }] : [];
  const rest = present.filter((each) => !speaking?.speaker || each.value !== speaking.speaker);
  const labels = withLabels
    ? [{ value: null, label: say("withoutName") }, { value: null, label: say("collective"), isCollective: true }]
    : [{ value: null, label: say("withoutName"), isTyped: true }];
  const all = wanted.length ? [...now, ...rest, ...labels] : [...now, ...labels, ...rest];
  const found = all.filter(fits).slice(0, MOST);
  const isListed = found.some((option) => folded(option.label) === folded(text.trim()));
  const typed = withTyped && wanted.length && !isListed ? [{ value: null, label: text.trim(), detail: say("asTyped") }] : [];
  return [...found, ...typed];
}
