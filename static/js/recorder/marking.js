// Words become a point: consensus, concern, demand and so on. For a demand the existing ones are offered while somebody types.
import { isTooLong } from "../length.js";
import { Combobox } from "./combobox.js";
import { find, make, people, put } from "./dom.js";
import { isComposing, isTyping } from "./keyboard_layout.js";
import { uuid } from "./queue.js";
import { folded, languageOf, say } from "./words.js";

const OWED = ["commitment", "decision"];
const PAUSE = 180;
const MOST = 14;

// A combobox for several choices.
class Tags {
  constructor(input, list, chips, options) {
    Object.assign(this, { input, chips, options, chosen: [] });
    new Combobox(input, list, { offers: (text) => this.offers(text), chosen: (option) => this.add(option) });
    chips.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tag]");
      if (button) this.set(this.chosen.filter((pk) => pk !== Number(button.dataset.tag)));
    });
  }

  offers(text) {
    return named(this.options(), text).filter(({ value }) => !this.chosen.includes(value));
  }

  add({ value }) {
    this.input.value = "";
    this.set([...this.chosen, value]);
  }

  set(chosen) {
    this.chosen = chosen;
    const byPk = new Map(this.options().map((each) => [each.pk, each.name]));
    this.chips.replaceChildren(...chosen.map((pk) => make("li", {}, make("button", { type: "button", className: "tag", title: say("removeTag"), data: { tag: pk } },
      people("span", byPk.get(pk) ?? ""), make("span", { aria: { hidden: "true" } }, "×")))));
  }
}

function named(options, text) {
  const wanted = folded(text);
  return options.filter(({ name }) => folded(name).includes(wanted)).slice(0, 30).map(({ pk, name }) => ({ value: pk, label: name }));
}

// `pieces`: parts of a text, each with whether it matches what was typed.
function highlighted(pieces) {
  return people("span", "", {}, ...pieces.map(([text, isMarked]) => (isMarked ? make("mark", { className: "same" }, text) : text)));
}

export class Marking {
  constructor({ record, operations, queue, connection, editor, address }) {
    Object.assign(this, { record, operations, queue, connection, editor, address });
    this.dialog = find("marking");
    this.form = this.dialog.querySelector("form");
    const tags = (name) => new Tags(find(`${name}-input`), find(`${name}-list`), find(`${name}-chips`), () => record.vocabulary?.[name] ?? []);
    this.themes = tags("themes");
    this.areas = tags("areas");
    this.owner = null;
    new Combobox(find("owner"), find("owner-list"), {
      offers: (text) => this.owners(text),
      chosen: (option) => { this.owner = option.value; find("owner").value = option.label; },
    });
    find("owner").addEventListener("input", () => { this.owner = null; });
    this.listen();
  }

