// The state that the page shows: the server's state, with the local messages that it does not contain yet.
import { now } from "./clock.js";

const TEXT_FIELDS = ["kind", "axis", "speaker", "speaker_label", "is_collective", "text", "language", "confidential"];
const POINT_FIELDS = ["kind", "title", "themes", "areas", "owner_unit", "owner_institution", "due_on"];

function picked(op, names) {
  return Object.fromEntries(names.filter((name) => name in op).map((name) => [name, op[name]]));
}

class Shown {
  constructor(record) {
    this.record = record;
    this.added = [];
    this.rows = new Map();
    this.points = new Map(record.points);
    this.queue = record.queue.map((turn) => ({ ...turn }));
    this.axes = record.axes.map((axis) => ({ ...axis }));
  }

  row(uid) {
    return this.rows.get(uid) ?? this.record.contributions.get(uid);
  }

  contribute(op, isSent) {
    if (!this.record.contributions.has(op.contribution)) this.added.push(op.contribution);
    const base = this.row(op.contribution) ?? { uid: op.contribution, said_at: local(op.at), points: [] };
    this.rows.set(op.contribution, { ...base, ...picked(op, TEXT_FIELDS), isUnsent: !isSent });
  }

  amend(op, isSent) {
    const base = this.row(op.contribution);
    if (base) this.rows.set(op.contribution, { ...base, ...picked(op, TEXT_FIELDS), isUnsent: base.isUnsent || !isSent });
  }

  withdraw(op, isSent) {
    const base = this.row(op.contribution);
    if (base) this.rows.set(op.contribution, { ...base, isRemoved: true, isUnsent: base.isUnsent || !isSent });
  }

  mark(op, isSent) {
    const base = this.points.get(op.point) ?? { uid: op.point, contributions: [], demand: null };
    const demand = op.demand_shown ?? base.demand;
    this.points.set(op.point, {
      ...base, ...picked(op, POINT_FIELDS), demand, contributions: op.contributions ?? base.contributions, isUnsent: !isSent,
    });
  }

  remark(op, isSent) {
    this.mark(op, isSent);
  }

  unmark(op) {
    this.points.delete(op.point);
  }

  turn(op) {
    return this.queue.find((turn) => turn.uid === op.turn);
  }

  ask(op) {
    if (this.turn(op)) return;
    const { who = op.label, full = op.label, detail = "" } = this.record.speaker(op.speaker) ?? {};
    this.queue.push({ uid: op.turn, who, full, detail, speaker: op.speaker, asked_at: op.at, state: "waiting", spoken_before: 0, isUnsent: true });
  }

  give(op) {
    this.queue = this.queue.filter((turn) => turn.state !== "speaking" || turn.uid === op.turn);
    const turn = this.turn(op);
    if (turn && turn.state !== "speaking") Object.assign(turn, { state: "speaking", started_at: local(op.at) });
    this.queue.sort((one, other) => (other.state === "speaking") - (one.state === "speaking"));
  }

  stop(op) {
    this.queue = this.queue.filter((turn) => turn.uid !== op.turn);
  }

  stand_down(op) {
    this.stop(op);
  }

  place(op) {
    const turn = this.turn(op);
    if (!turn) return;
    this.stop(op);
    const at = this.queue.findIndex((each) => each.uid === op.before);
    this.queue.splice(at < 0 ? this.queue.length : at, 0, turn);
  }

  pause(op) {
    for (const axis of this.axes) {
      if (!axis.running_since) continue;
      axis.spent += Math.max(0, (Date.parse(local(op.at)) - Date.parse(axis.running_since)) / 1000);
      axis.running_since = null;
    }
  }

  run_axis(op) {
    const axis = this.axes.find((each) => each.pk === op.axis);
    if (!axis || axis.running_since) return;
    this.pause(op);
    axis.running_since = local(op.at);
  }

  finish() {
    const order = [...this.record.order, ...this.added.filter((uid) => !this.record.contributions.has(uid))];
    this.list = order.map((uid, at) => ({ number: at + 1, uid, row: this.row(uid) })).filter((each) => each.row);
    this.byContribution = new Map();
    for (const point of this.points.values()) {
      for (const uid of point.contributions) this.byContribution.set(uid, [...(this.byContribution.get(uid) ?? []), point]);
    }
    this.running = this.axes.find((axis) => axis.running_since) ?? null;
    this.speaking = this.queue.find((turn) => turn.state === "speaking") ?? null;
    return this;
  }
}

// Local times converted to server time.
function local(iso) {
  return new Date(Date.parse(iso) + (now() - Date.now())).toISOString();
}

export function shownOf(record, queue) {
  const shown = new Shown(record);
  const echoes = [...queue.echoes.values()].filter(({ op }) => op);
  const all = [...echoes.map(({ op }) => [op, true]), ...queue.waiting.map((op) => [op, false])];
  all.sort(([one], [other]) => (one.at < other.at ? -1 : 1));
  for (const [op, isSent] of all) shown[op.op]?.(op, isSent);
  return shown.finish();
}
