// Comfort for those who write much: Ctrl+Enter saves, a double tap sends once, and a page with unsaved text asks before it closes.
import "./length.js";

const guarded = document.querySelectorAll("form[data-guarded]");
let unsaved = [...guarded].some((form) => form.dataset.guarded === "unsaved");

for (const form of guarded) {
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}

// Ignore a second submit, whose response would report a conflict. Only for a short time, since after a download the page stays open.
const TAP = 3000;
for (const form of document.querySelectorAll('main form[method="post"]')) {
  let sent = -TAP;
  form.addEventListener("submit", (event) => {
    if (event.timeStamp - sent < TAP) event.preventDefault();
    else sent = event.timeStamp;
  });
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
