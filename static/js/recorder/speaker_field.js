// The field for the speaker. Its text is what is stored: empty means nobody, and an unlisted name is stored as typed.
import { Combobox } from "./combobox.js";
import { find, make, people } from "./dom.js";
import { uuid } from "./queue.js";
import { enteredAs, exactOffer, speakerOffers } from "./speakers.js";
import { say } from "./words.js";

const MOST_ENTERED = 3;

export class SpeakerField {
  constructor({ record, queue, editor }) {
    Object.assign(this, { record, queue, editor });
    this.field = find("speaker");
    this.isTyping = false;
    new Combobox(this.field, find("speaker-list"), {
      isFree: true,
      offers: (text) => speakerOffers(record, text, { speaking: editor.shown?.speaking, withTyped: true }),
      chosen: (option) => this.take(option),
    });
    this.field.placeholder = say("withoutName");
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => { this.isTyping = false; this.show(editor.draft); });
    find("entered").addEventListener("click", (event) => this.clicked(event));
  }

  typed() {
    this.isTyping = true;
    const words = this.field.value.trim();
    this.editor.speaks(exactOffer(this.record, words) ?? { value: null, label: words }, true);
  }

  take(option) {
    this.isTyping = false;
    this.editor.speaks(option, true);
    this.editor.focus();
  }

  // The speaker of a draft, as shown on the page.
  name({ speaker, label, isCollective }) {
    return this.record.speaker(speaker)?.full ?? (isCollective ? say("collective") : label);
  }

  show(draft) {
    if (!(this.isTyping && document.activeElement === this.field)) {
      const name = this.name(draft);
      if (this.field.value !== name) this.field.value = name;
    }
    this.arrived(draft);
    this.offer(draft);
  }

  // For a name that is not on the attendance list: people who arrived with this name since, and a button to add an arrival.
  offer({ speaker, label, isCollective, arriving }) {
    const isUnlisted = !speaker && !isCollective && label !== "" && label !== say("withoutName");
    const rows = isUnlisted ? enteredAs(this.record, label).slice(0, MOST_ENTERED) : [];
    const signature = JSON.stringify([isUnlisted && label, arriving, rows.map((row) => [row.pk, row.full])]);
    if (this.offered === signature) return;
    this.offered = signature;
    find("entered").hidden = !isUnlisted;
    const chip = (data, words) => make("button", { type: "button", className: "chip", data }, people("span", words));
    find("entered").replaceChildren(make("span", { className: "soft small" }, say(rows.length ? "enteredAs" : "notListed")),
      ...rows.map((row) => chip({ take: row.pk }, row.full)), ...(isUnlisted && !arriving ? [chip({ arrive: "" }, say("arrive", { name: label }))] : []));
  }

  clicked(event) {
    const { take, arrive } = event.target.closest("button")?.dataset ?? {};
    const row = this.record.speaker(Number(take));
    if (row) {
      this.editor.identify({ value: row.pk, label: row.full });
      this.take({ value: row.pk, label: row.full });
    }
    if (arrive === undefined) return;
    const { draft } = this.editor;
    draft.arriving = uuid();
    this.queue.add({ op: "arrive", attendance: draft.arriving, name: draft.label });
    this.show(draft);
    this.editor.focus();
  }

  // The arrival that was added here is now on the list: use that row as the speaker, unless the name has been changed since.
  arrived({ arriving, label }) {
    const row = arriving && this.record.attendances.find((each) => each.uid === arriving);
    if (!row) return;
    this.editor.draft.arriving = null;
    if (!label || row.detail !== label) return;
    this.editor.identify({ value: row.pk, label: row.full });
    this.editor.speaks({ value: row.pk, label: row.full }, true);
  }
}
