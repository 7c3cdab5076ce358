// Where the recorder writes. One field for a new contribution and for the correction of an earlier one.
import { isTooLong } from "../length.js";
import { find, make, people, put } from "./dom.js";
import { focusSection, usesFingers } from "./focus.js";
import { uuid } from "./queue.js";
import { pointWords } from "./contribution_list.js";
import { SpeakerField } from "./speaker_field.js";
import { languageOf, say } from "./words.js";
import { ConfidentialSender } from "./confidential_sender.js";

const PAUSE = 400;
const ALARMS = ["writeFirst", "textTooLong", "titleTooLong", "sealedNotSent", "sealedNoCorrection", "sealedNoMarks", "marksFirst", "editorFull"];
const LANGUAGES = ["ar", "fr", "en"];

function blank() {
  return { contribution: uuid(), kind: "contribution", speaker: null, label: "", isCollective: false, confidential: false, language: null, marks: [] };
}

export class Editor {
  constructor({ record, operations, queue, savedState }) {
    Object.assign(this, { record, operations, queue, savedState });
    this.form = find("editor");
    this.field = find("text");
    this.draft = blank();
    this.editing = null;
    this.isKept = true;
    this.confidentialSender = new ConfidentialSender(queue);
    this.speaker = new SpeakerField({ record, queue, editor: this });
    this.listen();
  }

