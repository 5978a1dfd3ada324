// Answers for the pages of the street where there is no line: the kept page, and the files that it is drawn with.
const CACHE = "jinwu-pocket";
const PAGE = "/street/pocket/";
const PATIENCE = 6000; // a line that says nothing for so long is none

let carried = null; // a case on its way from a page of the street to the kept one, in memory only

addEventListener("message", (event) => {
  if (event.data.carry) carried = event.data.carry;
  if (event.data.claim) {
    event.ports[0].postMessage(carried);
    carried = null;
  }
});
addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

async function kept(request) {
  return (await caches.open(CACHE)).match(request, { ignoreSearch: true });
}

async function keep(request, answer) {
  if (answer.ok && !answer.redirected) (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
}

function soon(request) {
  const late = new Promise((_resolve, reject) => setTimeout(reject, PATIENCE, new Error("no answer")));
  return Promise.race([fetch(request), late]);
}

async function page(request) {
  const path = new URL(request.url).pathname;
  try {
    const answer = await soon(request);
    return path === PAGE ? keep(PAGE, answer) : answer;
  } catch (none) {
    const found = await kept(PAGE);
    if (!found) throw none;
    return path === PAGE ? found : Response.redirect(PAGE);
  }
}

async function part(request) {
  const hashed = /\.[0-9a-f]{12}\./.test(request.url);
  const found = hashed && (await kept(request));
  if (found) return found;
  try {
    return await keep(request, await soon(request));
  } catch (none) {
    const old = await kept(request);
    if (!old) throw none;
    return old;
  }
}

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (event.request.mode === "navigate") event.respondWith(page(event.request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(part(event.request));
});
