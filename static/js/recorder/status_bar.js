// The status bar: what has been sent and stored. It must never claim more than is true.
import { hour } from "./clock.js";
import { find, put } from "./dom.js";
import { say } from "./words.js";

// Usual response time of the server in milliseconds.
const OPENING = 2000;

export class StatusBar {
  constructor({ queue, connection, editor, isLocked }) {
    Object.assign(this, { queue, connection, editor, isLocked });
    this.net = find("net");
  }

  // No statement while the page is loading.
  get saysLocked() {
    return this.isLocked() && (this.connection.state !== "unknown" || performance.now() > OPENING);
  }

  get look() {
    const { queue, connection } = this;
    if (this.saysLocked || queue.held.size) return "loud";
    if (connection.state === "signedOut" || connection.state === "shut") return "loud";
    if (connection.state === "unreached" || (queue.hasTrouble && queue.count)) return "cut";
    return queue.count || queue.conflicts.size ? "waiting" : "fine";
  }

  get count() {
    const { queue } = this;
    if (this.saysLocked) return say("locked");
    if (queue.count) return say("notSent", { count: queue.count });
    return queue.conflicts.size ? say("conflictsCount", { count: queue.conflicts.size }) : say("allSent");
  }

  // Messages that are only in the page are not counted as stored on the device.
  get sentences() {
    const { queue, connection } = this;
    const said = [];
    if (queue.held.size) said.push(say(queue.canKeep ? "held" : "heldWithoutStore", { count: queue.held.size }));
    if (queue.unreadable) said.push(say("unreadable", { count: queue.unreadable }));
    if (this.saysLocked) return said;
    const kept = queue.count && !queue.held.size;
    if (connection.state === "signedOut") said.push(connection.sentence || say("signedOut"), kept ? say("signedOutKept") : "");
    else if (connection.state === "shut") said.push(connection.sentence || say("shut"), kept ? say("keptHere") : "");
    else if (connection.state === "unreached") said.push(this.cut);
    else if (queue.hasTrouble && queue.count) said.push(say("trouble"));
    else if (queue.count) said.push(say("sending"));
    if (queue.count && queue.conflicts.size) said.push(say("conflictsCount", { count: queue.conflicts.size }));
    return said.filter(Boolean);
  }

  get cut() {
    const passed = Math.floor((Date.now() - this.connection.since) / 60000);
    const since = passed ? say("cutSince", { count: passed }) : say("cutNow");
    if (this.queue.held.size) return since;
    return this.queue.canKeep ? `${since} ${say(this.queue.count ? "cutKept" : "cutNothingWaits")}` : since;
  }

  show() {
    const { queue } = this;
    this.net.dataset.look = this.look;
    put(find("net-count"), this.count);
    put(find("net-words"), this.sentences.join(" "));
    put(find("net-last"), queue.lastSent ? say("lastSent", { time: hour(queue.lastSent) }) : "");
    find("net-sign-in").hidden = this.connection.state !== "signedOut";
  }
}
