// Keyboard commands. In a text field plain keys are text; commands need Alt, or the focus in the list.
import { find, make } from "./dom.js";
import { Help } from "./help.js";
import { digitOf, isAlt, isComposing, isPlain, isPrintable, isQuestion, isTyping, letterOf, shownLetter } from "./keyboard_layout.js";

const MARK = "mark_";

export class Keyboard {
  constructor({ record, editor, marking, speakerQueue, topics, pause, letters }) {
    Object.assign(this, { record, editor, marking, speakerQueue, topics, pause, letters });
    this.help = new Help({ letters, changed: () => this.draw(this.shown) });
    document.addEventListener("keydown", (event) => this.pressed(event));
    find("marks").addEventListener("click", (event) => {
      const button = event.target.closest("[data-mark]");
      if (button) marking.fromEditor(button.dataset.mark);
    });
    // Keep the selection of the field: the command marks the selected words.
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

  // Buttons and help for the kinds that the server sent.
  draw(vocabulary) {
    this.shown = vocabulary;
    const kbd = (sign) => make("kbd", { aria: { hidden: "true" } }, sign);
    find("kinds").replaceChildren(...vocabulary.kinds.map(({ key, word, digit }) => make("button",
      { type: "button", className: "kind", data: { kind: key }, aria: { pressed: "false", keyshortcuts: `Alt+${digit}` } }, kbd(String(digit)), word)));
    find("marks").replaceChildren(...vocabulary.point_kinds.map(({ key, word }) => this.markButton(key, word, kbd)));
    this.help.show(vocabulary);
    this.editor.showKind();
  }

  markButton(key, word, kbd) {
    const letter = this.letters.of(MARK + key);
    const shortcut = letter ? { keyshortcuts: `Alt+${letter.toUpperCase()}` } : {};
    return make("button", { type: "button", className: "kind", data: { mark: key }, aria: shortcut }, kbd(letter && shownLetter(letter)), word);
  }

  pressed(event) {
    if (isComposing(event) || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const { target } = event;
    const inText = target === this.editor.field;
    if (event.key === "Escape" && isPlain(event) && !inText && isTyping(target)) return this.editor.focus();
    const hasDone = (inText && this.inText(event)) || (isAlt(event) && this.command(event)) || (!isTyping(target) && isPlain(event) && this.inList(event));
    if (hasDone) event.preventDefault();
    // Text typed outside of a field goes to the editor, including this first letter.
    else if (!isTyping(target) && isPrintable(event) && !this.belongsToList(event)) this.editor.focus();
  }

  inText(event) {
    const isEmpty = this.editor.field.value === "";
    // Also Ctrl+Enter, as on other pages of the office.
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) return this.run(() => this.editor.save());
    if (event.key === "Escape") return this.run(() => (this.editor.editing ? this.editor.cancel() : this.toList()));
    if (event.key === "ArrowDown" && (isEmpty || event.altKey)) return this.run(() => this.toList());
    return false;
  }

  digit(event) {
    const digit = digitOf(event);
    const kind = this.record.vocabulary?.kinds.find((each) => Number(each.digit) === digit);
    return digit !== null && kind ? this.run(() => this.choose(kind.key)) : false;
  }

  choose(kind) {
    this.editor.choose(kind);
    this.editor.focus();
  }

  command(event) {
    if (this.digit(event)) return true;
    if (isQuestion(event)) return this.run(() => this.help.open());
    const name = this.letters.command(letterOf(event));
    const row = this.row(event);
    if (!name || (name === "correct" && !row)) return false;
    if (name === "correct") return this.run(() => this.editor.open(row.dataset.uid));
    if (name.startsWith(MARK)) return this.mark(name.slice(MARK.length), row);
    return this.run(() => this[name]());
  }

  mark(kind, row) {
    return this.run(() => (row ? this.marking.fromRow(kind, row.dataset.uid) : this.marking.fromEditor(kind)));
  }

  // Single letters are commands in the list of contributions; this can be switched off. Digits are not: many contributions begin with one.
  alone(event) {
    if (!this.letters.isAlone) return false;
    const row = this.row(event);
    const name = row && this.letters.command(letterOf(event));
    if (name === "correct") return this.run(() => this.editor.open(row.dataset.uid));
    return name?.startsWith(MARK) ? this.mark(name.slice(MARK.length), row) : false;
  }

  belongsToList(event) {
    return Boolean(event.target.closest?.("[data-contributions] > li, [data-queue] > li"));
  }

  row(event) {
    const { target } = event;
    return target.matches?.("[data-contributions] > li") ? target : null;
  }

  run(work) {
    work();
    return true;
  }

  next() {
    this.speakerQueue.next();
  }

  stop() {
    this.speakerQueue.stop();
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
    find("contributions").firstElementChild?.focus();
  }

  inList(event) {
    if (event.key === "Escape") return this.run(() => this.editor.focus());
    if (this.alone(event)) return true;
    const row = this.row(event);
    if (!row) return false;
    if (event.key === "Enter") return this.run(() => this.editor.open(row.dataset.uid));
    if (event.key === "ArrowDown") return this.run(() => row.nextElementSibling?.focus());
    if (event.key === "ArrowUp") return this.run(() => (row.previousElementSibling ?? this.editor.field).focus());
    if (event.key === "Home") return this.run(() => row.parentElement.firstElementChild.focus());
    if (event.key === "End") return this.run(() => row.parentElement.lastElementChild.focus());
    return false;
  }
}
