// What is confidential goes straight to the server and nowhere else: not on the device, not in a queue.
import { moment } from "./clock.js";
import { uuid } from "./queue.js";

export class Whisper {
  constructor(queue) {
    this.queue = queue;
    this.unsure = null;
  }

  // After an answer that never came nobody knows whether it arrived: the same message goes again, and what was changed since follows it.
  async send(contribution, content) {
    const op = this.unsure?.contribution === contribution ? this.unsure : { uid: uuid(), at: moment(), op: "contribute", contribution, ...content };
    this.unsure = op;
    const result = await this.queue.whisper(op);
    if (!result) return { status: "unknown" };
    this.unsure = null;
    const isSame = Object.entries(content).every(([name, value]) => op[name] === value);
    if (result.status !== "done" || isSame) return result;
    const { axis: _same, confidential: _sealed, ...words } = content;
    const change = { uid: uuid(), at: moment(), op: "amend", contribution, version: result.version, ...words };
    return (await this.queue.whisper(change)) ?? { status: "unknown" };
  }
}
