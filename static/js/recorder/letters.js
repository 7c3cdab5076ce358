// The letters of commands, which can be changed or removed for this user on this device (WCAG 2.1.4).
const NAME = "machoura.recorder.letters";
// A letter of a kind of point takes precedence over a command with the same key.
const COMMANDS = { next: "g", stop: "x", ask: "q", speaker: "w", topic: "t", pause: "b", said: "j", correct: "e" };

export class Letters {
  constructor(user) {
    this.name = `${NAME}.${user}`;
    this.marks = {};
    this.chosen = {};
    // Whether single letters are commands in the list of contributions.
    this.isAlone = true;
    try {
      const { chosen = {}, isAlone = true } = JSON.parse(localStorage.getItem(this.name) ?? "{}");
      Object.assign(this, { chosen, isAlone });
    } catch {
      // Nothing is stored, or there is no storage.
    }
  }

  get defaults() {
    const marks = new Set(Object.values(this.marks));
    const commands = Object.fromEntries(Object.entries(COMMANDS).map(([name, letter]) => [name, marks.has(letter) ? "" : letter]));
    return { ...this.marks, ...commands };
  }

  learn(pointKinds) {
    this.marks = Object.fromEntries(pointKinds.map(({ key, letter }) => [`mark_${key}`, letter.toLowerCase()]));
  }

  get all() {
    return { ...this.defaults, ...this.chosen };
  }

  of(name) {
    return this.all[name] ?? "";
  }

  // The command of the letter, or undefined.
  command(letter) {
    return letter && Object.keys(this.defaults).find((name) => this.of(name) === letter);
  }

  // Another command with this letter loses it.
  choose(name, letter) {
    const holder = this.command(letter);
    if (holder) this.chosen[holder] = "";
    this.chosen[name] = letter;
    this.keep();
  }

  setAlone(isAlone) {
    this.isAlone = isAlone;
    this.keep();
  }

  keep() {
    try {
      localStorage.setItem(this.name, JSON.stringify({ chosen: this.chosen, isAlone: this.isAlone }));
    } catch {
      // No storage: valid until the page is closed.
    }
  }
}
