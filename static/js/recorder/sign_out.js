// Signing out deletes the keys from this device. Unsent messages are kept, encrypted, and are sent when the same user signs in again.
import { forgetSessionKey } from "./encryption.js";
import { DeviceStore } from "./device_store.js";

const LONGEST = 3000;

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    forgetSessionKey();
    const forgetting = DeviceStore.open().then((store) => store.forget()).catch(() => {});
    await Promise.race([forgetting, new Promise((resolve) => { setTimeout(resolve, LONGEST); })]);
    form.submit();
  });
}