  listen() {
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.field.addEventListener("input", () => this.touched());
    find("language").addEventListener("click", () => this.turnLanguage());
    find("confidential").addEventListener("change", (event) => this.seal(event.target.checked));
    find("cancel").addEventListener("click", () => this.cancel());
    find("remove").addEventListener("click", () => this.remove());
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

  // If the editor cannot be focused, focus the visible part of the page.
  focus() {
    this.field.focus();
    if (document.activeElement !== this.field) focusSection();
  }

  // After an action of another part of the page, so that the recorder can continue typing.
  resume() {
    if (!usesFingers()) this.focus();
  }

  tell(name, values) {
    this.notice(name ? say(name, values) : "", ALARMS.includes(name));
  }

  notice(words, isAlarm) {
    put(find("notice"), words);
    find("notice").classList.toggle("is-alarm", isAlarm);
  }

  touched() {
    this.tell("");
    put(find("language"), say(`language_${this.language}`));
    this.form.classList.toggle("is-begun", this.text !== "");
    if (!this.savedState.canKeep) this.isKept = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  // The unfinished text to store, encrypted, in case the tab is closed; during a correction the text that was set aside. Never a
  // confidential text.
  async keep() {
    clearTimeout(this.timer);
    const { draft, text } = this.editing ? this.aside : { draft: this.draft, text: this.field.value };
    const isNothing = draft.confidential || (!text.trim() && !draft.marks.length);
    this.isKept = await (isNothing ? this.savedState.erase() : this.savedState.keep({ ...draft, text }));
    if (this.editing) this.isKept = false;
  }

  // Text that was typed or set aside before the stored text was read is appended to it.
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
    const isNobody = !value && label === say("withoutName");
    Object.assign(this.draft, { speaker: value, label: isNobody ? "" : label, isCollective, isSpeakerByHand: isByHand });
    if (!this.draft.isKindByHand && !this.editing) this.draft.kind = this.likelyKind(value);
    this.refresh();
  }

  likelyKind(speaker) {
    const side = this.record.speaker(speaker)?.side;
    if (side !== "police" && side !== "institution") return "contribution";
    return this.shown?.list.length || this.hasNoted ? "reply" : "opening";
  }

  // While the text is empty, the speaker is the one who has the floor, unless the recorder chose another or none.
  follow(shown) {
    this.shown = shown;
    if (!this.editing && !this.text && !this.draft.marks.length && !this.draft.isSpeakerByHand) this.takeFloor();
    else this.refresh();
  }

  // A speaker with an unlisted name was found on the attendance list: used while that speaker has the floor.
  identify(option) {
    const { speaking } = this.shown;
    if (speaking && !speaking.speaker && speaking.who === this.draft.label) this.identified = { turn: speaking.uid, ...option };
  }

  takeFloor() {
    const { speaking } = this.shown;
    if (speaking && speaking.uid === this.identified?.turn) return this.speaks(this.identified);
    this.speaks({ value: speaking?.speaker ?? null, label: speaking?.who ?? "" });
  }

  turnLanguage() {
    this.draft.language = LANGUAGES[(LANGUAGES.indexOf(this.language) + 1) % LANGUAGES.length];
    this.touched();
  }

  // Marks would store readable words of a confidential text.
  async seal(isSealed) {
    if (isSealed && this.draft.marks.length) {
      find("confidential").checked = false;
      return this.tell("marksFirst");
    }
    this.draft.confidential = isSealed;
    this.refresh();
    await this.keep();
  }

  refresh() {
    this.showKind();
    const number = this.editing ? this.editing.number : (this.shown?.list.length ?? 0) + 1;
    put(find("editor-number"), `${number}.`);
    put(find("editing"), this.editing ? say("correcting", { number }) : "");
    for (const name of ["cancel", "remove"]) find(name).hidden = !this.editing;
    find("confidential-choice").hidden = Boolean(this.editing);
    find("confidential").checked = this.draft.confidential;
    find("confidential-words").hidden = !this.draft.confidential;
    put(find("save-words"), say(this.editing ? "saveCorrection" : this.draft.confidential ? "sendSealed" : "saveAndGo"));
    put(find("language"), say(`language_${this.language}`));
    this.form.classList.toggle("is-correcting", Boolean(this.editing));
    this.form.classList.toggle("is-begun", this.text !== "");
    this.speaker.show(this.draft);
    this.showMarks();
  }

  showKind() {
    for (const button of document.querySelectorAll("[data-kind]")) button.setAttribute("aria-pressed", String(button.dataset.kind === this.draft.kind));
  }

  showMarks() {
    const signature = JSON.stringify(this.draft.marks);
    if (this.marked === signature) return;
    this.marked = signature;
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
    if (this.isSending || this.form.inert) return;
    if (!this.text) return this.tell("writeFirst");
    if (isTooLong(this.field)) return this.tell("textTooLong");
    await (this.editing ? this.correct() : this.draft.confidential ? this.sendSealed() : this.note());
  }

  // The current values of the form.
  content(text) {
    const { kind, speaker, label, isCollective, confidential } = this.draft;
    const speakerLabel = speaker || isCollective ? "" : label;
    return { kind, speaker, speaker_label: speakerLabel, is_collective: isCollective, language: this.language, text, confidential };
  }

  // The values are read immediately: text typed after Enter belongs to the next contribution.
  async note() {
    const { contribution, marks } = this.draft;
    const axis = this.shown.running?.pk ?? null;
    const op = { op: "contribute", contribution, axis, ...this.content(this.text) };
    this.hasNoted = true;
    this.begin();
    await Promise.all([this.queue.add(op), ...marks.map((mark) => this.operations.note(mark))]);
    await this.keep();
    this.tell("noted");
  }

  // Reset for the next contribution: its speaker is the one who has the floor, or nobody.
  begin(text = "", confidential = false) {
    this.draft = { ...blank(), confidential };
    this.field.value = text;
    this.takeFloor();
    this.focus();
  }

  // Whether "confidential" was ticked for the next text while this one was being stored, or text was typed while it was ticked.
  isStillSealed(rest) {
    return this.draft.confidential && rest.trim() !== "";
  }

  // The field keeps a confidential text until it has arrived. Text appended in the meantime, or a changed text, belongs to the next contribution.
  async sendSealed() {
    const written = this.field.value;
    const axis = this.shown.running?.pk ?? null;
    this.tell("sendingSealed");
    this.isSending = true;
    let outcome;
    try {
      outcome = await this.confidentialSender.send(this.draft.contribution, { axis, ...this.content(written.trim()) });
    } finally {
      this.isSending = false;
    }
    if (outcome.status !== "done") return outcome.sentence ? this.notice(outcome.sentence, true) : this.tell("sealedNotSent");
    const { value } = this.field;
    const rest = value.startsWith(written) ? value.slice(written.length) : value;
    this.begin(rest, this.isStillSealed(rest));
    await this.keep();
    this.tell("sealedSent");
  }

  // Opens an earlier contribution. `words`: the new text, `version`: the version on which it is based.
  open(uid, { words = null, version = null, done = null } = {}) {
    if (this.isSending) return;
    const each = this.shown.list.find((one) => one.uid === uid);
    if (!each || each.row.isRemoved) return;
    if (each.row.confidential) return this.tell("sealedNoCorrection");
    if (!this.mayDiscard()) return this.focus();
    if (!this.editing) this.aside = { draft: this.draft, text: this.field.value };
    const { row, number } = each;
    this.editing = { uid, number, row: { ...row }, version: version ?? this.queue.basisOf(uid), done };
    this.draft = { ...blank(), contribution: uid, kind: row.kind, language: row.language };
    Object.assign(this.draft, { speaker: row.speaker, label: row.speaker_label ?? "", isCollective: row.is_collective });
    this.field.value = words ?? row.text;
    this.isKept = false;
    this.refresh();
    document.body.dataset.panel = "write";
    this.form.scrollIntoView({ block: "nearest" });
    this.focus();
  }

  // Ask before discarding a correction with changes.
  mayDiscard() {
    return !this.editing || !Object.keys(this.changes()).length || confirm(say("dropSure"));
  }

  cancel() {
    if (this.mayDiscard()) this.leave();
    else this.focus();
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

  // The changed fields of the correction.
  changes() {
    const { row } = this.editing;
    const { confidential: _same, ...wanted } = this.content(this.text);
    const changed = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => value !== row[name]));
    if ("text" in changed || "language" in changed) Object.assign(changed, { text: wanted.text, language: wanted.language });
    return changed;
  }

  async correct() {
    const { uid, version, done } = this.editing;
    const changed = this.changes();
    this.leave();
    if (Object.keys(changed).length) await this.operations.change({ op: "amend", contribution: uid, ...changed }, version);
    await done?.();
    this.tell("corrected");
  }

  async remove() {
    const { uid, version } = this.editing;
    if (!confirm(say("removeSure"))) return;
    this.leave();
    await this.operations.change({ op: "withdraw", contribution: uid }, version);
  }
}
