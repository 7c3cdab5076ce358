// Saves a step of the form while somebody types. Says "saved" only when the server has answered; what it has not is kept on the device,
// unless it is for the cell only: then it stays in the page.
import "../length.js";
import { forgetOthers, Memory, Tab } from "./draft_memory.js";
import { Patience, token } from "./sending.js";
import { Similar } from "./similar.js";

const PAUSE = 1000;
const TIMEOUT = 15000;
const OPEN_USES = ["public_named", "public_unnamed"];
const NOT_TYPED = ["csrfmiddlewaretoken", "_who", "step", "version", "tab", "number", "files"];

class Draft {
  constructor(form) {
    this.form = form;
    this.data = form.dataset;
    this.words = document.querySelector("[data-saving]");
    this.memory = new Memory(this.data.user, this.data.draft, form.elements.step.value);
    this.tab = new Tab(form);
    this.patience = new Patience();
    this.similar = new Similar(form);
    this.acknowledged = this.snapshot();
    this.isStopped = false;
    forgetOthers(this.data.user);
  }

  get typed() {
    return [...new FormData(this.form)].filter(([name]) => !NOT_TYPED.includes(name));
  }

  snapshot() {
    return JSON.stringify(this.typed);
  }

  get isUnsaved() {
    return this.snapshot() !== this.acknowledged;
  }

  // The choice is in the form of the first step; later it is in a data attribute of the page.
  get mayKeep() {
    const chosen = this.form.elements.use;
    return chosen ? OPEN_USES.includes(chosen.value) : "open" in this.data;
  }

  say(words) {
    this.words.textContent = words;
  }

  show(name, isShown = true) {
    document.querySelector(`[data-${name}]`).hidden = !isShown;
  }

  // Whether it was stored on this device.
  remember() {
    if (!this.mayKeep) {
      this.memory.eraseDraft();
      return false;
    }
    const { name: tab, number } = this.tab;
    return this.memory.keep({ tab, number: number + 1, version: this.form.elements.version.value, fields: this.typed });
  }

  touched() {
    if (this.form.elements.use) this.show("cell-only", this.form.elements.use.value === "cell_only");
    this.remember();
    if (this.isStopped) return;
    this.say(this.words.dataset.typing);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  // One request at a time; later changes are sent with the next one. Resolves to true when the server has everything.
  async save() {
    clearTimeout(this.timer);
    if (this.isStopped) return false;
    while (this.isUnsaved || this.underWay) {
      if (this.underWay) await this.underWay;
      else if (!(await (this.underWay = this.send().finally(() => { this.underWay = null; })))) return false;
    }
    return true;
  }

  async send() {
    const sent = this.snapshot();
    const answer = await this.post().catch(() => null);
    if (!answer || answer.status >= 500) return this.notReached();
    this.show("signed-out", answer.type === "opaqueredirect");
    if (answer.type === "opaqueredirect") return this.notReached();
    if (!answer.ok) return this.refused(answer);
    const { version, sentence } = await answer.json();
    this.form.elements.version.value = version;
    this.acknowledged = sent;
    this.patience.reset();
    this.similar.look();
    if (!this.isUnsaved) {
      this.memory.erase();
      this.say(sentence);
    }
    return true;
  }

  post() {
    this.tab.next();
    const body = new URLSearchParams(this.typed);
    for (const name of ["step", "version", "tab", "number"]) body.append(name, this.form.elements[name].value);
    return fetch(this.data.save, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token(this.form), Accept: "application/json" },
      redirect: "manual",
      keepalive: body.toString().length < 60000,
      signal: AbortSignal.timeout(TIMEOUT),
    });
  }

  notReached() {
    this.say(this.remember() ? this.words.dataset.kept : this.words.dataset.pageOnly);
    this.patience.later(() => this.save());
    return false;
  }

  async refused(answer) {
    const said = await answer.json().catch(() => ({}));
    this.remember();
    this.isStopped = true;
    if (said.is_conflict) {
      this.other = said.version;
      this.show("conflict");
    }
    const isGone = answer.status === 404 || answer.status === 410;
    this.say(said.sentence || (isGone ? this.words.dataset.gone : this.words.dataset.refused));
    return false;
  }

  keepMine() {
    this.form.elements.version.value = this.other;
    this.show("conflict", false);
    this.isStopped = false;
    this.save();
  }

  loadOther() {
    this.memory.erase();
    this.acknowledged = this.snapshot();
    location.reload();
  }

  // Restore text that an earlier page could not send, and send it unless another page has written since.
  restore() {
    const entry = this.memory.read();
    if (!entry) return;
    const isKnown = entry.tab === this.data.lastTab && entry.number <= Number(this.data.lastNumber);
    if (isKnown || JSON.stringify(entry.fields) === this.acknowledged || !this.mayKeep) {
      this.memory.erase();
      return;
    }
    fill(this.form, entry.fields);
    if (entry.tab !== this.data.lastTab) this.form.elements.version.value = entry.version;
    this.show("restored");
    this.save();
  }

  // Before leaving the page with unsaved text wait for the server: without a connection the browser's error page would replace the page.
  async leave(event) {
    if (this.isStopped || !(this.isUnsaved || this.underWay)) {
      this.isLeaving = true;
      this.tab.next();
      token(this.form);
      return;
    }
    event.preventDefault();
    if (this.isAsked) return;
    this.isAsked = true;
    const isSaved = await this.save();
    this.isAsked = false;
    if (isSaved || this.isStopped) this.form.requestSubmit(event.submitter);
  }

  // Without waiting, because the page may be closed.
  flush() {
    if (!this.isUnsaved || this.isStopped || this.isLeaving) return;
    this.remember();
    const sent = this.snapshot();
    this.post().then((answer) => {
      if (answer.ok && sent === this.snapshot()) {
        this.acknowledged = sent;
        this.memory.erase();
      }
    }, () => {});
  }
}

function fill(form, fields) {
  for (const field of form.elements) {
    if (!field.name || NOT_TYPED.includes(field.name) || field.tagName === "BUTTON") continue;
    const values = fields.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = values.includes(field.value);
      if (field.checked && field.closest("details")) field.closest("details").open = true;
    } else {
      field.value = values[0] ?? "";
    }
  }
}

const form = document.querySelector("form[data-writing]");
if (form) {
  const draft = new Draft(form);
  form.addEventListener("input", (event) => event.target.type !== "file" && draft.touched());
  form.addEventListener("submit", (event) => draft.leave(event));
  document.querySelector("[data-keep-mine]").addEventListener("click", () => draft.keepMine());
  document.querySelector("[data-load-other]").addEventListener("click", () => draft.loadOther());
  document.querySelector("form[data-discard]").addEventListener("submit", () => {
    draft.isStopped = true;
    draft.acknowledged = draft.snapshot();
    draft.memory.eraseDraft();
  });
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? draft.flush() : draft.save()));
  addEventListener("pagehide", () => draft.flush());
  addEventListener("pageshow", () => { draft.isLeaving = false; });
  addEventListener("beforeunload", (event) => {
    if (draft.isUnsaved && !draft.isLeaving && !draft.remember()) event.preventDefault();
  });
  if ("unsaved" in form.dataset) draft.acknowledged = "";
  draft.restore();
  draft.save();
}
