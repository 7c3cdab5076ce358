// Sends each chosen file in its own request, with its progress. A retry uses the same id, so that the file is stored once.
import { Patience, token } from "./sending.js";

const TRIES = 6;
const section = document.querySelector("[data-files]");
const words = section.querySelector("[data-words]").dataset;
const list = section.querySelector("[data-attached]");
const picker = section.querySelector("input[type=file]");
const form = section.closest("form");
const waiting = [];
let isBusy = false;

class Upload {
  constructor(file) {
    this.file = file;
    this.id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.row = section.querySelector("template[data-row]").content.firstElementChild.cloneNode(true);
    this.row.querySelector("bdi").textContent = file.name;
    this.patience = new Patience();
    this.tries = 0;
    this.again.addEventListener("click", () => this.queue());
    list.append(this.row);
  }

  get again() {
    return this.row.querySelector("[data-again]");
  }

  say(text, isWrong = false) {
    const state = this.row.querySelector("[data-state]");
    state.textContent = text;
    state.classList.toggle("error", isWrong);
    this.row.querySelector("progress").hidden = isWrong;
  }

  queue() {
    this.again.hidden = true;
    waiting.push(this);
    next();
  }

  send() {
    return new Promise((done) => {
      const body = new FormData();
      body.append("upload", this.id);
      body.append("files", this.file);
      const request = new XMLHttpRequest();
      request.open("POST", words.add);
      request.setRequestHeader("X-CSRFToken", token(form));
      request.setRequestHeader("Accept", "application/json");
      request.upload.addEventListener("progress", (event) => this.progress(event.loaded / event.total));
      request.addEventListener("load", () => done(this.answered(request)));
      request.addEventListener("error", () => done(this.lost()));
      this.say(words.sending);
      request.send(body);
    });
  }

  progress(share) {
    this.row.querySelector("progress").value = share;
  }

  answered(request) {
    if (request.status === 201) return this.attached(JSON.parse(request.responseText));
    if (request.status >= 500) return this.lost();
    if (request.responseURL.includes("/accounts/login/")) return this.refused(words.signedOut, true);
    if (request.status === 413) return this.refused(words.large);
    let said = {};
    try {
      said = JSON.parse(request.responseText);
    } catch {
      // A response without a message.
    }
    return this.refused(said.sentence || words.refused);
  }

  attached({ name, remove }) {
    this.row.querySelector("bdi").textContent = name;
    this.row.querySelector("progress").remove();
    this.row.querySelector("[data-state]").textContent = words.done;
    const button = this.row.querySelector("[data-remove]");
    button.setAttribute("formaction", remove);
    button.hidden = false;
  }

  refused(sentence, mayTryAgain = false) {
    this.say(sentence, true);
    this.again.hidden = !mayTryAgain;
  }

  lost() {
    this.tries += 1;
    this.say(words.lost);
    if (this.tries < TRIES) this.patience.later(() => this.queue());
    else this.again.hidden = false;
  }
}

async function next() {
  if (isBusy) return;
  isBusy = true;
  while (waiting.length) await waiting.shift().send();
  isBusy = false;
}

function add(file) {
  const upload = new Upload(file);
  if (file.size > Number(words.largest)) upload.refused(words.large);
  else if (list.children.length > Number(section.dataset.most)) upload.refused(words.many);
  else upload.queue();
}

picker.multiple = true;
section.querySelector("[data-attach]").hidden = true;
picker.addEventListener("change", () => {
  [...picker.files].forEach(add);
  picker.value = "";
});
