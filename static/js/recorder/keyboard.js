// Everything by keyboard. In a text field every plain key is text; commands need Alt, or belong to the list that has the focus.
import { find, make } from "./dom.js";
import { Help } from "./help.js";
import { digitOf, isAlt, isComposing, isPlain, isPrintable, isQuestion, isTyping, letterOf, shownLetter } from "./keyboard_layout.js";

const MARK = "mark_";

export class Keyboard {
  constructor({ record, pen, marking, floor, topics, pause, letters }) {
    Object.assign(this, { record, pen, marking, floor, topics, pause, letters });
    this.help = new Help({ letters, changed: () => this.draw(this.shown) });
    document.addEventListener("keydown", (event) => this.pressed(event));
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

  show() {
    const { vocabulary } = this.record;
    if (!vocabulary || this.shown === vocabulary) return;
    this.letters.learn(vocabulary.point_kinds);
    this.draw(vocabulary);
  }

  // Buttons and help for the words that the server sent.
  draw(vocabulary) {
    this.shown = vocabulary;
    const kbd = (sign) => make("kbd", { aria: { hidden: "true" } }, sign);
    find("kinds").replaceChildren(...vocabulary.kinds.map(({ key, word, digit }) => make("button",
      { type: "button", className: "kind", data: { kind: key }, aria: { pressed: "false", keyshortcuts: `Alt+${digit}` } }, kbd(String(digit)), word)));
    find("marks").replaceChildren(...vocabulary.point_kinds.map(({ key, word }) => this.markButton(key, word, kbd)));
    this.help.show(vocabulary);
    this.pen.showKind();
  }

  markButton(key, word, kbd) {
    const letter = this.letters.of(MARK + key);
    const shortcut = letter ? { keyshortcuts: `Alt+${letter.toUpperCase()}` } : {};
    return make("button", { type: "button", className: "kind", data: { mark: key }, aria: shortcut }, kbd(letter && shownLetter(letter)), word);
  }

  pressed(event) {
    if (isComposing(event) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const { target } = event;
    const inText = target === this.pen.field;
    if (event.key === "Escape" && isPlain(event) && !inText && isTyping(target)) return this.pen.focus();
    const hasDone = (inText && this.inText(event)) || (isAlt(event) && this.command(event)) || (!isTyping(target) && isPlain(event) && this.inList(event));
    if (hasDone) event.preventDefault();
    // Words that are typed where no field is belong to the editor; this first letter goes there, too.
    else if (!isTyping(target) && isPrintable(event) && !this.belongsToList(event)) this.pen.focus();
  }

  inText(event) {
    const isEmpty = this.pen.field.value === "";
    // With Ctrl too: so the other pages of the office are saved.
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) return this.run(() => this.pen.save());
    if (event.key === "Escape") return this.run(() => (this.pen.editing ? this.pen.cancel() : this.toList()));
    if (event.key === "ArrowDown" && (isEmpty || event.altKey)) return this.run(() => this.toList());
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
    if (isQuestion(event)) return this.run(() => this.help.open());
    const name = this.letters.command(letterOf(event));
    const row = this.row(event);
    if (!name || (name === "correct" && !row)) return false;
    if (name === "correct") return this.run(() => this.pen.open(row.dataset.uid));
    if (name.startsWith(MARK)) return this.mark(name.slice(MARK.length), row);
    return this.run(() => this[name]());
  }

  mark(kind, row) {
    return this.run(() => (row ? this.marking.fromRow(kind, row.dataset.uid) : this.marking.fromPen(kind)));
  }

  // A letter alone is a command in the list of contributions; it can be switched off. A digit never is: many contributions begin with one.
  alone(event) {
    if (!this.letters.isAlone) return false;
    const row = this.row(event);
    const name = row && this.letters.command(letterOf(event));
    if (name === "correct") return this.run(() => this.pen.open(row.dataset.uid));
    return name?.startsWith(MARK) ? this.mark(name.slice(MARK.length), row) : false;
  }

  belongsToList(event) {
    return Boolean(event.target.closest?.("[data-said] > li, [data-queue] > li"));
  }

  row(event) {
    const { target } = event;
    return target.matches?.("[data-said] > li") ? target : null;
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
    document.body.dataset.panel = "write";
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

  inList(event) {
    if (event.key === "Escape") return this.run(() => this.pen.focus());
    if (this.alone(event)) return true;
    const row = this.row(event);
    if (!row) return false;
    if (event.key === "Enter") return this.run(() => this.pen.open(row.dataset.uid));
    if (event.key === "ArrowDown") return this.run(() => row.nextElementSibling?.focus());
    if (event.key === "ArrowUp") return this.run(() => (row.previousElementSibling ?? this.pen.field).focus());
    if (event.key === "Home") return this.run(() => row.parentElement.firstElementChild.focus());
    if (event.key === "End") return this.run(() => row.parentElement.lastElementChild.focus());
    return false;
  }
}
