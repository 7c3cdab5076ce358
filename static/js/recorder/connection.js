// Requests to the server and the state of the connection. "unreached": it is unknown whether the message arrived.
const TIMEOUT = 15000;

function csrf() {
  // In production the name begins with __Host- (config/settings.py).
  const cookie = document.cookie.split("; ").find((each) => /^(__Host-)?csrftoken=/.test(each));
  return cookie ? cookie.slice(cookie.indexOf("=") + 1) : "";
}

// An HTML page (of a proxy, a captive portal or the server) is not a valid response, whatever its status.
function isOfThePortal(answer, body) {
  if (!body || typeof body !== "object" || Array.isArray(body)) return false;
  return answer.ok || typeof body.sentence === "string";
}

export class Connection extends EventTarget {
  constructor(user) {
    super();
    this.user = user;
    this.state = "unknown";
    this.since = Date.now();
    this.sentence = "";
  }

  became(state, sentence = "") {
    const isNew = state !== this.state || sentence !== this.sentence;
    if (state !== this.state) this.since = Date.now();
    Object.assign(this, { state, sentence });
    if (isNew) this.dispatchEvent(new Event("change"));
    return { kind: state, sentence };
  }

  get(address) {
    return this.ask(address, {});
  }

  post(address, body) {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf() };
    return this.ask(address, { method: "POST", body: JSON.stringify(body), headers });
  }

  async ask(address, options) {
    const headers = { Accept: "application/json", "X-Recorder": this.user, ...options.headers };
    let answer, body;
    try {
      const signal = AbortSignal.timeout(TIMEOUT);
      answer = await fetch(address, { cache: "no-store", redirect: "manual", ...options, headers, signal });
      body = await answer.json();
    } catch {
      return this.became("unreached");
    }
    if (!isOfThePortal(answer, body)) return this.became("unreached");
    return this.understood(answer, body);
  }

  understood(answer, body) {
    if (answer.ok) {
      this.became("fine");
      return { kind: "fine", body };
    }
    const sentence = body.sentence ?? "";
    if (answer.status === 401) return this.became("signedOut", sentence);
    if (answer.status >= 500 || answer.status === 429) return this.became("unreached");
    if (answer.status === 403 || answer.status === 404) return this.became("shut", sentence);
    this.became("fine");
    return { kind: "refused", sentence };
  }
}
