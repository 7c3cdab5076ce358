// Sealing on the device: AES-GCM with the key that the server hands out for this person and this meeting.
const ENCODE = new TextEncoder();
const DECODE = new TextDecoder();

function bytes(base64url) {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (each) => each.charCodeAt(0));
}

export class Box {
  constructor(user, meeting) {
    this.user = user;
    this.meeting = meeting;
    this.keys = new Map();
    this.current = null;
  }

  get isReady() {
    return this.current !== null;
  }

  // Rows as the store holds them.
  remember(rows) {
    for (const { id, key, isCurrent } of rows) {
      this.keys.set(id, key);
      if (isCurrent || this.current === null) this.current = id;
    }
  }

  // What the server handed out, as rows for the store. Nobody can read these keys out again.
  async learn(handed) {
    const rows = [];
    for (const [at, { id, key }] of handed.entries()) {
      const imported = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
      rows.push({ user: this.user, meeting: this.meeting, id, key: imported, isCurrent: at === 0 });
    }
    this.current = null;
    this.remember(rows);
    return rows;
  }

  bound(name) {
    return ENCODE.encode(`${this.user}/${this.meeting}/${name}`);
  }

  async seal(name, content) {
    if (!this.isReady) throw new DOMException("no key on this device", "NoKeyError");
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = ENCODE.encode(JSON.stringify(content));
    const method = { name: "AES-GCM", iv, additionalData: this.bound(name) };
    const box = await crypto.subtle.encrypt(method, this.keys.get(this.current), plain);
    return { user: this.user, meeting: this.meeting, keyId: this.current, iv, box, size: plain.length };
  }

  // The content, or null where this person's keys do not open it.
  async open(name, { keyId, iv, box }) {
    const key = this.keys.get(keyId);
    if (!key) return null;
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: this.bound(name) }, key, box);
      return JSON.parse(DECODE.decode(plain));
    } catch {
      return null;
    }
  }
}
