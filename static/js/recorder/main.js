// The recorder: opens what this device holds, then talks to the server for as long as the page is open.
import { Operations } from "./operations.js";
import { StatusBar } from "./status_bar.js";
import { canEncrypt, Encryption } from "./encryption.js";
import { day, setNow } from "./clock.js";
import { find, put } from "./dom.js";
import { SpeakerQueue } from "./speaker_queue.js";
import { Focus, focusSection } from "./focus.js";
import { Keyboard } from "./keyboard.js";
import { Letters } from "./letters.js";
import { Connection } from "./connection.js";
import { Marking } from "./marking.js";
import { Memory } from "./memory.js";
import { Conflicts } from "./conflicts.js";
import { shownOf } from "./optimistic_state.js";
import { Editor } from "./editor.js";
import { Queue } from "./queue.js";
import { Record } from "./record.js";
import { ContributionList } from "./contribution_list.js";
import { beginShell } from "./service_worker_setup.js";
import { Store } from "./store.js";
import { Topics } from "./topics.js";
import { say } from "./words.js";

const OFTEN = 2000;
const SELDOM = 15000;

class Recorder {
  constructor(store) {
    const { user, meeting, batch, demands } = document.body.dataset;
    const mine = { user: Number(user), meeting: Number(meeting), store };
    this.addresses = document.body.dataset;
    this.store = store;
    this.user = mine.user;
    this.record = new Record();
    this.box = new Encryption(mine.user, mine.meeting);
    this.link = new Connection(user);
    this.memory = new Memory({ ...mine, box: this.box });
    this.queue = new Queue({ ...mine, box: this.box, link: this.link, address: batch });
    this.queue.versionNow = (target) => this.record.versionOf(target);
    const parts = { record: this.record, queue: this.queue, link: this.link, memory: this.memory };
    this.act = new Operations(parts);
    this.pen = new Editor({ ...parts, act: this.act });
    this.mark = new Marking({ ...parts, act: this.act, pen: this.pen, address: demands });
    this.said = new ContributionList({ record: this.record, open: (uid) => this.pen.open(uid) });
    this.topics = new Topics({ ...parts, act: this.act, mark: this.mark, pen: this.pen });
    this.floor = new SpeakerQueue({ ...parts, act: this.act, pen: this.pen });
    this.needs = new Conflicts({ ...parts, act: this.act, pen: this.pen });
    this.bar = new StatusBar({ ...parts, pen: this.pen, isLocked: () => this.isLocked });
    const letters = new Letters(user);
    this.keyboard = new Keyboard({ ...parts, letters, pen: this.pen, marking: this.mark, floor: this.floor, topics: this.topics, pause: () => this.pause() });
    this.focus = new Focus({ pen: this.pen });
    this.wait = OFTEN;
  }

  async open() {
    await this.memory.nameTab();
    await this.remembered().catch(() => {});
    this.listen();
    this.show();
    if (this.box.isReady || !this.store || !canEncrypt()) await this.readDraft();
    setInterval(() => this.tick(), 1000);
    await this.poll();
    this.pen.focus();
    beginShell(find("shell-words"));
  }

  // Unfinished words of an earlier page, once they can be read. Nothing is kept over them before.
  async readDraft() {
    if (this.hasReadDraft) return;
    this.hasReadDraft = true;
    const draft = await this.memory.draft().catch(() => null);
    if (draft && !this.isKnown(draft.contribution)) this.pen.restore(draft);
  }

  // Without a key nothing can be read or kept here: the session that gave one is over, or none was begun on this device. Where the
  // browser has no encryption at all, the page works without keeping anything.
  get isLocked() {
    return !this.box.isReady && !this.record.isKnown && canEncrypt();
  }

  // What the session gave leaves the device. The page that is open goes on with what it has in memory.
  async endSession() {
    if (this.memory.isOver) return;
    this.hasKey = false;
    this.memory.endSession();
    await this.store?.forget((user) => user === this.user).catch(() => {});
  }

  lock() {
    const { isLocked } = this;
    const main = find("desk");
    if (main.hasAttribute("data-locked") === isLocked) return;
    main.toggleAttribute("data-locked", isLocked);
    for (const part of main.children) part.inert = isLocked;
    if (isLocked) focusSection();
    else this.pen.focus();
  }

  isKnown(contribution) {
    return this.record.contributions.has(contribution) || this.queue.waiting.some((op) => op.contribution === contribution);
  }

  async remembered() {
    if (!this.store) return;
    await this.store.forget((user) => user !== this.user);
    await this.box.remember(await this.store.all("keys", this.queue.user, this.queue.meeting));
    await this.queue.load();
    const kept = await this.memory.state();
    if (kept?.meeting) this.record.take(kept);
  }

