// The keyboard is never nowhere: where the focused element went away, the focus goes to the editor, or to the part of the page that is shown.
import { find } from "./dom.js";

const FINGERS = "(hover: none) and (pointer: coarse)";
const SECTIONS = { write: ".write-side", queue: ".floor-side", topics: ".axis-side", points: ".axis-side" };

// On a touch screen the editor would bring up the keyboard, which hides half of the page.
export function usesFingers() {
  return matchMedia(FINGERS).matches;
}

function section() {
  const found = document.querySelector(SECTIONS[document.body.dataset.panel] ?? SECTIONS.write);
  return find("desk").hasAttribute("data-locked") ? find("net") : found;
}

export function focusSection() {
  const place = section();
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

function isNowhere() {
  const { activeElement: active } = document;
  return !active || active === document.body || active === document.documentElement;
}

export class Focus {
  constructor({ pen }) {
    this.pen = pen;
    this.isPressed = false;
    document.addEventListener("pointerdown", () => { this.isPressed = true; });
    for (const name of ["pointerup", "pointercancel", "keydown"]) {
      document.addEventListener(name, () => { this.isPressed = false; this.soon(); }, true);
    }
    document.addEventListener("focusout", () => this.soon());
  }

  soon() {
    setTimeout(() => this.check());
  }

  // Whoever selects text in the list to copy it keeps the selection; dialogs keep the focus themselves.
  check() {
    if (this.isPressed || !isNowhere() || !document.hasFocus() || document.querySelector("dialog[open]")) return;
    if (!getSelection().isCollapsed) return;
    if (usesFingers()) focusSection();
    else this.pen.focus();
  }
}
