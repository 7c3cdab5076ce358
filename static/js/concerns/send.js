// Sends the concern and retries until the server answers; the request is idempotent.
import { Patience, token } from "./sending.js";

const TIMEOUT = 30000;
const form = document.querySelector("form[data-send]");
const state = form.querySelector("[data-sent-state]");
const patience = new Patience();
let isUnderWay = false;

function say(words) {
  state.textContent = words;
  state.hidden = false;
}

async function send() {
  try {
    token(form);
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(TIMEOUT) });
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (answer.redirected && answer.url.includes("/receipt/")) location.assign(answer.url);
    else form.submit();
  } catch {
    say(form.dataset.waiting);
    patience.later(send);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isUnderWay) return;
  isUnderWay = true;
  say(form.dataset.sending);
  send();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