  listen() {
    for (const name of ["themes-input", "areas-input", "owner"]) find(name).addEventListener("input", () => this.tell(""));
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.form.elements.kind.addEventListener("change", () => this.showKind());
    this.form.elements.title.addEventListener("input", () => this.look());
    this.form.elements.title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return;
      event.preventDefault();
      this.form.requestSubmit();
    });
    find("demand-choices").addEventListener("change", (event) => { this.choice = event.target.value; });
    find("marking-close").addEventListener("click", () => this.dialog.close());
    find("unmark-point").addEventListener("click", () => this.remove());
    // The callback runs after the dialog has closed; do not move the focus if another field has it by then.
    this.dialog.addEventListener("close", () => isTyping(document.activeElement) || this.editor.focus());
  }

  owners(text) {
    const { units = [], institutions = [] } = this.record.vocabulary ?? {};
    const of = (list, name) => named(list, text).map((each) => ({ label: each.label, value: { [name]: each.value } }));
    return [...of(units, "owner_unit"), ...of(institutions, "owner_institution")].slice(0, 30);
  }

  // The text in the editor, or an earlier contribution.
  fromEditor(kind) {
    const { editor } = this;
    if (editor.draft.confidential) return editor.tell("sealedNoMarks");
    if (!editor.chosenWords) return editor.tell("writeFirst");
    this.open({ kind, title: editor.chosenWords, contributions: [editor.draft.contribution], isDraft: !editor.editing });
  }

  fromRow(kind, uid) {
    const row = this.editor.shown.list.find((each) => each.uid === uid)?.row;
    if (row?.confidential) return this.editor.tell("sealedNoMarks");
    if (row) this.open({ kind, title: row.text, contributions: [uid], isDraft: false });
  }

  reopen(uid) {
    const point = this.editor.shown.points.get(uid);
    if (point) this.open({ ...point, point: uid, basis: this.queue.basisOf(uid), isDraft: false });
  }

  open(subject) {
    this.subject = subject;
    this.choice = "";
    this.tell("");
    const { elements } = this.form;
    elements.kind.replaceChildren(...(this.record.vocabulary?.point_kinds ?? []).map(({ key, word }) => make("option", { value: key }, word)));
    elements.kind.value = subject.kind;
    elements.title.value = subject.title;
    elements.due_on.value = subject.due_on ?? "";
    this.themes.set(subject.themes ?? []);
    this.areas.set(subject.areas ?? []);
    this.setOwner(subject);
    this.demands([]);
    find("unmark-point").hidden = !subject.point;
    put(find("marking-from"), this.from(subject));
    this.dialog.showModal();
    this.showKind();
    elements.title.focus();
    elements.title.select();
  }

  from({ contributions }) {
    const numbers = this.editor.shown.list.filter((each) => contributions.includes(each.uid)).map((each) => each.number);
    return numbers.length ? say("markFrom", { numbers: numbers.join("، ") }) : say("markFromEditor");
  }

  setOwner({ owner_unit: unit, owner_institution: institution }) {
    const { units = [], institutions = [] } = this.record.vocabulary ?? {};
    const found = unit ? units.find((each) => each.pk === unit) : institutions.find((each) => each.pk === institution);
    this.owner = unit ? { owner_unit: unit } : institution ? { owner_institution: institution } : null;
    find("owner").value = found?.name ?? "";
  }

  showKind() {
    const kind = this.form.elements.kind.value;
    find("demand-part").hidden = kind !== "demand";
    find("owed-part").hidden = !OWED.includes(kind);
    if (kind === "demand") this.look();
  }

  // Existing demands that are similar to the words.
  look() {
    clearTimeout(this.timer);
    if (this.form.elements.kind.value !== "demand") return;
    this.timer = setTimeout(() => this.ask(this.form.elements.title.value.trim()), PAUSE);
  }

  async ask(words) {
    this.asked = words;
    const answer = await this.connection.get(`${this.address}?${new URLSearchParams({ q: words.slice(0, 300) })}`);
    if (this.asked !== words) return;
    const found = answer.body?.demands ?? answer.body;
    if (Array.isArray(found)) this.demands(found.slice(0, MOST));
    else this.demands([], "demandsNotAsked");
  }

  demands(found, trouble = "") {
    const chosen = this.choice === "new" ? null : this.chosenDemand ?? this.subject.demand;
    const known = chosen && !found.some((each) => each.pk === chosen.pk) ? [chosen, ...found] : found;
    this.found = known;
    const choice = (value, isChecked, ...words) => make("label", { className: "demand-choice" },
      make("input", { type: "radio", name: "demand", value, checked: isChecked }), make("span", {}, ...words));
    find("demand-choices").replaceChildren(choice("new", !chosen, make("b", {}, say("newDemand"))), ...known.map((each) => choice(String(each.pk), each.pk === chosen?.pk,
      make("b", { className: "num", dir: "ltr" }, String(each.number)), " ", highlighted(each.words ?? [[each.title, false]]),
      each.details?.length ? make("small", {}, highlighted(each.details)) : null,
      make("small", {}, [each.on_agenda ? say("onAgenda") : "", each.state_word, each.mentions ? say("mentions", { count: each.mentions }) : ""].filter(Boolean).join("\u2003")))));
    put(find("demand-words"), trouble ? say(trouble) : found.length ? say("demandsOffered") : say("demandsNone"));
  }

  get chosenDemand() {
    const value = this.form.elements.demand?.value;
    return this.dialog.open && value && value !== "new" ? this.found?.find((each) => String(each.pk) === value) : null;
  }

  content() {
    const { kind, title, due_on: due } = this.form.elements;
    const owed = OWED.includes(kind.value);
    const demand = kind.value === "demand" ? this.chosenDemand : null;
    return {
      kind: kind.value, title: title.value.trim(), language: languageOf(title.value), contributions: this.subject.contributions,
      themes: this.themes.chosen, areas: this.areas.chosen, demand: demand?.pk ?? null, new_demand: kind.value === "demand" && !demand,
      owner_unit: (owed && this.owner?.owner_unit) || null, owner_institution: (owed && this.owner?.owner_institution) || null,
      due_on: (owed && due.value) || null, demand_shown: demand ? { pk: demand.pk, number: demand.number, title: demand.title } : null,
    };
  }

  tell(name) {
    put(find("marking-notice"), name ? say(name) : "");
  }

  // Refuse typed text in a combobox that is not a choice, because it would be lost.
  hasLeftover() {
    const owed = OWED.includes(this.form.elements.kind.value) && !this.owner ? ["owner"] : [];
    const left = ["themes-input", "areas-input", ...owed].map((name) => find(name)).find((field) => field.value.trim());
    this.tell(left ? "chooseFromList" : "");
    left?.focus();
    return Boolean(left);
  }

  async save() {
    const content = this.content();
    if (!content.title || this.hasLeftover()) return;
    if (isTooLong(this.form.elements.title)) return void this.tell("titleTooLong");
    const { subject } = this;
    this.dialog.close();
    if (subject.point) return void (await this.operations.change({ op: "remark", point: subject.point, ...this.changes(content) }, subject.basis));
    const mark = this.joined(content) ?? { op: "mark", point: uuid(), ...content };
    if (subject.isDraft) this.editor.addMark(mark);
    else await this.operations.note(mark);
    this.editor.tell("marked");
  }

  // A meeting has one point for each demand: another contribution with the same demand is added to it.
  joined(content) {
    const same = content.demand && [...this.editor.shown.points.values()].find((point) => point.demand?.pk === content.demand);
    if (!same) return null;
    const both = (name) => [...new Set([...same[name], ...content[name]])];
    const ties = { contributions: both("contributions"), themes: both("themes"), areas: both("areas") };
    return { op: "remark", point: same.uid, ...ties, kind: "demand", title: same.title, demand_shown: same.demand };
  }

  changes(content) {
    const { subject } = this;
    const before = { ...subject, demand: subject.demand?.pk ?? null };
    const isSame = (name) => JSON.stringify(before[name] ?? null) === JSON.stringify(content[name] ?? null);
    const names = ["kind", "title", "themes", "areas", "owner_unit", "owner_institution", "due_on", "demand"];
    const changed = Object.fromEntries(names.filter((name) => !isSame(name)).map((name) => [name, content[name]]));
    if ("title" in changed) changed.language = content.language;
    if (content.new_demand && subject.demand) changed.new_demand = true;
    if ("demand" in changed) changed.demand_shown = content.demand_shown;
    return changed;
  }

  async remove() {
    const { point, basis } = this.subject;
    if (!confirm(say("unmarkSure"))) return;
    this.dialog.close();
    await this.operations.change({ op: "unmark", point }, basis);
  }
}
