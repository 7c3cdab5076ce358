// Focus management: if the focused element is removed, focus the editor or the visible part of the page.
import { find } from "./dom.js";

const FINGERS = "(hover: none) and (pointer: coarse)";
const SECTIONS = { write: ".write-side", queue: ".floor-side", topics: ".axis-side", points: ".axis-side" };

// Not the editor on a touch screen, where the keyboard would appear and hide half of the page.
export function usesFingers() {
  return matchMedia(FINGERS).matches;
}

function section() {
  const found = document.querySelector(SECTIONS[document.body.dataset.panel] ?? SECTIONS.write);
  return find("workspace").hasAttribute("data-locked") ? find("net") : found;
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
  constructor({ editor }) {
    this.editor = editor;
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

  // Not while text is selected for copying; dialogs manage their focus themselves.
  check() {
    if (this.isPressed || !isNowhere() || !document.hasFocus() || document.querySelector("dialog[open]")) return;
    if (!getSelection().isCollapsed) return;
    if (usesFingers()) focusSection();
    else this.editor.focus();
  }
}
