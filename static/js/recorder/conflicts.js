// The list of refused messages and conflicts, until the recorder decides about each.
import { find, make, people, put, reconcile } from "./dom.js";
import { uuid } from "./queue.js";
import { pointWords } from "./contribution_list.js";
import { say } from "./words.js";

export class Conflicts {
  constructor({ record, operations, queue, editor }) {
    Object.assign(this, { record, operations, queue, editor });
    this.list = find("conflicts-list");
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-decide]");
      if (button) this[button.dataset.decide](this.queue.conflicts.get(button.closest("li").dataset.uid));
    });
  }

  show() {
    const conflicts = [...this.queue.conflicts.values()];
    find("conflicts").hidden = !conflicts.length;
    put(find("conflicts-count"), say("conflictsCount", { count: conflicts.length }));
    reconcile(this.list, conflicts, { key: ({ op }) => op.uid, signature: ({ op }) => op.uid, fill: (node, need) => this.fill(node, need) });
  }

  fill(node, need) {
    const { op, result } = need;
    node.dataset.uid = op.uid;
    const isConflict = result.status === "conflict";
    node.replaceChildren(make("p", {}, make("b", {}, this.title(need))), ...(result.sentence && !isConflict ? [people("p", result.sentence)] : []),
      isConflict ? this.both(need) : this.mine(op), make("p", { className: "row" }, ...this.choices(need)));
  }

  title({ op, result }) {
    const number = this.editor.shown?.list.find((each) => each.uid === op.contribution)?.number;
    if (result.status === "conflict") return number ? say("conflictOf", { number }) : say("conflict");
    return say("refusedOp", { what: say(`op_${op.op}`) });
  }

  // Only readable texts, not row ids.
  words(op) {
    if (op.text ?? op.title) return op.text ?? op.title;
    if (op.label ?? op.name) return op.label ?? op.name;
    if (op.kind) return this.record.kind(op.kind)?.word ?? pointWords(op, this.record);
    return this.record.speaker(op.speaker)?.full ?? this.record.axis(op.axis)?.title ?? "";
  }

  mine(op) {
    const words = this.words(op);
    return words ? people("blockquote", words, { className: "words" }) : "";
  }

  both({ op, result: { stored } }) {
    const part = (name, words) => make("div", {}, make("p", { className: "small soft" }, say(name)), people("blockquote", words, { className: "words" }));
    const theirs = stored ? (stored.confidential ? say("sealedText") : stored.text || stored.title || "") : say("wasRemoved");
    return make("div", { className: "both" }, part("theirs", theirs), part("yours", this.words(op)));
  }

  choices({ op, result }) {
    const choice = (name, isMain = false) => make("button", { type: "button", className: isMain ? "button low" : "button plain low", data: { decide: name } }, say(`decide_${name}`));
    if (result.status === "conflict" && result.stored) {
      return [choice("takeMine", true), choice("keepTheirs"), ...(op.op === "amend" && op.text ? [choice("merge")] : [])];
    }
    return [choice("again", true), ...(op.text ? [choice("toEditor")] : []), choice("drop")];
  }

  async takeMine({ op, result }) {
    const { uid, at: _at, version: _old, axis: _axis, confidential: _same, ...content } = op;
    const change = op.op === "contribute" ? { ...content, op: "amend" } : content;
    await this.queue.add({ ...change, version: result.stored.version });
    await this.queue.decided(uid);
  }

  keepTheirs({ op }) {
    return this.queue.decided(op.uid);
  }

  merge({ op, result }) {
    this.editor.open(op.contribution, { words: op.text, version: result.stored.version, done: () => this.queue.decided(op.uid) });
  }

  // A new message, since the result of the old one is final.
  async again({ op }) {
    const { uid, at: _at, ...content } = op;
    await this.queue.add("version" in op ? { ...content, version: this.queue.versionOf(op.contribution ?? op.point) ?? op.version } : content);
    await this.queue.decided(uid);
  }

  toEditor({ op }) {
    if (this.editor.text) return this.editor.tell("editorFull");
    const { kind, speaker, speaker_label: label = "", is_collective: isCollective, text, language } = op;
    const byHand = { isKindByHand: true, isSpeakerByHand: true };
    const restored = this.editor.restore({ contribution: uuid(), kind, speaker, label, isCollective, text, marks: [], language, ...byHand });
    restored.then(() => this.editor.isKept && !this.editor.draft.confidential && this.queue.decided(op.uid));
    this.editor.focus();
  }

  drop({ op }) {
    if (confirm(say("dropSure"))) this.queue.decided(op.uid);
  }
}
