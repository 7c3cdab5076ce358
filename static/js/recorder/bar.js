// What is sent and what is not, said so that it is always true.
import { hour } from "./clock.js";
import { find, put } from "./dom.js";
import { say } from "./words.js";

export class Bar {
  constructor({ queue, link, pen }) {
    Object.assign(this, { queue, link, pen });
    this.net = find("net");
  }

  get look() {
    const { queue, link } = this;
    if (queue.held.size) return "loud";
    if (link.state === "signedOut" || link.state === "shut") return "loud";
    if (link.state === "unreached" || (queue.hasTrouble && queue.count)) return "cut";
    return queue.count ? "waiting" : "fine";
  }

  get sentences() {
    const { queue, link } = this;
    const said = [];
    if (queue.held.size) said.push(say(queue.store ? "held" : "heldWithoutStore", { count: queue.held.size }));
    if (queue.unreadable) said.push(say("unreadable", { count: queue.unreadable }));
    if (link.state === "signedOut") said.push(link.sentence || say("signedOut"), say("signedOutKept"));
    else if (link.state === "shut") said.push(link.sentence || say("shut"));
    else if (link.state === "unreached") said.push(this.cut);
    else if (queue.hasTrouble && queue.count) said.push(say("trouble"));
    else if (queue.count) said.push(say("sending"));
    return said;
  }

  get cut() {
    const passed = Math.floor((Date.now() - this.link.since) / 60000);
    const since = passed ? say("cutSince", { count: passed }) : say("cutNow");
    return `${since} ${say(this.queue.count ? "cutKept" : "cutNothingWaits")}`;
  }

  show() {
    const { queue } = this;
    this.net.dataset.look = this.look;
    put(find("net-count"), queue.count ? say("notSent", { count: queue.count }) : say("allSent"));
    put(find("net-words"), this.sentences.join(" "));
    put(find("net-last"), queue.lastSent ? say("lastSent", { time: hour(queue.lastSent) }) : "");
    find("net-sign-in").hidden = this.link.state !== "signedOut";
  }
}
