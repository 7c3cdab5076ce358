// The texts of the page, translated by the server.
const WORDS = JSON.parse(document.getElementById("recorder-words").textContent);
const RULES = new Intl.PluralRules(document.documentElement.lang);

// Isolates a text of people: an Arabic title in a French sentence would otherwise reorder the punctuation.
function shown(value) {
  return typeof value === "string" ? `\u2068${value}\u2069` : String(value);
}

function filled(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? shown(values[name]) : whole));
}

export function say(name, values = {}) {
  const entry = WORDS[name];
  if (entry === undefined) throw new Error(`no words for ${name}`);
  if (typeof entry === "string") return filled(entry, values);
  return filled(entry[RULES.select(values.count)] ?? entry.other, values);
}

const ARABIC = /[\u0600-\u06ff\u0750-\u077f]/g;
const LATIN = /[A-Za-z\u00c0-\u024f]/g;
const FRENCH = /[àâçéèêëîïôœùûü]|\b(le|la|les|des|du|et|est|une|pour|dans|sur|avec|que|nous)\b/i;

// The language of a typed text by its script; Latin letters are French, unless the page is in English.
export function languageOf(text) {
  const arabic = text.match(ARABIC)?.length ?? 0;
  const latin = text.match(LATIN)?.length ?? 0;
  if (!arabic && !latin) return document.documentElement.lang;
  if (arabic >= latin) return "ar";
  return document.documentElement.lang === "en" && !FRENCH.test(text) ? "en" : "fr";
}

// Normalises spelling variants for search.
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}
