// The queue of unacknowledged messages. A message is stored on the device before it is shown as recorded, is sent until the server
// answers, and is deleted only then. The server recognises repeated messages by their uid.
import { moment, now, startAfter } from "./clock.js";

const DEVICE = "machoura.recorder.device";
const MOST = 100;
const LARGEST = 600_000;
// Operations after which a turn does not wait any more.
const LAST_STEPS = ["give", "stand_down"];

export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((each) => each.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
}

// A random id that distinguishes the devices of one user.
function deviceName() {
  try {
    const name = localStorage.getItem(DEVICE) ?? uuid();
    localStorage.setItem(DEVICE, name);
    return name;
  } catch {
    return "";
  }
}

// A conflict with the same text needs no decision.
function isThereAlready(op, { status, stored }) {
  return op.op === "contribute" && status === "conflict" && stored?.text === op.text && stored.kind === op.kind;
}

function targetOf(op) {
  return op.contribution ?? op.point ?? null;
}

export class Queue extends EventTarget {
  constructor({ user, meeting, store, encryption, connection, address }) {
    super();
    Object.assign(this, { user, meeting, store, encryption, connection, address });
    this.stored = new Map();
    this.seen = new Map();
    this.held = new Map();
    // Messages that are being stored.
    this.writing = new Map();
    this.conflicts = new Map();
    this.echoes = new Map();
    this.answered = new Map();
    this.unreadable = 0;
    this.most = MOST;
    this.hasTrouble = false;
    this.lastSent = null;
    this.versionNow = () => undefined;
    this.channel = new BroadcastChannel(`machoura-recorder-${user}-${meeting}`);
    this.channel.onmessage = ({ data }) => this.toldByAnotherTab(data);
  }

  get canKeep() {
    return Boolean(this.store) && this.encryption.isReady;
  }

  // Messages that would be lost if the page were closed.
  get isAtRisk() {
    return this.held.size + this.writing.size > 0;
  }

  // The number of messages on the device (readable or not) and only in this page.
  get count() {
    return this.stored.size + this.held.size + this.writing.size + this.unreadable;
  }

  get waiting() {
    return [...this.stored.values(), ...this.held.values()].sort((one, other) => (one.at < other.at ? -1 : 1));
  }

  // Including messages that are being stored.
  get underway() {
    return [...this.waiting, ...this.writing.values()];
  }

  changed() {
    this.dispatchEvent(new Event("change"));
  }

  // The version in the state, or in a newer result of our own message.
  versionOf(target) {
    const own = [...this.echoes.values()].filter(({ op }) => op && targetOf(op) === target).map(({ result }) => result.version ?? 0);
    return Math.max(this.versionNow(target) ?? 0, ...own) || undefined;
  }

  isChanging(target) {
    return this.underway.some((op) => targetOf(op) === target);
  }

  // The basis of a change that begins now: a version, or null if the page shows our own change without a result yet.
  basisOf(target) {
    return this.isChanging(target) ? null : this.versionOf(target);
  }

  // The basis of the change when it is sent. If our own change has got its result since, it is that version, because the recorder
  // saw it, and not a newer version of somebody else.
  versionFor(target, basis) {
    return this.isChanging(target) ? null : (basis ?? this.answered.get(target) ?? this.versionOf(target));
  }

  // Whether a final operation of a turn was sent from here that the page or the server's state does not contain yet.
  hasMoved(turn) {
    const echoes = [...this.echoes.values()].map(({ op }) => op);
    return [...this.underway, ...echoes].some((op) => op?.turn === turn && LAST_STEPS.includes(op.op));
  }

  async add(content) {
    const op = { uid: uuid(), at: moment(), ...content };
    this.writing.set(op.uid, op);
    this.dispatchEvent(new Event("writing"));
    // In order, so that no message is sent before an earlier one is stored.
    this.adding = (this.adding ?? Promise.resolve()).then(() => this.keep(op)).finally(() => this.writing.delete(op.uid));
    await this.adding;
    this.changed();
    this.channel.postMessage({ news: "pending" });
    this.send();
    return op;
  }

