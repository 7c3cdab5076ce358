// The last known state and unfinished words, sealed, so that the page opens again without network.
const STATE = "state";
const LEAST = 3000;

export class Memory {
  constructor({ user, meeting, store, box }) {
    Object.assign(this, { user, meeting, store, box });
    this.tab = sessionStorage.getItem("machoura.recorder.tab") ?? Math.random().toString(36).slice(2, 10);
    sessionStorage.setItem("machoura.recorder.tab", this.tab);
    this.last = 0;
  }

  lock(tab) {
    return `machoura-recorder-tab-${tab}`;
  }

  // A duplicated tab has the same name as its origin: the one that comes second takes another.
  async begin() {
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

  async put(name, content) {
    const row = await this.box.seal(`kept/${name}`, content);
    await this.store.put("kept", { ...row, name });
  }

  async rows() {
    return this.store ? this.store.all("kept", this.user, this.meeting) : [];
  }

  async state() {
    const row = (await this.rows()).find((each) => each.name === STATE);
    return row ? this.box.open(`kept/${STATE}`, row) : null;
  }

  // Now and then, and always the last one: the state is large, and the server has it.
  keepState(content, isUrgent = false) {
    clearTimeout(this.timer);
    const wait = isUrgent ? 0 : this.last + LEAST - Date.now();
    if (wait > 0) this.timer = setTimeout(() => this.keepState(content), wait);
    else this.keepStateNow(content());
  }

  async keepStateNow(content) {
    if (!this.store || !this.box.isReady) return;
    this.last = Date.now();
    await this.put(STATE, content).catch(() => {});
  }

  get draftName() {
    return `draft-${this.tab}`;
  }

  // Whether the words are safe on the device.
  async keep(content) {
    if (!this.store) return false;
    this.hasDraft = true;
    return this.put(this.draftName, content).then(() => true, () => false);
  }

  async erase() {
    if (this.hasDraft) await this.store.erase("kept", [this.user, this.meeting, this.draftName]).catch(() => {});
    this.hasDraft = false;
    return true;
  }

  // Words of this tab, or of one that was closed.
  async draft() {
    const open = navigator.locks ? await this.openTabs() : new Set();
    const drafts = (await this.rows()).filter((each) => each.name.startsWith("draft-"));
    const own = drafts.find((each) => each.name === this.draftName);
    const left = own ?? drafts.find((each) => !open.has(this.lock(each.name.slice("draft-".length))));
    if (!left) return null;
    const content = await this.box.open(`kept/${left.name}`, left);
    if (content && left !== own && (await this.keep(content))) await this.store.erase("kept", [this.user, this.meeting, left.name]);
    this.hasDraft = true;
    return content;
  }
}
