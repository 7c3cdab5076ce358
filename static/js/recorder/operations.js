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
    return this.step({ op: "give", turn });
  }

  stop(turn) {
    return this.queue.add({ op: "stop", turn });
  }

  standDown(turn) {
    return this.step({ op: "stand_down", turn });
  }

  place(turn, before) {
    return this.step({ op: "place", turn, before });
  }

  // Of a turn that waits. A second key or click before the page shows what the first one did would be refused, and need a decision.
  step(op) {
    return this.queue.hasMoved(op.turn) ? null : this.queue.add(op);
  }

  runAxis(axis) {
    return this.queue.add({ op: "run_axis", axis });
  }

  pause() {
    return this.queue.add({ op: "pause" });
  }

  // A change of something that exists. `basis`: what it was based on when the recorder opened it (queue.js).
  change(op, basis) {
    return this.queue.add({ ...op, version: this.queue.versionFor(op.contribution ?? op.point, basis) });
  }

  // `content` is a mark, or a remark of a point that carries one contribution more.
  note(content) {
    return content.op === "remark" ? this.change(content) : this.queue.add(content);
  }
}
