// What is confidential goes straight to the server and nowhere else: not on the device, not in a queue.
import { moment } from "./clock.js";
import { uuid } from "./queue.js";

const UNKNOWN = { status: "unknown" };

export class ConfidentialSender {
  constructor(queue) {
    this.queue = queue;
    this.unsure = null;
  }

  // After an answer that never came nobody knows whether it arrived: the same message goes again, and what was changed since follows it.
  async send(contribution, content) {
    if (this.unsure?.contribution !== contribution) {
      this.unsure = { contribution, op: { uid: uuid(), at: moment(), op: "contribute", contribution, ...content } };
    }
    for (;;) {
      const { op } = this.unsure;
      const result = await this.queue.whisper(op);
      if (!result) return UNKNOWN;
      if (result.status !== "done" || says(op, content)) {
        this.unsure = null;
        return result;
      }
      this.unsure = { contribution, op: amendment(contribution, result.version, content) };
    }
  }
}

function amendment(contribution, version, content) {
  const { axis: _same, confidential: _sealed, ...words } = content;
  return { uid: uuid(), at: moment(), op: "amend", contribution, version, ...words };
}

// Whether a message that arrived left nothing to say. An amendment moves nothing to another topic.
function says(op, content) {
  return Object.entries(content).every(([name, value]) => !(name in op) || op[name] === value);
}
