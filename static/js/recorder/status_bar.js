// What is sent and what is not, said so that it is always true.
import { hour } from "./clock.js";
import { find, put } from "./dom.js";
import { say } from "./words.js";

// Milliseconds within which the server usually answers.
const OPENING = 2000;

export class StatusBar {
  constructor({ queue, link, pen, isLocked }) {
    Object.assign(this, { queue, link, pen, isLocked });
    this.net = find("net");
  }

  // While the page opens nothing is said of it yet.
  get saysLocked() {
    return this.isLocked() && (this.link.state !== "unknown" || performance.now() > OPENING);
  }

  get look() {
    const { queue, link } = this;
    if (this.saysLocked || queue.held.size) return "loud";
    if (link.state === "signedOut" || link.state === "shut") return "loud";
    if (link.state === "unreached" || (queue.hasTrouble && queue.count)) return "cut";
    return queue.count || queue.needs.size ? "waiting" : "fine";
  }

  get count() {
    const { queue } = this;
    if (this.saysLocked) return say("locked");
    if (queue.count) return say("notSent", { count: queue.count });
    return queue.needs.size ? say("needsCount", { count: queue.needs.size }) : say("allSent");
  }

  // What is only in the page is never said to be on the device.
  get sentences() {
    const { queue, link } = this;
    const said = [];
    if (queue.held.size) said.push(say(queue.canKeep ? "held" : "heldWithoutStore", { count: queue.held.size }));
    if (queue.unreadable) said.push(say("unreadable", { count: queue.unreadable }));
    if (this.saysLocked) return said;
    const kept = queue.count && !queue.held.size;
    if (link.state === "signedOut") said.push(link.sentence || say("signedOut"), kept ? say("signedOutKept") : "");
    else if (link.state === "shut") said.push(link.sentence || say("shut"), kept ? say("keptHere") : "");
    else if (link.state === "unreached") said.push(this.cut);
    else if (queue.hasTrouble && queue.count) said.push(say("trouble"));
    else if (queue.count) said.push(say("sending"));
    if (queue.count && queue.needs.size) said.push(say("needsCount", { count: queue.needs.size }));
    return said.filter(Boolean);
  }

  get cut() {
    const passed = Math.floor((Date.now() - this.link.since) / 60000);
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
    find("net-sign-in").hidden = this.link.state !== "signedOut";
  }
}
