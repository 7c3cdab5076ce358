// Choosing another language loads the page anew: what was typed is put back. Passwords and files are not kept, nor what a draft saves itself.
const KEY = "machoura.typed";
const TYPED = "main form:not([data-writing]) :is(input, textarea, select)[name]:not([type=hidden], [type=password], [type=file])";

const fields = () => [...document.querySelectorAll(TYPED)];

for (const form of document.querySelectorAll(".office-languages")) form.addEventListener("submit", keep);
putBack(taken());

function keep() {
  const values = fields().map(({ name, value, checked }) => ({ name, value, checked }));
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, values }));
  } catch {
    return; // No storage: the browser asks before it leaves a page with unsaved text.
  }
  addEventListener("beforeunload", (event) => event.stopImmediatePropagation(), { capture: true, once: true });
}

function taken() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    return kept?.path === location.pathname ? kept.values : [];
  } catch {
    return [];
  }
}

// In the order of the page: several fields have one name.
function putBack(values) {
  for (const field of values.length ? fields() : []) {
    const isChoice = field.type === "radio" || field.type === "checkbox";
    const place = values.findIndex((each) => each.name === field.name && (!isChoice || each.value === field.value));
    if (place < 0) continue;
    const [{ value, checked }] = values.splice(place, 1);
    const isChanged = isChoice ? field.checked !== checked : field.value !== value;
    if (isChoice) field.checked = checked;
    else field.value = value;
    if (isChanged) field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
