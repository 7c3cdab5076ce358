// Which command a key press means. The letter on a Latin keyboard counts first, else the place of the key: an Arabic layout works too.
const ARABIC_KEYS = {
  KeyA: "ش", KeyB: "لا", KeyC: "ؤ", KeyD: "ي", KeyE: "ث", KeyF: "ب", KeyG: "ل", KeyH: "ا", KeyI: "ه", KeyJ: "ت", KeyK: "ن", KeyL: "م",
  KeyM: "ة", KeyN: "ى", KeyO: "خ", KeyP: "ح", KeyQ: "ض", KeyR: "ق", KeyS: "س", KeyT: "ف", KeyU: "ع", KeyV: "ر", KeyW: "ص", KeyX: "ء",
  KeyY: "غ", KeyZ: "ئ",
};

export function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
}

export function digitOf(event) {
  // Not the numeric keypad: with Alt it types characters by their number on some systems.
  return /^Digit[0-9]$/.test(event.code) ? Number(event.code.at(-1)) : null;
}

// How a letter is shown: what stands on an Arabic keyboard at its place, where people read Arabic.
export function shownLetter(letter) {
  const upper = letter.toUpperCase();
  return document.documentElement.lang === "ar" ? (ARABIC_KEYS[`Key${upper}`] ?? upper) : upper;
}

// A key press that belongs to the input method: Safari says so of the Enter that ends a composition by the number 229 only.
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

export function isTyping(target) {
  return target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])") ?? false;
}

export function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

// AltGr types characters.
export function isAlt(event) {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState("AltGraph");
}

export function isPrintable(event) {
  return isPlain(event) && event.key.length === 1 && event.key !== " ";
}

export function isQuestion(event) {
  return event.key === "?" || event.key === "؟";
}
