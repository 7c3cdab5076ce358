// Whom a name field offers: who speaks now, those present, or somebody without name.
import { folded, say } from "./words.js";

const MOST = 40;

export function speakerOffers(record, text, { withLabels = true, speaking = null } = {}) {
  const wanted = folded(text).split(/\s+/).filter(Boolean);
  const fits = (option) => wanted.every((word) => folded(`${option.label} ${option.detail ?? ""}`).includes(word));
  const present = record.attendances
    .filter((each) => !each.left)
    .map((each) => ({ value: each.pk, label: each.who, detail: each.detail, side: each.side }));
  const now = speaking ? [{ value: speaking.speaker, label: speaking.who, detail: say("speaksNow") }] : [];
  const rest = present.filter((each) => !speaking?.speaker || each.value !== speaking.speaker);
  const labels = withLabels
    ? [{ value: null, label: say("withoutName") }, { value: null, label: say("collective"), isCollective: true }]
    : [{ value: null, label: say("withoutName"), isTyped: true }];
  const all = wanted.length ? [...now, ...rest, ...labels] : [...now, ...labels, ...rest];
  return all.filter(fits).slice(0, MOST);
}