  async keep(op) {
    try {
      if (!this.store) throw new DOMException("no store", "NoStoreError");
      const row = await this.encryption.seal(op.uid, op);
      await this.store.put("pending", { ...row, uid: op.uid, at: op.at });
      this.stored.set(op.uid, op);
      this.seen.set(op.uid, String(row.iv));
      this.held.delete(op.uid);
    } catch {
      this.held.set(op.uid, op);
    }
  }

  // One read at a time; messages added in the meantime are not treated as deleted.
  load() {
    this.loading = (this.loading ?? Promise.resolve()).then(() => this.loadNow()).catch(() => {});
    return this.loading;
  }

  async loadNow() {
    if (!this.store) return;
    await this.loadConflicts();
    const before = [...this.stored.keys()];
    const rows = await this.store.all("pending", this.user, this.meeting);
    const there = new Set(rows.map((row) => row.uid));
    let unreadable = 0;
    for (const row of rows) {
      if (this.seen.get(row.uid) === String(row.iv)) continue;
      const op = await this.encryption.open(row.uid, row);
      if (!op) unreadable += 1;
      else if (!this.echoes.has(row.uid) && !this.conflicts.has(row.uid)) {
        this.stored.set(row.uid, op);
        this.seen.set(row.uid, String(row.iv));
      }
    }
    for (const uid of before) if (!there.has(uid)) this.gone(uid);
    this.unreadable = unreadable;
    startAfter(this.waiting.at(-1)?.at);
    this.changed();
  }

  async loadConflicts() {
    const rows = await this.store.all("needs", this.user, this.meeting);
    const there = new Set(rows.map((row) => row.uid));
    for (const row of rows) {
      if (this.conflicts.has(row.uid)) continue;
      const need = await this.encryption.open(`needs/${row.uid}`, row);
      if (need) this.conflicts.set(row.uid, need);
    }
    for (const [uid, need] of this.conflicts) if (!there.has(uid) && !need.isHeld) this.conflicts.delete(uid);
  }

  gone(uid) {
    this.stored.delete(uid);
    this.seen.delete(uid);
  }

  toldByAnotherTab(data) {
    if (data.news === "settled") {
      for (const [uid, result] of data.results) {
        if (this.stored.has(uid)) this.learn(this.stored.get(uid), result);
        this.echo(uid, result, data.revision);
      }
      this.lastSent = data.at;
    }
    this.load().then(() => this.dispatchEvent(new Event("news")));
  }

  // Only one tab sends at a time; the others wait, then send the remaining messages.
  async send() {
    if (this.isSending) {
      this.isAskedAgain = true;
      return;
    }
    this.isSending = true;
    try {
      do {
        this.isAskedAgain = false;
        await this.alone(() => this.round());
      } while (this.isAskedAgain && this.connection.state === "fine");
    } finally {
      this.isSending = false;
      this.changed();
    }
  }

  alone(work) {
    return navigator.locks ? navigator.locks.request(`machoura-recorder-${this.user}-${this.meeting}`, work) : work();
  }

  async round() {
    for (;;) {
      await this.load();
      for (const op of this.held.values()) await this.keep(op);
      const batch = this.batch();
      if (!batch.length) {
        this.hasTrouble = false;
        return;
      }
      const answer = await this.connection.post(this.address, this.envelope(batch));
      if (!(await this.heard(batch, answer))) return;
    }
  }

  envelope(operations) {
    return { operations, sent_at: new Date().toISOString(), device: deviceName() };
  }

  // A change after another change of our own waits until that version is known.
  batch() {
    const batch = [];
    const targets = new Set();
    let size = 0;
    for (const op of this.waiting) {
      const target = targetOf(op);
      if (op.version === null && targets.has(target)) break;
      const { demand_shown: _shown, ...sent } = op;
      if (op.version === null) sent.version = this.answered.get(target) ?? this.versionOf(target) ?? 1;
      size += JSON.stringify(sent).length * 2;
      if (batch.length && (batch.length === this.most || size > LARGEST)) break;
      batch.push(sent);
      if (target) targets.add(target);
    }
    return batch;
  }

  async heard(batch, answer) {
    if (answer.kind === "refused" && batch.length > 1) {
      this.most = 1;
      return true;
    }
    if (answer.kind === "refused") {
      answer.body = { revision: 0, now: null, results: [{ uid: batch[0].uid, status: "refused", sentence: answer.sentence }] };
    }
    this.hasTrouble = !Array.isArray(answer.body?.results);
    if (this.hasTrouble) return false;
    this.most = MOST;
    return (await this.settle(batch, answer.body)) > 0;
  }

