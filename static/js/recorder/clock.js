// The server's time on a device whose clock may be wrong, and formats of times.
let offset = 0;
let lastMoment = 0;
// Morocco's UTC offset in minutes, from the server: devices may have another time zone, and browsers and servers may not have the
// same rules for Morocco.
let zone = null;

export function setNow(iso, took = 0) {
  offset = Date.parse(iso) + took / 2 - Date.now();
  zone = zoneOf(iso) ?? zone;
}

function zoneOf(moment) {
  const [, sign, hours, rest] = /([+-])(\d\d):(\d\d)$/.exec(String(moment)) ?? [];
  return sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(rest)) : null;
}

export function now() {
  return Date.now() + offset;
}

// A timestamp by this device's clock, which the server corrects. Strictly increasing, to keep the order.
export function moment() {
  lastMoment = Math.max(Date.now(), lastMoment + 1);
  return new Date(lastMoment).toISOString();
}

export function since(iso) {
  return Math.max(0, Math.floor((now() - Date.parse(iso)) / 1000));
}

export function minutes(seconds) {
  const whole = Math.abs(Math.floor(seconds));
  const [hours, rest] = [Math.floor(whole / 3600), whole % 3600];
  const parts = [Math.floor(rest / 60), rest % 60].map((each) => String(each).padStart(2, "0"));
  return hours ? `${hours}:${parts.join(":")}` : parts.join(":");
}

// As core/text/formats.py writes it: 18:05, in French 18 h 05 and 18 h.
export function hour(moment, { lang } = document.documentElement) {
  const there = zoneOf(moment) ?? zone ?? -new Date(moment).getTimezoneOffset();
  const at = new Date(new Date(moment).getTime() + there * 60_000);
  const [hours, rest] = [at.getUTCHours(), at.getUTCMinutes()];
  const twoDigits = (each) => String(each).padStart(2, "0");
  if (lang === "fr") return `${hours}\u00a0h${rest ? `\u00a0${twoDigits(rest)}` : ""}`;
  return `${twoDigits(hours)}:${twoDigits(rest)}`;
}

// The state of a topic: seconds used, seconds left (negative if over), or no budget.
export function standing(axis) {
  const used = axis.spent + (axis.running_since ? since(axis.running_since) : 0);
  return { used, budget: (axis.minutes ?? 0) * 60, left: axis.minutes ? axis.minutes * 60 - used : null };
}

// Timestamps of this page are after those of an earlier page, even if the device's clock was set back.
export function startAfter(iso) {
  if (iso) lastMoment = Math.max(lastMoment, Date.parse(iso));
}

// Formats an ISO date such as 2018-11-28.
export function day(iso, more = {}) {
  const { lang } = document.documentElement;
  const manner = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC", ...more };
  return new Intl.DateTimeFormat(lang === "ar" ? "ar-MA" : lang, manner).format(new Date(`${iso}T00:00:00Z`));
}
