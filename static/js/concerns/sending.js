// Shared by all requests to the server: CSRF token and retries.
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;

// Signing in again changes the CSRF token: the cookie has the newest, the page perhaps an old one.
export function token(form) {
  const field = form.elements.csrfmiddlewaretoken;
  // In production the name begins with __Host- (config/settings.py).
  const cookie = document.cookie.split("; ").find((each) => /^(__Host-)?csrftoken=/.test(each));
  if (cookie) field.value = cookie.slice(cookie.indexOf("=") + 1);
  return field.value;
}

export class Patience {
  constructor() {
    this.reset();
  }

  reset() {
    this.wait = FIRST_WAIT;
    clearTimeout(this.timer);
  }

  // Calls `again` with increasing delays, and immediately when the connection is back.
  later(again) {
    clearTimeout(this.timer);
    const go = () => {
      clearTimeout(this.timer);
      removeEventListener("online", go);
      again();
    };
    this.timer = setTimeout(go, this.wait);
    addEventListener("online", go, { once: true });
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }
}
