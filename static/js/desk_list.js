// Keys of a working list: J and K or the arrows move, P ticks, S ticks and goes to the form that assigns, O goes to "take it", A opens the
// row at its decision, digits open a saved view, F and / search, ? shows the keys. A key moves or opens, and changes nothing. Each has a way without it.
import { digitOf, isComposing, isPlain, isQuestion, isTyping, letterOf, shownLetter } from "./recorder/keyboard_layout.js";

const OFF = "desk-list-keys-off";
const rows = [...document.querySelectorAll("[data-desk-list] [data-row]")];
const views = [...document.querySelectorAll("nav.views a")];
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

function row() {
  return rows[here()];
}

function move(steps) {
  const at = here();
  const next = rows[at < 0 ? 0 : Math.min(Math.max(at + steps, 0), rows.length - 1)];
  next?.querySelector("[data-open]").focus();
}

function tick() {
  const box = row()?.querySelector("input[type=checkbox]");
  if (box) box.checked = !box.checked;
}

function assign() {
  const box = row()?.querySelector("input[type=checkbox]");
  if (!box) return;
  box.checked = true;
  document.querySelector("[data-desk-list] .bulk select")?.focus();
}

function take() {
  row()?.querySelector("[data-take]")?.focus();
}

function decide() {
  const link = row()?.querySelector("[data-open]");
  if (link) location.assign(`${link.href}#moves`);
}

function openView(number) {
  const link = views[number - 1];
  if (link) location.assign(link.href);
}

function search() {
  document.querySelector("input[type=search][name=q]")?.focus();
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
  if (isSlash(event)) return search;
  const digit = event.shiftKey ? null : digitOf(event);
  if (digit && views[digit - 1]) return () => openView(digit);
  const acts = { j: () => move(1), k: () => move(-1), p: tick, s: assign, o: take, a: decide, f: search };
  return acts[letterOf(event)];
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
