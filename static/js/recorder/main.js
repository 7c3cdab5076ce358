// The entry point of the recorder: loads the local data, then synchronises with the server.
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
import { SavedState } from "./saved_state.js";
import { Conflicts } from "./conflicts.js";
import { shownOf } from "./optimistic_state.js";
import { Editor } from "./editor.js";
import { Queue } from "./queue.js";
import { Record } from "./record.js";
import { ContributionList } from "./contribution_list.js";
import { registerServiceWorker } from "./service_worker_setup.js";
import { DeviceStore } from "./device_store.js";
import { Topics } from "./topics.js";
import { say } from "./words.js";

const OFTEN = 2000;
const SELDOM = 15000;
const PATIENCE = 5000;

class Recorder {
  constructor(store) {
    const { user, meeting, batch, demands } = document.body.dataset;
    const mine = { user: Number(user), meeting: Number(meeting), store };
    this.addresses = document.body.dataset;
    this.store = store;
    this.user = mine.user;
    this.record = new Record();
    this.encryption = new Encryption(mine.user, mine.meeting);
    this.connection = new Connection(user);
    this.savedState = new SavedState({ ...mine, encryption: this.encryption });
    this.queue = new Queue({ ...mine, encryption: this.encryption, connection: this.connection, address: batch });
    this.queue.versionNow = (target) => this.record.versionOf(target);
    const parts = { record: this.record, queue: this.queue, connection: this.connection, savedState: this.savedState };
    this.operations = new Operations(parts);
    this.editor = new Editor({ ...parts, operations: this.operations });
    this.marking = new Marking({ ...parts, operations: this.operations, editor: this.editor, address: demands });
    this.contributionList = new ContributionList({ record: this.record, open: (uid) => this.editor.open(uid) });
    this.topics = new Topics({ ...parts, operations: this.operations, marking: this.marking, editor: this.editor });
    this.speakerQueue = new SpeakerQueue({ ...parts, operations: this.operations, editor: this.editor });
    this.conflicts = new Conflicts({ ...parts, operations: this.operations, editor: this.editor });
    this.statusBar = new StatusBar({ ...parts, editor: this.editor, isLocked: () => this.isLocked });
    const letters = new Letters(user);
    this.keyboard = new Keyboard({ ...parts, letters, editor: this.editor, marking: this.marking, speakerQueue: this.speakerQueue, topics: this.topics, pause: () => this.pause() });
    this.focus = new Focus({ editor: this.editor });
    this.wait = OFTEN;
  }

  async open() {
    await this.savedState.nameTab();
    await this.remembered().catch(() => {});
    this.listen();
    this.show();
    if (this.encryption.isReady || !this.store || !canEncrypt()) await this.readDraft();
    setInterval(() => this.tick(), 1000);
    await this.poll();
    this.editor.focus();
    registerServiceWorker(find("offline-words"));
  }

  // Restore the unfinished text of an earlier page when it can be decrypted; until then it is not overwritten.
  async readDraft() {
    if (this.hasReadDraft) return;
    this.hasReadDraft = true;
    const draft = await this.savedState.draft().catch(() => null);
    if (draft && !this.isKnown(draft.contribution)) this.editor.restore(draft);
  }

  // Without a key (no session, or it has ended) nothing can be read or stored locally. If the browser does not support encryption,
  // the page works without local storage.
  get isLocked() {
    return !this.encryption.isReady && !this.record.isKnown && canEncrypt();
  }

  // Delete the session's keys from the device. The open page continues with its data in memory.
  async endSession() {
    if (this.savedState.isOver) return;
    this.hasKey = false;
    this.savedState.endSession();
    await this.store?.forget((user) => user === this.user).catch(() => {});
  }

  // The first answer of the server has not come: the page neither says "nothing noted yet" nor moves its parts when the state arrives. On a
  // hanging network somebody with a key may write after a while.
  get isOpening() {
    return !this.record.isKnown && !this.hasAsked && !(this.encryption.isReady && performance.now() > PATIENCE);
  }

  lock() {
    const isShut = this.isLocked || this.isOpening;
    const main = find("workspace");
    main.toggleAttribute("data-unknown", !this.record.isKnown);
    if (this.wasShut === isShut) return;
    this.wasShut = isShut;
    main.toggleAttribute("data-locked", isShut);
    for (const part of main.children) part.inert = isShut;
    if (isShut) focusSection();
    else this.editor.focus();
  }

  isKnown(contribution) {
    return this.record.contributions.has(contribution) || this.queue.waiting.some((op) => op.contribution === contribution);
  }

  async remembered() {
    if (!this.store) return;
    await this.store.forget((user) => user !== this.user);
    await this.encryption.remember(await this.store.all("keys", this.queue.user, this.queue.meeting));
    await this.queue.load();
    const kept = await this.savedState.state();
    if (kept?.meeting) this.record.take(kept);
  }

