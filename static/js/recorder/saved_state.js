// Stores the last known state and unfinished text, encrypted, so that the page can be opened without network.
const STATE = "state";
const LEAST = 3000;

export class SavedState {
  constructor({ user, meeting, store, encryption }) {
    Object.assign(this, { user, meeting, store, encryption });
    this.tab = sessionStorage.getItem("machoura.recorder.tab") ?? Math.random().toString(36).slice(2, 10);
    sessionStorage.setItem("machoura.recorder.tab", this.tab);
    this.last = 0;
    this.wishes = new Map();
    // Do not overwrite a stored text that this page has not read yet.
    this.turns = new Map([["draft", new Promise((done) => { this.hasRead = done; })]]);
    this.mayHaveDraft = true;
    this.isOver = false;
  }

  get canKeep() {
    return Boolean(this.store) && this.encryption.isReady;
  }

  startSession() {
    this.isOver = false;
  }

  // After the end of the session delete the state from this device. Unfinished text is kept, encrypted.
  endSession() {
    this.isOver = true;
    clearTimeout(this.timer);
    return this.inTurn(STATE, () => this.store?.erase("kept", [this.user, this.meeting, STATE]));
  }

  // Changes of one row are executed in order, because encryption is asynchronous.
  inTurn(name, work) {
    const wish = (this.wishes.get(name) ?? 0) + 1;
    this.wishes.set(name, wish);
    const done = (this.turns.get(name) ?? Promise.resolve()).then(() => work(() => this.wishes.get(name) !== wish));
    this.turns.set(name, done.catch(() => {}));
    return done;
  }

  lock(tab) {
    return `machoura-recorder-tab-${tab}`;
  }

  // A duplicated tab has the same id as the original tab: the second one takes a new id.
  async nameTab() {
    if (!navigator.locks) return;
    if ((await this.openTabs()).has(this.lock(this.tab))) {
      this.tab = Math.random().toString(36).slice(2, 10);
      sessionStorage.setItem("machoura.recorder.tab", this.tab);
    }
    navigator.locks.request(this.lock(this.tab), () => new Promise(() => {}));
  }

  async openTabs() {
    const { held } = await navigator.locks.query();
    return new Set(held.map((each) => each.name));
  }

  // Resolves to whether it was stored. Text that was removed while it was being encrypted is not stored.
  async put(name, content, isOver) {
    const row = await this.encryption.seal(`kept/${name}`, content);
    if (isOver()) return false;
    await this.store.put("kept", { ...row, name });
    return true;
  }

  async rows() {
    return this.store ? this.store.all("kept", this.user, this.meeting) : [];
  }

  async state() {
    const row = (await this.rows()).find((each) => each.name === STATE);
    return row ? this.encryption.open(`kept/${STATE}`, row) : null;
  }

  // Throttled, because the state is large and the server has it; the last state is always stored.
  keepState(content, isUrgent = false) {
    clearTimeout(this.timer);
    const wait = isUrgent ? 0 : this.last + LEAST - Date.now();
    if (wait > 0) this.timer = setTimeout(() => this.keepState(content), wait);
    else this.keepStateNow(content());
  }

  async keepStateNow(content) {
    if (!this.canKeep || this.isOver) return;
    this.last = Date.now();
    await this.inTurn(STATE, (isOver) => this.put(STATE, content, isOver)).catch(() => {});
  }

  get draftName() {
    return `draft-${this.tab}`;
  }

  // Resolves to whether the text was stored on the device.
  async keep(content) {
    if (!this.store) return false;
    return this.inTurn("draft", (isOver) => this.keepNow(content, isOver));
  }

  async keepNow(content, isOver) {
    if (isOver()) return false;
    this.mayHaveDraft = true;
    return this.put(this.draftName, content, isOver).catch(() => false);
  }

  erase() {
    return this.inTurn("draft", async () => {
      if (this.store && this.mayHaveDraft) await this.forget(this.draftName).catch(() => {});
      this.mayHaveDraft = false;
      return true;
    });
  }

  forget(name) {
    return this.store.erase("kept", [this.user, this.meeting, name]);
  }

  // The unfinished text of this tab or of a closed tab. Called once, when the page opens.
  draft() {
    return this.adopted(() => this.wishes.has("draft")).finally(this.hasRead);
  }

  async adopted(isOver) {
    const open = navigator.locks ? await this.openTabs() : new Set();
    const drafts = (await this.rows()).filter((each) => each.name.startsWith("draft-"));
    const own = drafts.find((each) => each.name === this.draftName);
    const left = own ?? drafts.find((each) => !open.has(this.lock(each.name.slice("draft-".length))));
    if (!left) return null;
    const content = await this.encryption.open(`kept/${left.name}`, left);
    // If the text has changed in the meantime, the page stores its own; none is left under the id of a closed tab.
    if (content && left !== own && ((await this.keepNow(content, isOver)) || isOver())) await this.forget(left.name);
    return content;
  }
}
