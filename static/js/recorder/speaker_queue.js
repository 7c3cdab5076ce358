// The panel with the current speaker, the queue, and the attendance list.
import { minutes, since } from "./clock.js";
import { Combobox } from "./combobox.js";
import { find, make, people, put, reconcile } from "./dom.js";
import { speakerOffers } from "./speakers.js";
import { say } from "./words.js";

const FIRST_TIME = "machoura.recorder.first-time-first";

export class SpeakerQueue {
  constructor({ record, operations, editor }) {
    Object.assign(this, { record, operations, editor });
    this.list = find("queue");
    this.fresh = find("fresh-first");
    this.fresh.checked = localStorage.getItem(FIRST_TIME) === "1";
    this.fresh.addEventListener("change", () => {
      localStorage.setItem(FIRST_TIME, this.fresh.checked ? "1" : "0");
      this.show(this.shown);
    });
    this.list.addEventListener("click", (event) => this.clicked(event));
    this.list.addEventListener("keydown", (event) => this.pressed(event));
    find("next-speaker").addEventListener("click", () => { this.next(); editor.resume(); });
    find("stop-speaker").addEventListener("click", () => { this.stop(); editor.resume(); });
    const input = find("ask");
    new Combobox(input, find("ask-list"), {
      isFree: true,
      offers: (text) => speakerOffers(record, text, { withLabels: false }),
      chosen: (option) => { input.value = ""; operations.ask(option); },
    });
  }

  get waiting() {
    const waiting = this.shown.queue.filter((turn) => turn.state === "waiting");
    if (!this.fresh.checked) return waiting;
    return [...waiting.filter((turn) => !turn.spoken_before), ...waiting.filter((turn) => turn.spoken_before)];
  }

  next() {
    const [turn] = this.waiting;
    if (turn) this.operations.give(turn.uid);
  }

  stop() {
    if (this.shown.speaking) this.operations.stop(this.shown.speaking.uid);
  }

  show(shown) {
    this.shown = shown;
    const rows = [...(shown.speaking ? [shown.speaking] : []), ...this.waiting];
    reconcile(this.list, rows.map((turn, at) => ({ turn, at, of: rows.length })), {
      key: ({ turn }) => turn.uid,
      signature: ({ turn, at, of }) => JSON.stringify([at, of, turn.who, turn.full, turn.detail, turn.state, turn.spoken_before, turn.isUnsent]),
      fill: (node, each) => this.fill(node, each),
    });
    find("queue-empty").hidden = rows.length > 0;
    put(find("tab-queue"), String(this.waiting.length));
    find("next-speaker").disabled = !this.waiting.length;
    find("stop-speaker").hidden = !shown.speaking;
    this.counts();
    this.tick();
  }

  fill(node, { turn, at }) {
    const isSpeaking = turn.state === "speaking";
    node.className = isSpeaking ? "now" : "";
    node.dataset.turn = turn.uid;
    node.tabIndex = 0;
    const small = [turn.detail, isSpeaking ? "" : this.before(turn)].filter(Boolean);
    const clock = isSpeaking ? make("small", {}, say("speaksNow"), " ", make("time", { data: { turnClock: "" } })) : null;
    node.replaceChildren(make("b", { className: "num" }, String(at + 1)),
      make("div", {}, people("b", turn.who || say("withoutName")), clock, ...small.map((each) => people("small", each))),
      isSpeaking ? "" : this.tools(turn));
  }

  before(turn) {
    return turn.spoken_before ? say("spokenBefore", { count: turn.spoken_before }) : "";
  }

  tools(turn) {
    const who = turn.full || say("withoutName");
    const tool = (name, sign) => make("button", { type: "button", title: say(`turn_${name}`), data: { turnDo: name }, aria: { label: say(`turnOf_${name}`, { who }) } }, sign);
    return make("span", { className: "turn-tools" }, tool("give", "▶"), tool("up", "↑"), tool("down", "↓"), tool("away", "×"));
  }

  clicked(event) {
    const button = event.target.closest("[data-turn-do]");
    if (!button) return;
    const name = button.dataset.turnDo;
    this.do(name, button.closest("li").dataset.turn);
    if (name === "give" || name === "away") this.editor.resume();
  }

  pressed(event) {
    const row = event.target.closest("li");
    const steps = { ArrowUp: -1, ArrowDown: 1 };
    const { turn } = row.dataset;
    const isRow = event.target === row;
    if (event.key in steps && event.altKey) this.move(turn, steps[event.key]);
    else if (event.key in steps) (steps[event.key] < 0 ? row.previousElementSibling : row.nextElementSibling)?.focus();
    else if (!isRow) return;
    else if (event.key === "Enter") this.do("give", turn);
    else if (event.key === "Delete" || event.key === "Backspace") this.away(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Move the focus to the next row, because this row will be removed.
  away(row) {
    (row.nextElementSibling ?? row.previousElementSibling ?? find("ask")).focus();
    this.do("away", row.dataset.turn);
  }

  do(name, uid) {
    if (name === "give") this.operations.give(uid);
    else if (name === "away") this.operations.standDown(uid);
    else this.move(uid, name === "up" ? -1 : 1);
  }

  move(uid, step) {
    const waiting = this.waiting;
    const at = waiting.findIndex((turn) => turn.uid === uid);
    const to = at + step;
    if (at < 0 || to < 0 || to >= waiting.length) return;
    const before = step < 0 ? waiting[to] : waiting[to + 1];
    this.operations.place(uid, before?.uid ?? null);
  }

  counts() {
    const { people: all, women, associations, walk_ins: walkIns } = this.record.counts;
    const known = (value) => value !== null && value !== undefined;
    const present = known(all) ? say("peopleCount", { count: all }) : say("notCounted");
    const association = known(associations) ? say("associationsCount", { count: associations }) : say("notCounted");
    put(find("count-people"), known(women) && known(all) ? `${present} ${say("womenAmong", { count: women })}` : present);
    put(find("count-associations"), walkIns ? `${association} ${say("walkIns", { count: walkIns })}` : association);
  }

  tick() {
    const { speaking } = this.shown ?? {};
    const passed = speaking?.started_at ? minutes(since(speaking.started_at)) : "";
    for (const clock of document.querySelectorAll("[data-turn-clock]")) put(clock, passed);
    put(find("editor-clock"), passed ? say("speaksSince", { time: passed }) : "");
  }
}
