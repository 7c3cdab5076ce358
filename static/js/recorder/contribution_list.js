// The list of contributions, newest first. Only the visible part is rendered, so that a thousand contributions stay fast.
import { day, hour } from "./clock.js";
import { find, make, people, put, reconcile } from "./dom.js";
import { say } from "./words.js";

const STEP = 40;

export class ContributionList {
  constructor({ record, open }) {
    this.record = record;
    this.list = find("contributions");
    this.most = STEP;
    this.end = find("earlier-contributions");
    this.list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-edit]");
      if (button) open(button.closest("li").dataset.uid);
    });
    this.end.addEventListener("click", () => this.more());
    new IntersectionObserver(([entry]) => entry.isIntersecting && this.more(), { rootMargin: "600px" }).observe(this.end);
  }

  more() {
    if (!this.shown || this.most >= this.shown.list.length) return;
    this.most += STEP;
    this.show(this.shown);
  }

  show(shown) {
    this.shown = shown;
    const near = shown.list.slice(-this.most).reverse();
    reconcile(this.list, near, {
      key: (each) => each.uid,
      signature: (each) => this.signature(each),
      fill: (node, each) => this.fill(node, each),
    });
    this.end.hidden = this.most >= shown.list.length;
    put(find("contributions-count"), say("contributionsCount", { count: shown.list.length }));
  }

  signature({ number, uid, row }) {
    const points = this.shown.byContribution.get(uid)?.map((point) => [point.kind, point.title, point.demand?.number, point.isUnsent]);
    const speaker = this.who(row);
    return JSON.stringify([number, row.text, row.kind, speaker, row.isUnsent, row.isRemoved, row.confidential, row.is_collective, points]);
  }

  fill(node, { number, uid, row }) {
    node.dataset.uid = uid;
    node.tabIndex = -1;
    node.className = row.isRemoved ? "is-removed" : "";
    const points = this.shown.byContribution.get(uid) ?? [];
    const head = make("p", { className: "who" }, people("b", this.who(row)), " ",
      make("span", { className: "soft small" }, this.record.kind(row.kind)?.word ?? ""));
    const text = row.confidential ? make("p", { className: "sealed" }, say("sealedText")) : this.text(row.text, points);
    const tail = points.length ? make("p", { className: "tail" }, ...points.map((point) => this.chip(point))) : null;
    const edit = make("button", { type: "button", className: "edit", data: { edit: "" }, aria: { label: say("editNumber", { number }) } }, say("edit"));
    node.replaceChildren(make("span", { className: "no" }, String(number)), make("div", { className: "what" }, head, text, tail),
      make("div", { className: "state" }, this.state(row), row.isRemoved ? null : edit));
  }

  who(row) {
    return speakerOf(row, this.record);
  }

  state(row) {
    if (row.isRemoved) return make("span", { className: "unsent" }, say("removedUnsent"));
    if (row.isUnsent) return make("span", { className: "unsent" }, say("unsent"));
    return make("span", { className: "saved" }, row.said_at ? say("sentAt", { time: hour(row.said_at) }) : say("inRecord"));
  }

  // Highlight the words that became a point.
  text(text, points) {
    const line = people("p", "", { className: "text" });
    const found = points.map((point) => point.title).filter((title) => title && title !== text && text.includes(title));
    let rest = text;
    for (const title of found.sort((one, other) => text.indexOf(one) - text.indexOf(other))) {
      const at = rest.indexOf(title);
      if (at < 0) continue;
      line.append(rest.slice(0, at), make("mark", {}, title));
      rest = rest.slice(at + title.length);
    }
    line.append(rest);
    return line;
  }

  chip(point) {
    return make("span", { className: `chip point is-${point.kind}`, dir: "auto" }, pointWords(point, this.record));
  }
}

export function speakerOf(row, record) {
  const known = record.speaker(row.speaker)?.full;
  return known ?? (row.is_collective ? say("collective") : row.speaker_label || say("withoutName"));
}

export function pointWords(point, record) {
  const word = record.pointKind(point.kind)?.word ?? "";
  if (point.kind === "demand" && point.demand) return say("demandAgain", { number: point.demand.number, title: point.demand.title });
  if (point.kind === "demand") return say("demandNew", { title: point.title });
  const title = point.due_on ? `${point.title} (${day(point.due_on)})` : point.title;
  return say("pointIs", { kind: word, title });
}
