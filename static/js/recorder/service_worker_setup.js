// The page itself opens without network: a service worker keeps its shell, and nothing that was said.
import { put } from "./dom.js";
import { say } from "./words.js";

function parts() {
  const loaded = performance.getEntriesByType("resource").map((each) => each.name);
  const linked = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src], img")].map((each) => each.href || each.src);
  const inStatic = (address) => new URL(address).origin === location.origin && new URL(address).pathname.startsWith(document.body.dataset.static);
  return [location.pathname, ...new Set([...loaded, ...linked].filter(inStatic))];
}

export async function beginShell(words) {
  if (!("serviceWorker" in navigator)) return put(words, say("shellNever"));
  try {
    navigator.serviceWorker.addEventListener("message", ({ data }) => data.kept && put(words, say("shellKept")));
    await navigator.serviceWorker.register(document.body.dataset.worker, { updateViaCache: "none" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: parts() });
  } catch {
    put(words, say("shellNever"));
  }
}
