// A field with suggestions (the ARIA combobox pattern).
import { make, people } from "./dom.js";
import { isComposing } from "./keyboard_layout.js";

export class Combobox {
  // `offers(text)`: returns a list of {value, label, detail, group} or a promise of one; `chosen(option)`: called when one is chosen.
  constructor(input, list, { offers, chosen, isFree = false }) {
    Object.assign(this, { input, list, offers, chosen, isFree });
    // In Chromium a scrollable element gets the focus by Tab; closing the list would then lose the focus.
    list.tabIndex = -1;
    this.options = [];
    this.at = -1;
    input.addEventListener("focus", () => { input.select(); this.open(); });
    input.addEventListener("click", () => this.isOpen || this.open());
    input.addEventListener("input", () => this.open(input.value));
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.take(this.options[Number(item.dataset.at)]);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  async open(text = "") {
    this.asked = text;
    const options = await this.offers(text);
    if (this.asked !== text || document.activeElement !== this.input) return;
    this.options = options;
    // Enter chooses nothing unless an option is active.
    this.at = options.length && text.trim() ? 0 : -1;
    this.list.replaceChildren(...options.map((option, at) => this.item(option, at)));
    this.list.hidden = !options.length;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    this.point();
  }

  item({ label, detail }, at) {
    return make("li", { id: `${this.list.id}-${at}`, data: { at }, aria: { role: "option", selected: "false" } },
      people("b", label), detail ? people("small", detail) : null);
  }

  point() {
    for (const [at, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(at === this.at));
    const item = this.list.children[this.at];
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  pressed(event) {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) return void this.open(this.input.value);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const from = this.at < 0 && step < 0 ? 0 : this.at;
      this.at = (from + step + this.options.length) % this.options.length;
      this.point();
    } else if (event.key === "Enter") {
      event.preventDefault();
      event.stopPropagation();
      this.entered();
    } else if (event.key === "Escape" && this.isOpen) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  entered() {
    if (this.isOpen && this.at >= 0) this.take(this.options[this.at]);
    else if (this.isFree && this.input.value.trim()) this.take({ value: null, label: this.input.value.trim(), isTyped: true });
  }

  take(option) {
    this.close();
    this.chosen(option);
  }

  close() {
    this.asked = null;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
