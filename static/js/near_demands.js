// Demands that are near to what is typed into the form of a new demand. Without this script they are shown before the demand is saved.
const PAUSE = 600;
const TIMEOUT = 15000;
const form = document.getElementById("page-form");
const section = document.querySelector("[data-near]");
const said = document.querySelector("[data-near-said]");
let timer = 0;
let asked = null;

// Without the token by which a form is kept over a new sign-in: this is not the form that somebody sent.
function typed() {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("_who");
  return fields;
}

async function look() {
  const words = typed();
  asked = words;
  const request = { method: "POST", body: words, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT) };
  const answer = await fetch(section.dataset.near, request).catch(() => null);
  const list = answer?.ok ? await answer.text().catch(() => null) : null;
  if (list !== null && asked === words && !section.contains(document.activeElement)) show(list);
}

function show(list) {
  const page = new DOMParser().parseFromString(list, "text/html");
  section.querySelector("[data-near-list]").replaceChildren(...page.body.childNodes);
  const count = section.querySelectorAll("li").length;
  section.hidden = !count;
  const words = count ? `${section.querySelector("h2").textContent} ${count}` : "";
  if (said.textContent !== words) said.textContent = words;
}

if (section) {
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
}
