// Keys of the page of a concern: J and K open the next and the previous one of the queue, digits open a decision, A that of accepting, L goes to the internal note, O and S go
// to the buttons that assign. A key moves or opens, and changes nothing. Each has a way without it.
import { digitOf, letterOf } from "./recorder/keyboard_layout.js";
import { listen } from "./single_keys.js";

const decisions = [...document.querySelectorAll("details.step")];

function follow(relation) {
  const link = document.querySelector(`.neighbours [rel=${relation}]`);
  if (link) location.assign(link.href);
}

function open(decision) {
  if (!decision) return;
  decision.open = true;
  (decision.querySelector("textarea, select, input:not([type=hidden])") ?? decision.querySelector("summary")).focus();
}

function assign() {
  document.querySelector(".picks button:not([data-take])")?.focus();
}

function take() {
  document.querySelector(".picks [data-take]")?.focus();
}

function note() {
  document.querySelector("[aria-labelledby=notes] textarea")?.focus();
}

function accept() {
  open(document.getElementById("accept"));
}

function step(event) {
  const digit = event.shiftKey ? null : digitOf(event);
  if (digit && decisions[digit - 1]) return () => open(decisions[digit - 1]);
  const acts = { j: () => follow("next"), k: () => follow("prev"), a: accept, l: note, o: take, s: assign };
  return acts[letterOf(event)];
}

listen(step);
