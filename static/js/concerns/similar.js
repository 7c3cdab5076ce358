// Public demands that are near to what is typed. The server looks them up by the text that it has saved, and writes the list.
const TIMEOUT = 15000;
const COMPARED = ["use", "title", "text"];

export class Similar {
  constructor(form) {
    this.form = form;
    this.box = document.querySelector("[data-similar]");
    this.said = document.querySelector("[data-similar-said]");
    this.shown = this.words();
  }

  words() {
    return JSON.stringify(COMPARED.map((name) => this.form.elements[name]?.value));
  }

  // Called whenever the server has saved. A list in which somebody moves with the keyboard stays as it is.
  async look() {
    const words = this.words();
    if (words === this.shown) return;
    this.shown = words;
    const answer = await fetch(this.box.dataset.similar, { redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) }).catch(() => null);
    const list = answer?.ok ? await answer.text().catch(() => null) : null;
    if (list === null || this.shown !== words || this.box.contains(document.activeElement)) return;
    const page = new DOMParser().parseFromString(list, "text/html");
    this.box.replaceChildren(...page.body.childNodes);
    this.say(this.box.querySelector("[data-similar-count]")?.textContent.trim() ?? "");
  }

  say(words) {
    if (this.said.textContent !== words) this.said.textContent = words;
  }
}
