// Creates the messages for the recorder's actions.
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

  // For a waiting turn. Ignores a second key or click before the page shows the effect of the first: the server would refuse it.
  step(op) {
    return this.queue.hasMoved(op.turn) ? null : this.queue.add(op);
  }

  runAxis(axis) {
    return this.queue.add({ op: "run_axis", axis });
  }

  pause() {
    return this.queue.add({ op: "pause" });
  }

  // A change of an existing row. `basis`: the version on which it was based when the recorder opened it (queue.js).
  change(op, basis) {
    return this.queue.add({ ...op, version: this.queue.versionFor(op.contribution ?? op.point, basis) });
  }

  // `content`: a mark, or a remark that adds a contribution to a point.
  note(content) {
    return content.op === "remark" ? this.change(content) : this.queue.add(content);
  }
}
