// The second screen, read-only.
import { minutes, setNow, since, standing } from "./clock.js";
import { find, make, people, put, reconcile } from "./dom.js";
import { Connection } from "./connection.js";
import { Encryption } from "./encryption.js";
import { SavedState } from "./saved_state.js";
import { Record } from "./record.js";
import { DeviceStore } from "./device_store.js";
import { pointWords, speakerOf } from "./contribution_list.js";
import { say } from "./words.js";

const OFTEN = 2000;
const LAST = 3;
const NEXT = 5;

class Screen {
  constructor() {
    this.record = new Record();
    this.connection = new Connection(document.body.dataset.user);
    this.connection.addEventListener("change", () => this.line());
    setInterval(() => this.tick(), 1000);
    addEventListener("online", () => this.poll());
    this.open();
  }

  async open() {
    await this.remembered().catch(() => {});
    await this.poll();
  }

  // What the recorder has stored on this device, for a screen that is opened again without network. It is replaced by the first answer.
  async remembered() {
    const { user, meeting } = document.body.dataset;
    const mine = { user: Number(user), meeting: Number(meeting), store: await DeviceStore.open() };
    const encryption = new Encryption(mine.user, mine.meeting);
    await encryption.remember(await mine.store.all("keys", mine.user, mine.meeting));
    const kept = await new SavedState({ ...mine, encryption }).state();
    if (kept?.meeting) this.heard({ ...kept, revision: 0 });
  }

  async poll() {
    clearTimeout(this.timer);
    const begun = Date.now();
    const { record } = this;
    const answer = await this.connection.get(`${document.body.dataset.state}?since=${record.vocabulary ? record.revision : 0}&view=screen`);
    if (answer.body) {
      setNow(answer.body.now, Date.now() - begun);
      if (answer.body.contributions) this.heard(answer.body);
      this.tick();
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.poll(), OFTEN);
  }

  // Only the last contributions.
  heard(body) {
    this.record.take(body);
    this.show();
  }

  show() {
    const { record } = this;
    find("room").toggleAttribute("data-unknown", !record.isKnown);
    put(find("title"), record.meeting.title);
    this.running = record.axes.find((axis) => axis.running_since) ?? null;
    this.speaking = record.queue.find((turn) => turn.state === "speaking") ?? null;
    put(find("topic"), this.running ? say("topicLine", { number: record.axes.indexOf(this.running) + 1, title: this.running.title }) : say("noTopic"));
    put(find("speaker"), this.speaking ? this.speaking.who || say("withoutName") : say("nobodySpeaks"));
    put(find("speaker-detail"), this.speaking?.detail ?? "");
    this.queue();
    this.last();
    this.points();
    this.line();
  }

  queue() {
    const waiting = this.record.queue.filter((turn) => turn.state === "waiting");
    put(find("queue-count"), say("waitingCount", { count: waiting.length }));
    reconcile(find("queue"), waiting.slice(0, NEXT).map((turn, at) => ({ turn, at })), {
      key: ({ turn }) => turn.uid,
      signature: ({ turn, at }) => JSON.stringify([at, turn.who, turn.detail]),
      fill: (node, { turn, at }) => node.replaceChildren(make("b", { className: "num" }, String(at + 1)),
        make("div", {}, people("b", turn.who || say("withoutName")), turn.detail ? people("small", turn.detail) : null)),
    });
  }

  last() {
    const { record } = this;
    const rows = record.order.map((uid) => record.contributions.get(uid)).filter(Boolean);
    rows.sort((one, other) => one.position - other.position);
    reconcile(find("last"), rows.slice(-LAST).reverse(), {
      key: (row) => row.uid,
      signature: (row) => JSON.stringify([row.text, row.kind, speakerOf(row, record), row.confidential]),
      fill: (node, row) => node.replaceChildren(people("b", speakerOf(row, record)), " ",
        make("span", { className: "soft" }, record.kind(row.kind)?.word ?? ""), people("p", row.confidential ? say("sealedText") : row.text)),
    });
  }

  points() {
    const list = [...this.record.points.values()];
    put(find("points-count"), say("pointsCount", { count: list.length }));
    reconcile(find("points"), list.slice(-8).reverse(), {
      key: (point) => point.uid,
      signature: (point) => JSON.stringify([point.kind, point.title, point.demand]),
      fill: (node, point) => node.replaceChildren(make("i", { className: `piece point is-${point.kind}` }), people("span", pointWords(point, this.record))),
    });
  }

  line() {
    const { state, sentence } = this.connection;
    const isCut = state !== "fine" && state !== "unknown";
    find("net").hidden = !isCut;
    put(find("net-words"), isCut ? sentence || say(state === "signedOut" ? "signedOut" : this.record.isKnown ? "screenCut" : "screenEmpty") : "");
    find("net-sign-in").hidden = state !== "signedOut";
  }

  tick() {
    const left = this.running ? standing(this.running) : null;
    const isOver = left?.left !== null && left?.left < 0;
    put(find("axis-clock"), left ? minutes(left.left ?? left.used) : "--:--");
    find("axis-clock").classList.toggle("is-over", Boolean(isOver));
    put(find("axis-words"), !left ? say("noTopicRuns") : left.left === null ? say("withoutBudget") : say(isOver ? "overBudget" : "leftOf", { count: this.running.minutes }));
    put(find("speaker-clock"), this.speaking?.started_at ? minutes(since(this.speaking.started_at)) : "");
  }
}

new Screen();
