// Caches the page and scripts of the recorder, so that it opens without network. Responses with content of a meeting are not cached.
const CACHE = "machoura-recorder-shell-1";
const PATIENCE = 4000;
const PAGE = /\/staff\/live\/\d+\/(screen\/)?$/;

function isRecorderPage(address) {
  const { origin, pathname, search } = new URL(address);
  return origin === self.location.origin && search === "" && PAGE.test(pathname);
}

async function keep(addresses) {
  const cache = await caches.open(CACHE);
  await Promise.all(addresses.map(async (address) => {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) await cache.put(address, answer);
  }));
}

// Network first, so that a new version is used immediately; the cached copy if the server does not answer in time.
async function serve(request) {
  const cache = await caches.open(CACHE);
  const fromServer = fetch(request).then((answer) => {
    if (answer.ok && !answer.redirected) cache.put(request, answer.clone());
    return answer;
  });
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
  const first = await Promise.race([fromServer.catch(() => null), late]);
  if (first && first.status < 500) return first;
  return (await cache.match(request, { ignoreVary: true })) ?? first ?? fromServer;
}

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("machoura-recorder-") && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("message", (event) => {
  if (!event.data.keep) return;
  event.waitUntil(keep(event.data.keep).then(() => event.source.postMessage({ kept: true }), () => {}));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const isPart = ["script", "style", "font", "image"].includes(request.destination) && new URL(request.url).origin === self.location.origin;
  if ((request.mode === "navigate" && isRecorderPage(request.url)) || isPart) event.respondWith(serve(request));
});
