// The agenda with its clocks, and the marked points.
import { minutes, standing } from "./clock.js";
import { find, make, people, put, reconcile } from "./dom.js";
import { pointWords } from "./contribution_list.js";
import { say } from "./words.js";

const PARTS = 5;

export class Topics {
  constructor({ record, operations, marking, editor }) {
    Object.assign(this, { record, operations });
    find("axes").addEventListener("click", (event) => {
      const button = event.target.closest("[data-axis]");
      if (!button) return;
      operations.runAxis(Number(button.dataset.axis));
      editor.resume();
    });
    find("points").addEventListener("click", (event) => {
      const button = event.target.closest("[data-point]");
      if (button) marking.reopen(button.dataset.point);
    });
    find("next-topic").addEventListener("click", () => { this.next(); editor.resume(); });
  }

  next() {
    const { axes, running } = this.shown;
    const last = running ? axes.indexOf(running) : axes.findLastIndex((axis) => axis.spent > 0);
    const next = axes[last + 1];
    if (next) this.operations.runAxis(next.pk);
  }

  show(shown) {
    this.shown = shown;
    const { axes, running } = shown;
    put(find("axis-number"), running ? say("topicOf", { number: axes.indexOf(running) + 1, count: axes.length }) : say("topics"));
    reconcile(find("axes"), axes, {
      key: (axis) => axis.pk,
      signature: (axis) => JSON.stringify([axis.title, axis.minutes, axis === running, axis.items]),
      fill: (node, axis) => this.fill(node, axis),
    });
    find("next-topic").hidden = !axes.length || running === axes.at(-1);
    this.points(shown);
    this.tick();
  }

  fill(node, axis) {
    const isRunning = axis === this.shown.running;
    if (isRunning) node.setAttribute("aria-current", "step");
    else node.removeAttribute("aria-current");
    const items = (axis.items ?? []).map((item) => people("small", item.title));
    const budget = axis.minutes ? make("time", {}, say("minutesShort", { count: axis.minutes })) : "";
    const button = make("button", { type: "button", data: { axis: axis.pk } }, people("span", axis.title), budget, ...items);
    node.tally = isRunning ? make("span", { className: "tally full", aria: { role: "img", label: "" } }, ...Array.from({ length: PARTS }, () => make("i"))) : null;
    node.replaceChildren(button, ...(node.tally ? [node.tally] : []));
  }

  points({ points }) {
    const list = [...points.values()];
    put(find("points-count"), say("pointsCount", { count: list.length }));
    put(find("tab-points"), String(list.length));
    reconcile(find("points"), list, {
      key: (point) => point.uid,
      signature: (point) => JSON.stringify([point.kind, point.title, point.demand, point.due_on, point.isUnsent]),
      fill: (node, point) => node.replaceChildren(make("button", { type: "button", data: { point: point.uid } },
        make("i", { className: `piece point is-${point.kind}` }), people("span", pointWords(point, this.record)),
        point.isUnsent ? make("span", { className: "unsent" }, say("unsent")) : null)),
    });
  }

  // Called once a second, so it updates only these texts.
  tick() {
    const axis = this.shown?.running;
    const { left = null, used = 0, budget = 0 } = axis ? standing(axis) : {};
    const isOver = left !== null && left < 0;
    for (const clock of document.querySelectorAll("[data-axis-clock]")) {
      put(clock, axis ? minutes(left ?? used) : "--:--");
      clock.classList.toggle("is-over", isOver);
    }
    put(find("axis-words"), this.clockWords(axis, { left, isOver }));
    put(find("axis-line"), axis ? say("topicLine", { number: this.shown.axes.indexOf(axis) + 1, title: axis.title }) : say("noTopic"));
    put(find("axis-line-over"), isOver ? say("over") : "");
    this.tally(axis, used, budget);
  }

  clockWords(axis, { left, isOver }) {
    if (!axis) return say("noTopicRuns");
    if (left === null) return say("withoutBudget");
    return isOver ? say("overBudget", { count: axis.minutes }) : say("leftOf", { count: axis.minutes });
  }

  tally(axis, used, budget) {
    const tally = axis && budget ? find("axes").known?.get(axis.pk)?.tally : null;
    if (!tally) return;
    const share = (used / budget) * PARTS;
    for (const [at, part] of [...tally.children].entries()) {
      part.className = share > PARTS ? "gone" : share >= at + 1 ? "on" : share > at ? "half" : "";
    }
    tally.setAttribute("aria-label", say("usedOf", { used: Math.floor(used / 60), count: axis.minutes }));
  }
}
