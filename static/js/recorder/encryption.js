// Encryption on the device: AES-GCM with a key from the server for this user and meeting. The device stores that key only encrypted
// with the session's key, which is in a cookie that ends with the session.
import { now } from "./clock.js";

const ENCODE = new TextEncoder();
const DECODE = new TextDecoder();
const COOKIE = "machoura_device_key";

function bytes(base64url) {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (each) => each.charCodeAt(0));
}

function imported(raw) {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
}

// The session's key, or null without session.
async function sessionKey() {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(`${COOKIE}=`));
  try {
    return cookie ? await imported(bytes(cookie.slice(COOKIE.length + 1))) : null;
  } catch {
    return null;
  }
}

export function canEncrypt() {
  return Boolean(globalThis.crypto?.subtle);
}

export class Encryption {
  constructor(user, meeting) {
    this.user = user;
    this.meeting = meeting;
    this.keys = new Map();
    this.current = null;
  }

  get isReady() {
    return this.current !== null;
  }

  // Decrypts the stored key rows. Impossible without the session's key or after the end of the session.
  async remember(rows) {
    const opener = await sessionKey();
    if (!opener) return;
    for (const row of rows) {
      if (!(Date.parse(row.until) > now())) continue;
      const key = await crypto.subtle.decrypt(this.wrapping(row), opener, row.locked).then(imported).catch(() => null);
      if (!key) continue;
      this.keys.set(row.id, key);
      if (row.isCurrent || this.current === null) this.current = row.id;
    }
  }

  // The server's keys as rows for the store; none if the browser has no cookies.
  async learn({ keys, until }) {
    const opener = await sessionKey();
    const read = await Promise.all(keys.map(async ({ id, key }) => [id, await imported(bytes(key))]));
    for (const [id, key] of read) this.keys.set(id, key);
    this.current = read[0][0];
    const rows = [];
    for (const [at, { id, key }] of keys.entries()) {
      const row = { user: this.user, meeting: this.meeting, id, until, iv: crypto.getRandomValues(new Uint8Array(12)), isCurrent: at === 0 };
      if (opener) rows.push({ ...row, locked: await crypto.subtle.encrypt(this.wrapping(row), opener, bytes(key)) });
    }
    return rows;
  }

  // `until` is authenticated, so that it cannot be changed on the device.
  wrapping({ id, until, iv }) {
    return { name: "AES-GCM", iv, additionalData: this.bound(`key/${id}/${until}`) };
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

  // The decrypted content, or null if none of this user's keys opens it.
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

// `path` is a parameter, since pages outside of the recorder call this, too.
export function forgetSessionKey() {
  document.cookie = `${COOKIE}=; path=/staff/live/; max-age=0; samesite=strict`;
}
