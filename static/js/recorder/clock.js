// The server's time on a device whose clock may be wrong, and times as they are shown.
let offset = 0;
let lastMoment = 0;
// Minutes that the clock on the wall of the room is ahead of UTC, as the server says: devices stand in other zones, and browsers and
// servers do not learn of a change of Moroccan time on one day.
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

// When something is noted, by this device's own clock: the server corrects it. Never twice the same, so that the order is kept.
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

export function hour(moment) {
  const there = zoneOf(moment) ?? zone ?? -new Date(moment).getTimezoneOffset();
  const at = new Date(new Date(moment).getTime() + there * 60_000);
  return [at.getUTCHours(), at.getUTCMinutes()].map((each) => String(each).padStart(2, "0")).join(":");
}

// How a topic stands: seconds used, seconds left (negative when over), or no budget.
export function standing(axis) {
  const used = axis.spent + (axis.running_since ? since(axis.running_since) : 0);
  return { used, budget: (axis.minutes ?? 0) * 60, left: axis.minutes ? axis.minutes * 60 - used : null };
}

// Messages of an earlier page come before those of this one, even when the device's clock was set back.
export function startAfter(iso) {
  if (iso) lastMoment = Math.max(lastMoment, Date.parse(iso));
}

// A day as people write it here, from the server's 2018-11-28.
export function day(iso, more = {}) {
  const { lang } = document.documentElement;
  const manner = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC", ...more };
  return new Intl.DateTimeFormat(lang === "ar" ? "ar-MA" : lang, manner).format(new Date(`${iso}T00:00:00Z`));
}
