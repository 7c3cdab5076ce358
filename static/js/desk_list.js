// Keys of a working list: J and K or the arrows move, P ticks, S ticks and goes to the form that assigns, O goes to "take it", A opens the
// row at its decision, digits open a saved view, F and / search. A key moves or opens, and changes nothing. Each has a way without it.
import { digitOf, letterOf } from "./recorder/keyboard_layout.js";
import { listen } from "./single_keys.js";

const rows = [...document.querySelectorAll("[data-desk-list] [data-row]")];
const views = [...document.querySelectorAll("nav.views a")];

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

function search() {
  const field = document.querySelector("input[type=search][name=q]");
  const fold = field?.closest("details");
  if (fold) fold.open = true;
  field?.focus();
}

function isSlash(event) {
  return event.key === "/" || (event.code === "Slash" && !event.shiftKey && event.key > "~");
}

function arrows(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  return here() >= 0 && steps ? () => move(steps) : null;
}

function step(event) {
  if (isSlash(event)) return search;
  const view = event.shiftKey ? null : views[digitOf(event) - 1];
  if (view) return () => location.assign(view.href);
  return { j: () => move(1), k: () => move(-1), p: tick, s: assign, o: take, a: decide, f: search }[letterOf(event)];
}

listen(step, arrows);
