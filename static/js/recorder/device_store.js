// IndexedDB of this device: encrypted unsent messages, conflicts, the last known state, and their keys, which only an active session can decrypt.
const NAME = "machoura-recorder";
const VERSION = 2;

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function whole(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new DOMException("aborted", "AbortError"));
  });
}

function made(database, transaction, oldVersion) {
  // Delete keys of version 1, which could be used without a session.
  if (oldVersion) return transaction.objectStore("keys").clear();
  for (const name of ["pending", "needs"]) {
    const rows = database.createObjectStore(name, { keyPath: "n", autoIncrement: true });
    rows.createIndex("uid", "uid", { unique: true });
    rows.createIndex("whose", ["user", "meeting"]);
  }
  database.createObjectStore("kept", { keyPath: ["user", "meeting", "name"] });
  database.createObjectStore("keys", { keyPath: ["user", "meeting", "id"] });
}

export class DeviceStore {
  static async open() {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => made(request.result, request.transaction, oldVersion);
    const store = new DeviceStore();
    store.database = await asked(request);
    store.database.onversionchange = () => store.database.close();
    return store;
  }

  async all(name, user, meeting) {
    const rows = this.database.transaction(name).objectStore(name);
    if (rows.indexNames.contains("whose")) return asked(rows.index("whose").getAll([user, meeting]));
    return asked(rows.getAll(IDBKeyRange.bound([user, meeting, ""], [user, meeting, "\uffff"])));
  }

  async put(name, row) {
    const transaction = this.database.transaction(name, "readwrite", { durability: "strict" });
    const done = whole(transaction);
    transaction.objectStore(name).put(row);
    await done;
  }

  async erase(name, key) {
    const transaction = this.database.transaction(name, "readwrite");
    const done = whole(transaction);
    transaction.objectStore(name).delete(key);
    await done;
  }

  // The results of one request are one transaction: a message is deleted together with storing its conflict.
  async settle({ erased, changed, needing }) {
    const transaction = this.database.transaction(["pending", "needs"], "readwrite", { durability: "strict" });
    const done = whole(transaction);
    const pending = transaction.objectStore("pending");
    const numbers = pending.index("uid");
    for (const uid of erased) {
      numbers.getKey(uid).onsuccess = (event) => event.target.result && pending.delete(event.target.result);
    }
    for (const row of changed) {
      numbers.getKey(row.uid).onsuccess = (event) => event.target.result && pending.put({ ...row, n: event.target.result });
    }
    const needs = transaction.objectStore("needs");
    for (const row of needing) {
      needs.index("uid").getKey(row.uid).onsuccess = (event) => event.target.result || needs.put(row);
    }
    await done;
  }

  async forgetNeed(uid) {
    const transaction = this.database.transaction("needs", "readwrite");
    const done = whole(transaction);
    const needs = transaction.objectStore("needs");
    needs.index("uid").getKey(uid).onsuccess = (event) => event.target.result && needs.delete(event.target.result);
    await done;
  }

  // Deletes keys and states of all users for whom `isMeant(user)`. Encrypted messages and texts are kept: without a key they are unreadable.
  async forget(isMeant = () => true) {
    const transaction = this.database.transaction(["kept", "keys"], "readwrite");
    const done = whole(transaction);
    for (const name of ["kept", "keys"]) {
      transaction.objectStore(name).openCursor().onsuccess = ({ target: { result: cursor } }) => {
        if (!cursor) return;
        if (isMeant(cursor.value.user) && (name === "keys" || cursor.value.name === "state")) cursor.delete();
        cursor.continue();
      };
    }
    await done;
  }
}
