// Copies the follow-up link, and deletes the stored text of the concern that was sent.
import { Memory } from "./draft_memory.js";

const sent = document.querySelector("[data-sent]");
if (sent) new Memory(sent.dataset.user, sent.dataset.sent, "").eraseDraft();

const button = document.querySelector("[data-copy]");
if (button && navigator.clipboard) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    document.querySelector("[data-copy-state]").textContent = button.dataset.copied;
  });
}
