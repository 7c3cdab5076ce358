// Keys of the list of demands: J and K or the arrows move, X ticks, Enter opens, / searches, ? shows the keys. Each has a way without them.
import { isComposing, isPlain, isQuestion, isTyping, letterOf, shownLetter } from "./recorder/keyboard_layout.js";

const OFF = "demand-list-keys-off";
const rows = [...document.querySelectorAll("[data-demand-list] .desk-row")];
const help = document.getElementById("keys");
const letters = help.querySelector("[data-letters]");

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

function here() {
  return rows.findIndex((row) => row.contains(document.activeElement));
}

function move(steps) {
  const at = here();
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), rows.length - 1)];
  next?.querySelector("h3 a").focus();
}

function tick() {
  const box = rows[here()]?.querySelector("input[type=checkbox]");
  if (box) box.checked = !box.checked;
}

function showKeys() {
  help.open = true;
  help.querySelector("summary").focus();
}

function isSlash(event) {
  return event.key === "/" || (event.code === "Slash" && !event.shiftKey && event.key > "~");
}

function step(event) {
  const arrows = { ArrowDown: 1, ArrowUp: -1 };
  if (here() >= 0 && arrows[event.key]) return () => move(arrows[event.key]);
  if (!letters.checked) return null;
  if (isQuestion(event)) return showKeys;
  if (isSlash(event)) return () => document.querySelector("input[type=search][name=q]")?.focus();
  return { j: () => move(1), k: () => move(-1), x: tick }[letterOf(event)];
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