  async settle(batch, { results, revision, now: at }) {
    const sent = new Map(batch.map((op) => [op.uid, op]));
    const answered = results.filter((result) => sent.has(result.uid));
    const needing = [];
    const changed = [];
    for (const result of answered) {
      const op = sent.get(result.uid);
      if (result.status !== "done" && !isThereAlready(op, result)) needing.push({ op, result });
      else this.echo(op.uid, result, revision, op);
      changed.push(...this.following(op, result));
    }
    this.sentAt(at);
    await this.write(answered, changed, needing);
    this.channel.postMessage({
      news: "settled", revision, at: this.lastSent, results: answered.map((result) => [result.uid, result]),
    });
    this.changed();
    this.dispatchEvent(new Event("news"));
    return answered.length;
  }

  // By the server's clock, since the device's may be wrong.
  sentAt(at) {
    this.lastSent = at ? Date.parse(at) : now();
  }

  // Set the basis of our own changes that were waiting for this result.
  following(op, result) {
    const target = targetOf(op);
    this.learn(op, result);
    const next = target && this.waiting.find((each) => each.version === null && targetOf(each) === target && each.at > op.at);
    const version = result.status === "done" ? result.version : op.version;
    return next && version ? [{ ...next, version }] : [];
  }

  // The version of our last change, or its basis if it was not executed.
  learn(op, { status, version }) {
    const known = status === "done" ? version : op.version;
    if (known) this.answered.set(targetOf(op), known);
    else this.answered.delete(targetOf(op));
  }

  async write(answered, changed, needing) {
    for (const result of answered) {
      this.held.delete(result.uid);
      this.gone(result.uid);
    }
    for (const op of changed) (this.held.has(op.uid) ? this.held : this.stored).set(op.uid, op);
    for (const need of needing) this.conflicts.set(need.op.uid, need);
    try {
      const rows = await Promise.all(changed.filter((op) => this.stored.has(op.uid)).map((op) => this.sealed(op)));
      const kept = await Promise.all(needing.map((need) => this.sealedNeed(need)));
      await this.store.settle({ erased: answered.map((each) => each.uid), changed: rows, needing: kept });
      for (const row of rows) this.seen.set(row.uid, String(row.iv));
    } catch {
      await this.writeLess(answered, needing);
    }
  }

  // No space to store a conflict: it stays in the queue on the device, and is shown in this page.
  async writeLess(answered, needing) {
    for (const need of needing) need.isHeld = true;
    const erased = answered.filter((result) => result.status === "done").map((result) => result.uid);
    await this.store?.settle({ erased, changed: [], needing: [] }).catch(() => {});
  }

  async sealed(op) {
    return { ...(await this.encryption.seal(op.uid, op)), uid: op.uid, at: op.at };
  }

  async sealedNeed(need) {
    return { ...(await this.encryption.seal(`needs/${need.op.uid}`, need)), uid: need.op.uid };
  }

  echo(uid, result, revision, op = this.stored.get(uid)) {
    if (op) this.echoes.set(uid, { op, result, revision });
    this.gone(uid);
  }

  // The state is new enough to contain the messages that we sent.
  caughtUp(revision) {
    for (const [uid, echo] of this.echoes) if (echo.revision <= revision) this.echoes.delete(uid);
  }

  async decided(uid) {
    this.conflicts.delete(uid);
    await this.store?.forgetNeed(uid).catch(() => {});
    await this.store?.settle({ erased: [uid], changed: [], needing: [] }).catch(() => {});
    this.channel.postMessage({ news: "conflicts" });
    this.changed();
  }

  // Sends without storing on the device. The server's result of this message, or null if it is unknown whether it arrived.
  async sendConfidential(op) {
    const answer = await this.connection.post(this.address, this.envelope([op]));
    if (answer.kind === "refused") return { status: "refused", sentence: answer.sentence };
    if (!Array.isArray(answer.body?.results)) return null;
    this.sentAt(answer.body.now);
    this.dispatchEvent(new Event("news"));
    return answer.body.results[0] ?? null;
  }
}
