// What the server has not acknowledged yet, on this device: by person, draft and step. Storage may be missing or full; then nothing is kept.
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

// Somebody else used this device before: nobody after them may find their words.
export function forgetOthers(user) {
  remove((key) => key.startsWith(PREFIX) && !key.startsWith(`${PREFIX}${user}.`));
}

function remove(isMeant) {
  try {
    Object.keys(localStorage).filter(isMeant).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Without storage there is nothing to remove.
  }
}

// One browser tab counts what it sends, over all its pages, so that the server can tell its late and repeated messages from another tab's.
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
      // Then each page counts for itself.
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
