// Everything by keyboard: digits choose the kind, letters mark or command, arrows move. With Alt where somebody is typing.
import { find, make, put } from "./dom.js";
import { digitOf, isAlt, isPlain, isTyping, letterOf, shownLetter } from "./keys.js";
import { say } from "./words.js";

// What the letters do that mark nothing; a letter of the vocabulary goes first.
const COMMANDS = { g: "next", x: "stop", q: "ask", w: "speaker", t: "topic", b: "pause", j: "said" };

export class Keyboard {
  constructor({ record, pen, marking, floor, topics, pause }) {
    Object.assign(this, { record, pen, marking, floor, topics, pause });
    this.help = find("help");
    document.addEventListener("keydown", (event) => this.pressed(event));
    for (const button of document.querySelectorAll("[data-open-help]")) button.addEventListener("click", () => this.openHelp());
    find("help-close").addEventListener("click", () => this.help.close());
    find("marks").addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (button) marking.fromPen(button.dataset.mark);
    });
    // The field keeps its selection: what is marked are the selected words.
    find("marks").addEventListener("pointerdown", (event) => event.preventDefault());
    find("kinds").addEventListener("click", (event) => {
      const button = event.target.closest("[data-kind]");
      if (button) this.choose(button.dataset.kind);
    });
  }

  // Buttons and help for the words that the server sent.
  show() {
    const { vocabulary } = this.record;
    if (!vocabulary || this.shown === vocabulary) return;
    this.shown = vocabulary;
    const kbd = (sign) => make("kbd", { aria: { hidden: "true" } }, sign);
    find("kinds").replaceChildren(...vocabulary.kinds.map(({ key, word, digit }) => make("button",
      { type: "button", className: "kind", data: { kind: key }, aria: { pressed: "false", keyshortcuts: `${digit} Alt+${digit}` } }, kbd(String(digit)), word)));
    find("marks").replaceChildren(...vocabulary.point_kinds.map(({ key, word, letter }) => make("button",
      { type: "button", className: "kind", data: { mark: key }, aria: { keyshortcuts: `Alt+${letter.toUpperCase()}` } }, kbd(shownLetter(letter)), word)));
    this.showHelp(vocabulary);
  }

  showHelp({ kinds, point_kinds: points }) {
    const line = (signs, words) => make("li", {}, make("span", { dir: "ltr" }, ...signs.flatMap((sign, at) => (at ? [" ", make("kbd", {}, sign)] : [make("kbd", {}, sign)]))), make("span", {}, words));
    const marks = new Set(points.map(({ letter }) => letter.toLowerCase()));
    find("help-kinds").replaceChildren(...kinds.map(({ word, digit }) => line([String(digit)], word)));
    find("help-marks").replaceChildren(...points.map(({ word, letter }) => line(["Alt", shownLetter(letter)], word)));
    const commands = Object.entries(COMMANDS).filter(([letter]) => !marks.has(letter));
    find("help-commands").replaceChildren(...commands.map(([letter, name]) => line(["Alt", shownLetter(letter)], say(`command_${name}`))));
    for (const [letter, name] of [...commands, ["e", "correct"]]) for (const each of document.querySelectorAll(`[data-hint="${name}"]`)) put(each, shownLetter(letter));
  }

  openHelp() {
    this.help.showModal();
  }

  pressed(event) {
    if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const { target } = event;
    const inText = target === this.pen.field;
    const isCommand = isAlt(event) || (isPlain(event) && !isTyping(target));
    if (event.key === "Escape" && isPlain(event) && !inText && isTyping(target)) return this.pen.focus();
    const hasDone = (inText && this.inText(event)) || (isCommand && this.command(event)) || (!isTyping(target) && isPlain(event) && this.moving(event));
    if (hasDone) event.preventDefault();
  }

  inText(event) {
    const isEmpty = this.pen.field.value === "";
    // With Ctrl too: so the other pages of the office are saved.
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) return this.run(() => this.pen.save());
    if (event.key === "Escape") return this.run(() => (this.pen.editing ? this.pen.leave() : this.toList()));
    if (event.key === "ArrowDown" && (isEmpty || event.altKey)) return this.run(() => this.toList());
    if (isEmpty && isPlain(event) && !event.shiftKey) return this.digit(event) || (event.key === "?" && this.run(() => this.openHelp()));
    return false;
  }

  digit(event) {
    const digit = digitOf(event);
    const kind = this.record.vocabulary?.kinds.find((each) => Number(each.digit) === digit);
    return digit !== null && kind ? this.run(() => this.choose(kind.key)) : false;
  }

  choose(kind) {
    this.pen.choose(kind);
    this.pen.focus();
  }

  command(event) {
    if (this.digit(event)) return true;
    if (event.key === "?" || event.key === "؟") return this.run(() => this.openHelp());
    const letter = letterOf(event);
    if (!letter) return false;
    const row = event.target.closest?.("[data-said] > li");
    if (letter === "e" && row && !event.altKey) return this.run(() => this.pen.open(row.dataset.uid));
    const mark = this.record.vocabulary?.point_kinds.find((each) => each.letter.toLowerCase() === letter);
    if (mark) return this.run(() => (row ? this.marking.fromRow(mark.key, row.dataset.uid) : this.marking.fromPen(mark.key)));
    return letter in COMMANDS ? this.run(() => this[COMMANDS[letter]]()) : false;
  }

  run(work) {
    work();
    return true;
  }

  next() {
    this.floor.next();
  }

  stop() {
    this.floor.stop();
  }

  ask() {
    document.body.dataset.panel = "queue";
    find("ask").focus();
  }

  speaker() {
    find("speaker").focus();
  }

  topic() {
    this.topics.next();
  }

  said() {
    this.toList();
  }

  toList() {
    find("said").firstElementChild?.focus();
  }

  moving(event) {
    const row = event.target.closest?.("[data-said] > li");
    if (event.key === "Escape") return this.run(() => this.pen.focus());
    if (!row || event.target !== row) return false;
    if (event.key === "Enter") return this.run(() => this.pen.open(row.dataset.uid));
    if (event.key === "ArrowDown") return this.run(() => row.nextElementSibling?.focus());
    if (event.key === "ArrowUp") return this.run(() => (row.previousElementSibling ?? this.pen.field).focus());
    if (event.key === "Home") return this.run(() => row.parentElement.firstElementChild.focus());
    if (event.key === "End") return this.run(() => row.parentElement.lastElementChild.focus());
    return false;
  }
}
