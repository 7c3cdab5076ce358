// The letter of a key press: the Latin letter, or else by the position of the key, so that an Arabic layout works, too.
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
  // Not the numeric keypad: on some systems Alt and its digits enter characters by code.
  return /^Digit[0-9]$/.test(event.code) ? Number(event.code.at(-1)) : null;
}

// The label of a letter's key: for Arabic pages with the Arabic letter of the same key.
export function shownLetter(letter) {
  const upper = letter.toUpperCase();
  return document.documentElement.lang === "ar" ? (ARABIC_KEYS[`Key${upper}`] ?? upper) : upper;
}

// A key press of an input method; for the Enter that ends a composition, Safari only sets keyCode 229.
export function isComposing(event) {
  return event.isComposing || event.keyCode === 229;
}

export function isTyping(target) {
  return target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])") ?? false;
}

export function isPlain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}

// AltGr is used to type characters.
export function isAlt(event) {
  return event.altKey && !event.ctrlKey && !event.metaKey && !event.getModifierState("AltGraph");
}

export function isPrintable(event) {
  return isPlain(event) && event.key.length === 1 && event.key !== " ";
}

export function isQuestion(event) {
  return event.key === "?" || event.key === "؟";
}