  listen() {
    this.queue.addEventListener("change", () => this.soon());
    this.queue.addEventListener("writing", () => this.statusBar.show());
    this.queue.addEventListener("news", () => this.pollNow());
    this.connection.addEventListener("change", () => this.connectionChanged());
    for (const name of ["online", "focus"]) addEventListener(name, () => this.pollNow());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.remember(true) : this.pollNow()));
    addEventListener("beforeunload", (event) => { if (this.queue.isAtRisk || this.editor.isAtRisk) event.preventDefault(); });
    find("leave").addEventListener("click", (event) => this.leave(event));
    for (const button of document.querySelectorAll("[data-pause]")) button.addEventListener("click", () => { this.pause(); this.editor.resume(); });
    for (const tab of document.querySelectorAll("[data-tab]")) {
      tab.addEventListener("click", () => { document.body.dataset.panel = tab.dataset.tab; this.tabs(); });
    }
    new MutationObserver(() => this.tabs()).observe(document.body, { attributeFilter: ["data-panel"] });
    this.tabs();
  }

  connectionChanged() {
    if (this.connection.state === "signedOut") this.endSession();
    this.lock();
    this.statusBar.show();
  }

  // Ask before leaving with text in the field, which would be missing in the report. It is stored and restored later.
  leave(event) {
    if (!this.editor.text || this.editor.text === this.warnedText) return;
    event.preventDefault();
    this.warnedText = this.editor.text;
    document.body.dataset.panel = "write";
    this.editor.tell("editorFull");
    this.editor.focus();
  }

  tabs() {
    for (const tab of document.querySelectorAll("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === document.body.dataset.panel));
  }

  pause() {
    const { axes, running } = this.shown;
    if (running) return void this.operations.pause();
    const last = axes.findLast((axis) => axis.spent > 0) ?? axes[0];
    if (last) this.operations.runAxis(last.pk);
  }

  // Render once for several changes.
  soon() {
    this.statusBar.show();
    this.drawing ??= Promise.resolve().then(() => { this.drawing = null; this.show(); });
  }

  show() {
    this.shown = shownOf(this.record, this.queue);
    this.keyboard.show();
    this.head();
    this.editor.follow(this.shown);
    this.contributionList.show(this.shown);
    this.topics.show(this.shown);
    this.speakerQueue.show(this.shown);
    this.conflicts.show();
    this.lock();
    this.statusBar.show();
    this.focus.soon();
  }

  head() {
    const { meeting } = this.record;
    if (!meeting) return;
    put(find("title"), meeting.title);
    const runs = meeting.state === "in_session";
    put(find("when"), say(runs ? "sessionRuns" : "sessionClosed", { date: day(meeting.held_on, { weekday: "long" }) }));
    // Also when it is closed.
    put(find("leave"), say(runs ? "closeSession" : "meetingPage"));
    document.title = `${meeting.title} (${say("record")})`;
    this.editor.form.inert = !meeting.may_record;
    find("not-open").hidden = meeting.may_record;
    for (const button of document.querySelectorAll("[data-pause]")) button.hidden = !this.shown.axes.length;
    for (const words of document.querySelectorAll("[data-pause-words]")) put(words, say(this.shown.running ? "break" : "resume"));
  }

  tick() {
    this.topics.tick();
    this.speakerQueue.tick();
    this.statusBar.show();
    this.lock();
  }

  async poll() {
    clearTimeout(this.timer);
    this.isPolling = true;
    try {
      if (!this.hasKey) await this.fetchKey();
      if (this.connection.state !== "signedOut" || this.hasKey) await this.fetchState();
    } finally {
      this.isPolling = false;
      this.hasAsked = true;
      this.lock();
    }
    if (this.connection.state === "fine" && this.queue.count) this.queue.send();
    this.again();
  }

  again() {
    this.wait = this.connection.state === "fine" || this.connection.state === "signedOut" ? OFTEN : Math.min(this.wait * 1.5, SELDOM);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.poll(), this.isWanted ? 0 : document.hidden ? SELDOM : this.wait);
    this.isWanted = false;
  }

  pollNow() {
    if (this.isPolling) this.isWanted = true;
    else this.poll();
  }

  async fetchKey() {
    const answer = await this.connection.get(this.addresses.key);
    if (!answer.body?.keys || !canEncrypt()) return;
    const rows = await this.encryption.learn(answer.body);
    this.hasKey = true;
    this.savedState.startSession();
    for (const row of rows) await this.store?.put("keys", row).catch(() => {});
    await this.queue.load();
    await this.readDraft();
    this.lock();
    await this.editor.keep();
  }

  async fetchState() {
    const begun = Date.now();
    const since = this.record.vocabulary ? this.record.revision : 0;
    const answer = await this.connection.get(`${this.addresses.state}?since=${since}&view=recorder`);
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
    if (this.record.isKnown) this.savedState.keepState(() => this.record.stateToSave, isUrgent);
  }
}

async function begin() {
  const store = await DeviceStore.open().catch(() => null);
  const recorder = new Recorder(store);
  await recorder.open();
}

begin();
