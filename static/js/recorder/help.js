// The help panel with all keyboard shortcuts, where each letter can be changed.
import { find, make, put } from "./dom.js";
import { shownLetter } from "./keyboard_layout.js";
import { say } from "./words.js";

const ALPHABET = [..."abcdefghijklmnopqrstuvwxyz"];

export class Help {
  constructor({ letters, changed }) {
    Object.assign(this, { letters, changed });
    this.dialog = find("help");
    for (const button of document.querySelectorAll("[data-open-help]")) button.addEventListener("click", () => this.open());
    find("help-close").addEventListener("click", () => this.dialog.close());
    const alone = find("letters-alone");
    alone.checked = letters.isAlone;
    alone.addEventListener("change", () => letters.setAlone(alone.checked));
    this.dialog.addEventListener("change", (event) => {
      const { letterOf } = event.target.dataset;
      if (!letterOf) return;
      letters.choose(letterOf, event.target.value);
      this.changed();
      find("help").querySelector(`[data-letter-of="${letterOf}"]`)?.focus();
    });
  }

  open() {
    this.dialog.showModal();
  }

  show({ kinds, point_kinds: points }) {
    const { letters } = this;
    const signs = (...keys) => make("span", { dir: "ltr" }, ...keys.flatMap((key, at) => (at ? [" ", make("kbd", {}, key)] : [make("kbd", {}, key)])));
    find("help-kinds").replaceChildren(...kinds.map(({ word, digit }) => make("li", {}, signs("Alt", String(digit)), make("span", {}, word))));
    find("help-marks").replaceChildren(...points.map(({ key, word }) => this.line(`mark_${key}`, word)));
    const commands = Object.keys(letters.defaults).filter((name) => !name.startsWith("mark_"));
    find("help-commands").replaceChildren(...commands.map((name) => this.line(name, say(`command_${name}`))));
    for (const name of commands) {
      for (const each of document.querySelectorAll(`[data-hint="${name}"]`)) put(each, letters.of(name) && shownLetter(letters.of(name)));
    }
  }

  line(name, words) {
    const { letters } = this;
    const option = (letter) => make("option", { value: letter, selected: letter === letters.of(name) }, letter ? shownLetter(letter) : say("noLetter"));
    const choice = make("select", { data: { letterOf: name }, aria: { label: say("letterOf", { what: words }) } }, option(""), ...ALPHABET.map(option));
    return make("li", {}, make("span", { dir: "ltr" }, make("kbd", {}, "Alt"), " ", choice), make("span", {}, words));
  }
}
