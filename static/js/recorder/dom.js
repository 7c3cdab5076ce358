// DOM helpers.
export function find(name, root = document) {
  return root.querySelector(`[data-${name}]`);
}

export function make(tag, options = {}, ...children) {
  const { data = {}, aria = {}, ...rest } = options;
  const element = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data)) element.dataset[name] = value;
  for (const [name, value] of Object.entries(aria)) element.setAttribute(name === "role" ? "role" : `aria-${name}`, value);
  element.append(...children.filter((each) => each !== null && each !== undefined && each !== ""));
  return element;
}

export function people(tag, text, options = {}, ...children) {
  return make(tag, { dir: "auto", ...options }, text, ...children);
}

export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Updates the children of `list` to `rows`, changing only rows whose signature changed: each row has a key and a signature.
export function reconcile(list, rows, { key, signature, fill }) {
  const known = (list.known ??= new Map());
  const active = list.contains(document.activeElement) ? document.activeElement : null;
  const row = active?.closest("li");
  const kept = new Set(rows.map(key));
  for (const [name, node] of known) {
    if (kept.has(name)) continue;
    node.remove();
    known.delete(name);
  }
  let at = list.firstElementChild;
  for (const each of rows) {
    const name = key(each);
    if (!known.has(name)) known.set(name, document.createElement("li"));
    const node = known.get(name);
    const looks = signature(each);
    if (node.looks !== looks) {
      fill(node, each);
      node.looks = looks;
    }
    if (node === at) at = at.nextElementSibling;
    else list.insertBefore(node, at);
  }
  // An element that is moved or replaced would lose the focus.
  if (active && document.activeElement !== active && row.isConnected) (active.isConnected ? active : row).focus();
}
