// Where the recorder writes. One field for a new contribution and for the correction of an earlier one.
import { Combobox } from "./combobox.js";
import { find, make, people, put } from "./dom.js";
import { uuid } from "./queue.js";
import { pointWords } from "./said.js";
import { enteredAs, speakerOffers } from "./speakers.js";
import { languageOf, say } from "./words.js";
import { Whisper } from "./whisper.js";

const PAUSE = 400;
const MOST_ENTERED = 3;
const ALARMS = ["writeFirst", "sealedNotSent", "sealedNoCorrection", "sealedNoMarks", "penFull"];
const LANGUAGES = ["ar", "fr", "en"];

function blank() {
  return { contribution: uuid(), kind: "contribution", speaker: null, label: "", isCollective: false, confidential: false, language: null, marks: [] };
}

export class Pen {
  constructor({ record, act, queue, memory }) {
    Object.assign(this, { record, act, queue, memory });
    this.form = find("pen");
    this.field = find("text");
    this.draft = blank();
    this.editing = null;
    this.isKept = true;
    this.whisper = new Whisper(queue);
    this.speakerField = find("speaker");
    new Combobox(this.speakerField, find("speaker-list"), {
      offers: (text) => speakerOffers(record, text, { speaking: this.shown?.speaking }),
      chosen: (option) => this.speaks(option, true),
    });
    this.speakerField.addEventListener("blur", () => this.showSpeaker());
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.field.addEventListener("input", () => this.touched());
    find("language").addEventListener("click", () => this.turnLanguage());
    find("confidential").addEventListener("change", (event) => this.seal(event.target.checked));
    find("cancel").addEventListener("click", () => this.leave());
    find("remove").addEventListener("click", () => this.remove());
    find("entered").addEventListener("click", (event) => {
      const pk = Number(event.target.closest("[data-take]")?.dataset.take);
      const row = this.record.speaker(pk);
      if (row) this.speaks({ value: pk, label: row.who }, true);
    });
    find("draft-marks").addEventListener("click", (event) => {
      const button = event.target.closest("[data-unmark]");
      if (button) this.unmark(Number(button.dataset.unmark));
    });
  }

  get text() {
    return this.field.value.trim();
  }

  get language() {
    return this.draft.language ?? languageOf(this.field.value);
  }

  // The selected words, or all of them.
  get chosenWords() {
    const { value, selectionStart, selectionEnd } = this.field;
    return value.slice(selectionStart, selectionEnd).trim() || this.text;
  }

  get isAtRisk() {
    return this.text !== "" && (this.draft.confidential || !this.isKept);
  }

  focus() {
    this.field.focus();
  }

  tell(name, values) {
    this.told(name ? say(name, values) : "", ALARMS.includes(name));
  }

  told(words, isAlarm) {
    put(find("told"), words);
    find("told").classList.toggle("is-alarm", isAlarm);
  }

