// Single keys of a page of the office, which can be switched off on a device. The page has #keys: the list of its keys, hidden without a script.
import { isComposing, isPlain, isQuestion, isTyping, shownLetter } from "./recorder/keyboard_layout.js";

const OFF = "desk-list-keys-off";

// Storage may be refused by the browser; then the keys work.
function remember(off) {
  try {
    if (off) localStorage.setItem(OFF, "1");
    else localStorage.removeItem(OFF);
  } catch { /* the choice holds for this page */ }
}

function remembered() {
  try { return localStorage.getItem(OFF) !== null; } catch { return false; }
}

// stepOf(event): what a single key does; alwaysOf(event): what other keys, as the arrows, do also while single keys are off.
export function listen(stepOf, alwaysOf = () => null) {
  const help = document.getElementById("keys");
  const letters = help.querySelector("[data-letters]");

  function showKeys() {
    help.open = true;
    help.querySelector("summary").focus();
  }

  function step(event) {
    const always = alwaysOf(event);
    if (always || !letters.checked) return always;
    return isQuestion(event) ? showKeys : stepOf(event);
  }

  help.hidden = false;
  letters.checked = !remembered();
  letters.addEventListener("change", () => remember(!letters.checked));
  for (const key of help.querySelectorAll("[data-letter]")) key.textContent = shownLetter(key.dataset.letter);
  document.addEventListener("keydown", (event) => {
    if (!isPlain(event) || isComposing(event) || isTyping(event.target)) return;
    const act = step(event);
    if (!act) return;
    event.preventDefault();
    act();
  });
}
