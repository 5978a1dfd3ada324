// A case that was begun on the pages with a line, as the kept page holds it.

const NOTICE = ["warning", "amount", "tier", "units", "mitigated", "told_facts", "told_rights", "statement", "recheck", "recheck_reason"];
const FRAME = ["partner", "pin"];
const COLLECT = ["receipt", "cash"];
const NOT = ["csrfmiddlewaretoken", "seen", "opening", "words", "shown"];
const MANY = /^photos/;
const PAGES = ["party", "facts", "decision", "handover"];

function actOf(page, name) {
  if (FRAME.includes(name)) return "frame";
  if (page === "facts") return NOTICE.includes(name) ? "notify" : "open";
  if (page === "handover") return COLLECT.includes(name) ? "collect" : "serve";
  return page === "party" ? "open" : "decide";
}

export function claim() {
  return new Promise((resolve) => {
    const controller = navigator.serviceWorker.controller;
    if (!controller) return resolve(null);
    const channel = new MessageChannel();
    channel.port1.onmessage = (event) => resolve(event.data);
    setTimeout(resolve, 800, null);
    return controller.postMessage({ claim: true }, [channel.port2]);
  });
}

// What the server knew of the case, and over it what was typed when the line went.
export function asKept({ matter, seen = null, since = "", form = "", acts = [], pages = {}, at, typed }) {
  const found = structuredClone(pages);
  for (const [name, value] of typed) {
    if (NOT.includes(name)) continue;
    const page = at === "facts" && /^(party\.|prior\.|violation$)/.test(name) ? "party" : at;
    const act = actOf(page, name);
    found[page] ??= {};
    const others = (found[page][act] ?? []).filter(([known]) => known !== name || MANY.test(name));
    found[page][act] = [...others, [name, value]];
  }
  return { matter, seen, since, form: form || undefined, acts, pages: found, page: PAGES.indexOf(at) };
}