  touched() {
    this.tell("");
    put(find("language"), say(`language_${this.language}`));
    this.form.classList.toggle("is-begun", this.text !== "");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  // The unfinished text, sealed, so that a closed tab loses nothing; during a correction the one that was laid aside. Never what is
  // confidential.
  async keep() {
    clearTimeout(this.timer);
    const { draft, text } = this.editing ? this.aside : { draft: this.draft, text: this.field.value };
    const isNothing = draft.confidential || (!text.trim() && !draft.marks.length);
    this.isKept = await (isNothing ? this.memory.erase() : this.memory.keep({ ...draft, text }));
    if (this.editing) this.isKept = false;
  }

  // What was typed, or sealed, before the device had answered stands behind it.
  restore({ text, ...rest }) {
    const { confidential } = this.draft;
    this.draft = { ...blank(), ...rest, confidential };
    if (confidential) this.draft.marks = [];
    this.field.value = this.text ? `${text}\n${this.field.value}` : text;
    this.refresh();
    return this.keep();
  }

  choose(kind) {
    this.draft.kind = kind;
    this.draft.isKindByHand = true;
    this.refresh();
    this.touched();
  }

  speaks({ value, label, isCollective = false }, isByHand = false) {
    Object.assign(this.draft, { speaker: value, label, isCollective, isSpeakerByHand: isByHand });
    if (!this.draft.isKindByHand && !this.editing) this.draft.kind = this.likelyKind(value);
    this.refresh();
    if (isByHand) this.focus();
  }

  likelyKind(speaker) {
    const side = this.record.speaker(speaker)?.side;
    if (side !== "police" && side !== "institution") return "contribution";
    return this.shown?.list.length ? "reply" : "opening";
  }

  // Whoever has the floor is the speaker, unless somebody else was chosen or words of another are still in the field.
  follow(shown) {
    this.shown = shown;
    const { speaking } = shown;
    const isNew = speaking?.uid !== this.followed;
    if (!this.editing && isNew && !this.text) {
      this.followed = speaking?.uid;
      this.draft.isKindByHand = false;
      this.speaks(speaking ? { value: speaking.speaker, label: speaking.who } : { value: null, label: "" });
    } else this.refresh();
  }

  turnLanguage() {
    this.draft.language = LANGUAGES[(LANGUAGES.indexOf(this.language) + 1) % LANGUAGES.length];
    this.touched();
  }

  async seal(isSealed) {
    this.draft.confidential = isSealed;
    if (isSealed) this.draft.marks = [];
    this.refresh();
    await this.keep();
  }

  refresh() {
    for (const button of document.querySelectorAll("[data-kind]")) button.setAttribute("aria-pressed", String(button.dataset.kind === this.draft.kind));
    const number = this.editing ? this.editing.number : (this.shown?.list.length ?? 0) + 1;
    put(find("pen-number"), `${number}.`);
    put(find("editing"), this.editing ? say("correcting", { number }) : "");
    for (const name of ["cancel", "remove"]) find(name).hidden = !this.editing;
    find("confidential-choice").hidden = Boolean(this.editing);
    find("confidential").checked = this.draft.confidential;
    find("confidential-words").hidden = !this.draft.confidential;
    put(find("save-words"), say(this.editing ? "saveCorrection" : this.draft.confidential ? "sendSealed" : "saveAndGo"));
    put(find("language"), say(`language_${this.language}`));
    this.form.classList.toggle("is-correcting", Boolean(this.editing));
    this.form.classList.toggle("is-begun", this.text !== "");
    this.showSpeaker();
    this.showEntered();
    this.showMarks();
  }

  showSpeaker() {
    if (document.activeElement === this.speakerField) return;
    const { speaker, label, isCollective } = this.draft;
    this.speakerField.value = this.record.speaker(speaker)?.who ?? (isCollective ? say("collective") : label || say("withoutName"));
  }

  // Asked for the floor under a name, and noted at the door since: recorded "without name" unless somebody takes the row.
  showEntered() {
    const { speaker, label, isCollective } = this.draft;
    const rows = speaker || isCollective || !label ? [] : enteredAs(this.record, label).slice(0, MOST_ENTERED);
    const name = ({ who, detail }) => (detail ? `${who} · ${detail}` : who);
    const signature = JSON.stringify(rows.map((row) => [row.pk, name(row)]));
    if (this.entered === signature) return;
    this.entered = signature;
    find("entered").hidden = !rows.length;
    find("entered").replaceChildren(make("span", { className: "soft small" }, say("enteredAs")), ...rows.map((row) => make("button", {
      type: "button", className: "chip", data: { take: row.pk },
    }, people("span", name(row)))));
  }

  showMarks() {
    const chips = this.draft.marks.map((mark, at) => make("li", {}, make("button", {
      type: "button", className: `chip point is-${mark.kind}`, title: say("removeMark"), data: { unmark: at },
    }, people("span", pointWords({ ...mark, demand: mark.demand_shown }, this.record)), make("span", { aria: { hidden: "true" } }, "×"))));
    find("draft-marks").replaceChildren(...chips);
  }

  addMark(content) {
    this.draft.marks.push(content);
    this.showMarks();
    this.keep();
  }

  unmark(at) {
    this.draft.marks.splice(at, 1);
    this.showMarks();
    this.keep();
  }

  async save() {
    if (this.isSaving || this.form.inert) return;
    if (!this.text) return this.tell("writeFirst");
    this.isSaving = true;
    try {
      await (this.editing ? this.correct() : this.draft.confidential ? this.sendSealed() : this.note());
    } finally {
      this.isSaving = false;
    }
  }

  content(text) {
    const { kind, speaker, isCollective, confidential } = this.draft;
    return { kind, speaker, is_collective: isCollective, language: this.language, text, confidential };
  }

  async note() {
    const written = this.field.value;
    const { contribution, marks } = this.draft;
    const axis = this.shown.running?.pk ?? null;
    await this.queue.add({ op: "contribute", contribution, axis, ...this.content(written.trim()) });
    for (const mark of marks) await this.act.note(mark);
    await this.goOn(written, false);
    this.tell("noted");
  }

  // Letters typed while the device was writing belong to the next contribution; so does all of a text that was changed meanwhile.
  async goOn(written, wasSealed) {
    const { value } = this.field;
    this.field.value = value.startsWith(written) ? value.slice(written.length) : value;
    const { speaker, label, isCollective, isSpeakerByHand } = this.draft;
    this.draft = { ...blank(), speaker, label, isCollective, isSpeakerByHand, confidential: this.isStillSealed(wasSealed) };
    if (this.shown.speaking?.uid !== this.followed) this.follow(this.shown);
    else this.speaks({ value: speaker, label, isCollective }, false);
    await this.keep();
    this.focus();
  }

  // Ticked for the next words while the device was writing, or words typed while the box was ticked.
  isStillSealed(wasSealed) {
    return this.draft.confidential && (!wasSealed || this.text !== "");
  }

  async sendSealed() {
    const written = this.field.value;
    const axis = this.shown.running?.pk ?? null;
    this.tell("sendingSealed");
    const outcome = await this.whisper.send(this.draft.contribution, { axis, ...this.content(written.trim()) });
    if (outcome.status !== "done") return outcome.sentence ? this.told(outcome.sentence, true) : this.tell("sealedNotSent");
    await this.goOn(written, true);
    this.tell("sealedSent");
  }

  // Opens an earlier contribution. `words`: what somebody wants to write in its place, `version`: what that is based on.
  open(uid, { words = null, version = null, done = null } = {}) {
    if (this.isSaving) return;
    const each = this.shown.list.find((one) => one.uid === uid);
    if (!each || each.row.isRemoved) return;
    if (each.row.confidential) return this.tell("sealedNoCorrection");
    if (!this.editing) this.aside = { draft: this.draft, text: this.field.value };
    const { row, number } = each;
    this.editing = { uid, number, row: { ...row }, version: version ?? this.queue.versionOf(uid), done };
    this.draft = { ...blank(), contribution: uid, kind: row.kind, speaker: row.speaker, isCollective: row.is_collective, language: row.language };
    this.field.value = words ?? row.text;
    this.isKept = false;
    this.refresh();
    document.body.dataset.panel = "write";
    this.form.scrollIntoView({ block: "nearest" });
    this.focus();
  }

  leave() {
    if (!this.editing) return;
    this.editing = null;
    this.draft = this.aside.draft;
    this.field.value = this.aside.text;
    this.keep();
    this.tell("");
    this.follow(this.shown);
    this.focus();
  }

  async correct() {
    const { uid, row, version, done } = this.editing;
    const { confidential: _same, ...wanted } = this.content(this.text);
    const changed = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== row[name]));
    if ("text" in changed || "language" in changed) Object.assign(changed, { text: wanted.text, language: wanted.language });
    if (Object.keys(changed).length) await this.act.change({ op: "amend", contribution: uid, ...changed }, version);
    await done?.();
    this.leave();
    this.tell("corrected");
  }

  async remove() {
    const { uid, version } = this.editing;
    if (!confirm(say("removeSure"))) return;
    await this.act.change({ op: "withdraw", contribution: uid }, version);
    this.leave();
  }
}
