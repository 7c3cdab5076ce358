// Comfort for those who write much: Ctrl+Enter saves, and a page with unsaved text asks before it closes.
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

window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
