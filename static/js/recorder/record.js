// The last state of the meeting from the server.
const WHOLE = ["meeting", "axes", "queue", "attendances", "counts"];

export class Record {
  constructor() {
    this.forget();
  }

  forget() {
    Object.assign(this, { revision: 0, meeting: null, axes: [], queue: [], attendances: [], counts: {}, order: [], vocabulary: null });
    this.contributions = new Map();
    this.points = new Map();
  }

  get isKnown() {
    return this.meeting !== null;
  }

  // Merges a response of state.json; returns whether anything changed.
  take(answer) {
    if (!answer.meeting) return false;
    for (const name of WHOLE) if (answer[name]) this[name] = answer[name];
    if (answer.vocabulary) this.vocabulary = answer.vocabulary;
    for (const each of answer.contributions) this.contributions.set(each.uid, each);
    this.points = new Map(answer.points.map((each) => [each.uid, each]));
    this.order = answer.order ?? answer.contributions.map((each) => each.uid);
    const there = new Set(this.order);
    for (const uid of this.contributions.keys()) if (!there.has(uid)) this.contributions.delete(uid);
    this.revision = answer.revision;
    return true;
  }

  get isWhole() {
    return this.order.every((uid) => this.contributions.has(uid));
  }

  // The data to store on the device (encrypted), so that the page opens without network.
  get stateToSave() {
    const { revision, meeting, axes, queue, attendances, counts, order, vocabulary } = this;
    const [contributions, points] = [[...this.contributions.values()], [...this.points.values()]];
    return { revision, meeting, axes, queue, attendances, counts, order, vocabulary, contributions, points };
  }

  versionOf(target) {
    return (this.contributions.get(target) ?? this.points.get(target))?.version;
  }

  speaker(pk) {
    return this.attendances.find((each) => each.pk === pk);
  }

  axis(pk) {
    return this.axes.find((each) => each.pk === pk);
  }

  kind(key) {
    return this.vocabulary?.kinds.find((each) => each.key === key);
  }

  pointKind(key) {
    return this.vocabulary?.point_kinds.find((each) => each.key === key);
  }
}
