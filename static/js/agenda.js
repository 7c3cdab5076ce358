// Reorders topics by drag and drop, or with Alt and the arrow keys. Each move submits the form that also works without JavaScript.
const list = document.querySelector("[data-sortable]");
let carried = null;

function move(row, steps) {
  const form = row.querySelector("form[data-shift]");
  if (!steps || !form) return;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: "steps", value: steps });
  form.append(field);
  form.submit();
}

for (const row of list?.children ?? []) {
  if (!row.querySelector("form[data-shift]")) continue;
  row.draggable = true;
  row.addEventListener("dragstart", (event) => {
    carried = row;
    event.dataTransfer.effectAllowed = "move";
    row.classList.add("is-carried");
  });
  row.addEventListener("dragend", () => row.classList.remove("is-carried"));
  row.addEventListener("dragover", (event) => { if (carried) event.preventDefault(); });
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    const rows = [...list.children];
    move(carried, rows.indexOf(row) - rows.indexOf(carried));
  });
  row.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !steps) return;
    event.preventDefault();
    move(row, steps);
  });
}
