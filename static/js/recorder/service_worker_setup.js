// Registers the service worker, with which the page opens without network.
import { put } from "./dom.js";
import { say } from "./words.js";

function parts() {
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  const linked = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img")].map((each) => each.href || each.src);
  const inStatic = (address) => new URL(address).origin === location.origin && new URL(address).pathname.startsWith(document.body.dataset.static);
  return [location.pathname, ...new Set([...loaded, ...linked].filter(inStatic))];
}

export async function registerServiceWorker(words) {
  if (!("serviceWorker" in navigator)) return put(words, say("noOffline"));
  try {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data.kept && put(words, say("worksOffline")));
    await navigator.serviceWorker.register(document.body.dataset.worker, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: parts() });
  } catch {
    put(words, say("noOffline"));
  }
}
