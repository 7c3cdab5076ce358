// Who speaks. What the field shows is what is stored: an empty field is nobody, and a name that is not listed stays as it was typed.
import { Combobox } from "./combobox.js";
import { find, make, people } from "./dom.js";
import { uuid } from "./queue.js";
import { enteredAs, exactOffer, speakerOffers } from "./speakers.js";
import { say } from "./words.js";

const MOST_ENTERED = 3;

export class SpeakerField {
  constructor({ record, queue, pen }) {
    Object.assign(this, { record, queue, pen });
    this.field = find("speaker");
    this.isTyping = false;
    new Combobox(this.field, find("speaker-list"), {
      isFree: true,
      offers: (text) => speakerOffers(record, text, { speaking: pen.shown?.speaking, withTyped: true }),
      chosen: (option) => this.take(option),
    });
    this.field.placeholder = say("withoutName");
    this.field.addEventListener("input", () => this.typed());
    this.field.addEventListener("blur", () => { this.isTyping = false; this.show(pen.draft); });
    find("entered").addEventListener("click", (event) => this.clicked(event));
  }

  typed() {
    this.isTyping = true;
    const words = this.field.value.trim();
    this.pen.speaks(exactOffer(this.record, words) ?? { value: null, label: words }, true);
  }

  take(option) {
    this.isTyping = false;
    this.pen.speaks(option, true);
    this.pen.focus();
  }

  // As the page names the speaker of a draft.
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

  // Not on the presence list: who came in under this name since, and a button that notes the arrival.
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
      this.pen.identify({ value: row.pk, label: row.full });
      this.take({ value: row.pk, label: row.full });
    }
    if (arrive === undefined) return;
    const { draft } = this.pen;
    draft.arriving = uuid();
    this.queue.add({ op: "arrive", attendance: draft.arriving, name: draft.label });
    this.show(draft);
    this.pen.focus();
  }

  // The arrival that the recorder noted from here is on the list now: the words are of that row, unless the name was changed since.
  arrived({ arriving, label }) {
    const row = arriving && this.record.attendances.find((each) => each.uid === arriving);
    if (!row) return;
    this.pen.draft.arriving = null;
    if (!label || row.detail !== label) return;
    this.pen.identify({ value: row.pk, label: row.full });
    this.pen.speaks({ value: row.pk, label: row.full }, true);
  }
}
