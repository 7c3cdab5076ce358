// What a recorder does, as messages.
import { uuid } from "./queue.js";

export class Operations {
  constructor({ queue }) {
    this.queue = queue;
  }

  ask({ value, label }) {
    return this.queue.add({ op: "ask", turn: uuid(), speaker: value, label: value ? "" : label });
  }

  give(turn) {
    return this.queue.add({ op: "give", turn });
  }

  stop(turn) {
    return this.queue.add({ op: "stop", turn });
  }

  standDown(turn) {
    return this.queue.add({ op: "stand_down", turn });
  }

  place(turn, before) {
    return this.queue.add({ op: "place", turn, before });
  }

  runAxis(axis) {
    return this.queue.add({ op: "run_axis", axis });
  }

  pause() {
    return this.queue.add({ op: "pause" });
  }

  // A change of something that exists, based on the version this page knows.
  change(op, known) {
    const target = op.contribution ?? op.point;
    return this.queue.add({ ...op, version: this.queue.versionFor(target, known ?? this.queue.versionOf(target)) });
  }

  // `content` is a mark, or a remark of a point that carries one contribution more.
  note(content) {
    return content.op === "remark" ? this.change(content) : this.queue.add(content);
  }
}