  listen() {
    this.queue.addEventListener("change", () => this.soon());
    this.queue.addEventListener("writing", () => this.bar.show());
    this.queue.addEventListener("news", () => this.pollNow());
    this.link.addEventListener("change", () => this.linkChanged());
    for (const name of ["online", "focus"]) addEventListener(name, () => this.pollNow());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.remember(true) : this.pollNow()));
    addEventListener("beforeunload", (event) => { if (this.queue.isAtRisk || this.pen.isAtRisk) event.preventDefault(); });
    find("leave").addEventListener("click", (event) => this.leave(event));
    for (const button of document.querySelectorAll("[data-pause]")) button.addEventListener("click", () => { this.pause(); this.pen.resume(); });
    for (const tab of document.querySelectorAll("[data-tab]")) {
      tab.addEventListener("click", () => { document.body.dataset.panel = tab.dataset.tab; this.tabs(); });
    }
    new MutationObserver(() => this.tabs()).observe(document.body, { attributeFilter: ["data-panel"] });
    this.tabs();
  }

  linkChanged() {
    if (this.link.state === "signedOut") this.endSession();
    this.lock();
    this.bar.show();
  }

  // Words that wait in the field would be missing in the report. Who leaves all the same finds them here again.
  leave(event) {
    if (!this.pen.text || this.pen.text === this.wasToldOf) return;
    event.preventDefault();
    this.wasToldOf = this.pen.text;
    document.body.dataset.panel = "write";
    this.pen.tell("penFull");
    this.pen.focus();
  }

  tabs() {
    for (const tab of document.querySelectorAll("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === document.body.dataset.panel));
  }

  pause() {
    const { axes, running } = this.shown;
    if (running) return void this.act.pause();
    const last = axes.findLast((axis) => axis.spent > 0) ?? axes[0];
    if (last) this.act.runAxis(last.pk);
  }

  // Many changes, one drawing.
  soon() {
    this.bar.show();
    this.drawing ??= Promise.resolve().then(() => { this.drawing = null; this.show(); });
  }

  show() {
    this.shown = shownOf(this.record, this.queue);
    this.keyboard.show();
    this.head();
    this.pen.follow(this.shown);
    this.said.show(this.shown);
    this.topics.show(this.shown);
    this.floor.show(this.shown);
    this.needs.show();
    this.lock();
    this.bar.show();
    this.focus.soon();
  }

  head() {
    const { meeting } = this.record;
    if (!meeting) return;
    put(find("title"), meeting.title);
    const runs = meeting.state === "in_session";
    put(find("when"), say(runs ? "sessionRuns" : "sessionClosed", { date: day(meeting.held_on, { weekday: "long" }) }));
    // Where it is closed, too.
    put(find("leave"), say(runs ? "closeSession" : "meetingPage"));
    document.title = `${meeting.title} (${say("record")})`;
    this.pen.form.inert = !meeting.may_record;
    find("not-open").hidden = meeting.may_record;
    for (const button of document.querySelectorAll("[data-pause]")) button.hidden = !this.shown.axes.length;
    for (const words of document.querySelectorAll("[data-pause-words]")) put(words, say(this.shown.running ? "break" : "resume"));
  }

  tick() {
    this.topics.tick();
    this.floor.tick();
    this.bar.show();
  }

  async poll() {
    clearTimeout(this.timer);
    this.isPolling = true;
    try {
      if (!this.hasKey) await this.fetchKey();
      if (this.link.state !== "signedOut" || this.hasKey) await this.fetchState();
    } finally {
      this.isPolling = false;
    }
    if (this.link.state === "fine" && this.queue.count) this.queue.send();
    this.again();
  }

  again() {
    this.wait = this.link.state === "fine" || this.link.state === "signedOut" ? OFTEN : Math.min(this.wait * 1.5, SELDOM);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.poll(), this.isWanted ? 0 : document.hidden ? SELDOM : this.wait);
    this.isWanted = false;
  }

  pollNow() {
    if (this.isPolling) this.isWanted = true;
    else this.poll();
  }

  async fetchKey() {
    const answer = await this.link.get(this.addresses.key);
    if (!answer.body?.keys || !canEncrypt()) return;
    const rows = await this.box.learn(answer.body);
    this.hasKey = true;
    this.memory.startSession();
    for (const row of rows) await this.store?.put("keys", row).catch(() => {});
    await this.queue.load();
    await this.readDraft();
    this.lock();
    await this.pen.keep();
  }

  async fetchState() {
    const begun = Date.now();
    const since = this.record.vocabulary ? this.record.revision : 0;
    const answer = await this.link.get(`${this.addresses.state}?since=${since}&view=recorder`);
    if (answer.kind === "shut") this.endSession();
    if (!answer.body?.now) return;
    setNow(answer.body.now, Date.now() - begun);
    const isNew = this.record.take(answer.body);
    this.queue.caughtUp(answer.body.revision);
    if (!this.record.isWhole) {
      this.record.revision = 0;
      this.isWanted = true;
    }
    if (isNew) {
      this.show();
      this.remember();
    }
  }

  remember(isUrgent = false) {
    if (this.record.isKnown) this.memory.keepState(() => this.record.memory, isUrgent);
  }
}

async function begin() {
  const store = await Store.open().catch(() => null);
  const recorder = new Recorder(store);
  await recorder.open();
}

begin();
