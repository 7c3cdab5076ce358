// Sends confidential contributions directly to the server, without storing them on the device or in the queue.
import { moment } from "./clock.js";
import { uuid } from "./queue.js";

const UNKNOWN = { status: "unknown" };

export class ConfidentialSender {
  constructor(queue) {
    this.queue = queue;
    this.unsure = null;
  }

  // Without a response it is unknown whether the message arrived: the same message is sent again, then later changes as an amendment.
  async send(contribution, content) {
    if (this.unsure?.contribution !== contribution) {
      this.unsure = { contribution, op: { uid: uuid(), at: moment(), op: "contribute", contribution, ...content } };
    }
    for (;;) {
      const { op } = this.unsure;
      const result = await this.queue.sendConfidential(op);
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

// Whether the message that arrived has all current values. An amendment cannot change the topic.
function says(op, content) {
  return Object.entries(content).every(([name, value]) => !(name in op) || op[name] === value);
}
