// Stores unacknowledged text on this device, by user, draft and step. localStorage may be missing or full; then nothing is stored.
const PREFIX = "machoura.draft.";

export class Memory {
  constructor(user, draft, step) {
    this.draft = `${PREFIX}${user}.${draft}.`;
    this.key = this.draft + step;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keep(entry) {
    try {
      localStorage.setItem(this.key, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  erase() {
    remove((key) => key === this.key);
  }

  eraseDraft() {
    remove((key) => key.startsWith(this.draft));
  }
}

// Another user is signed in on this device: delete the texts of the previous user.
export function forgetOthers(user) {
  remove((key) => key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${user}.`));
}

function remove(isMeant) {
  try {
    Object.keys(localStorage).filter(isMeant).forEach((key) => localStorage.removeItem(key));
  } catch {
    // No storage.
  }
}

// A message counter for each browser tab, so that the server can recognise late and repeated messages of the same tab.
export class Tab {
  constructor(form) {
    this.form = form;
    this.name = read("machoura.tab") || form.elements.tab.value;
    this.number = Number(read("machoura.number")) || 0;
    this.write();
  }

  next() {
    this.number += 1;
    this.write();
    return this.number;
  }

  write() {
    this.form.elements.tab.value = this.name;
    this.form.elements.number.value = this.number;
    try {
      sessionStorage.setItem("machoura.tab", this.name);
      sessionStorage.setItem("machoura.number", this.number);
    } catch {
      // No storage: each page has its own counter.
    }
  }
}

function read(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
