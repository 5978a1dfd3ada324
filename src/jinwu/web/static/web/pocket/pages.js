// The pages of a case: drawn from the empty forms, filled with what is kept, read again.
import * as book from "./book.js";
import * as summary from "./summary.js";
import * as vault from "./vault.js";

export function of(kind) {
  return [...document.querySelectorAll(`template[data-page-of^="${kind}."]`)].map((template) => ({
    key: template.dataset.pageOf.split(".")[1],
    title: template.dataset.title,
    button: template.dataset.button,
    content: template.content,
    acts: [...template.content.querySelectorAll("[data-act]")].map((form) => form.dataset.act),
  }));
}

// The acts of a kind of work in their order, as its pages name them.
const actsOf = (kind) => [...new Set(of(kind).flatMap((page) => page.acts))].filter((act) => act !== "frame");

// What was typed of an act under a name, the last page counting.
export function say(kept, act, name) {
  const pairs = Object.values(kept.pages).flatMap((page) => page[act] ?? []);
  return pairs.findLast(([field]) => field === name)?.[1] ?? "";
}

export function title(kept) {
  const [first] = actsOf(kept.kind);
  return say(kept, first, "party.name") || say(kept, first, "area");
}

export function partner(kept) {
  const chosen = say(kept, "frame", "partner");
  return book.pack()?.partners.find((one) => String(one.id) === chosen) ?? null;
}

// Whether an act of this page is done already: then it stands, and the page is not gone back to.
export function settled(kept, page) {
  if (page < 0) return true;
  const done = new Set(kept.acts.map((one) => one.step));
  return of(kept.kind)[page].acts.some((act) => done.has(act));
}

export function pageOf(kept, step) {
  return Math.max(0, of(kept.kind).findLastIndex((page) => page.acts.includes(step)));
}

export function enter(place, kept, key) {
  const partners = place.querySelector("select[name=partner]");
  for (const one of book.pack()?.partners ?? []) partners?.append(new Option(`${one.name}　${one.unit}`, one.id));
  for (const moment of place.querySelectorAll("[aria-required=true][type=datetime-local]")) moment.value ||= book.now().slice(0, 16);
  if (kept.kind === "summary") summary.before(place, kept, key);
  const typed = kept.pages[key];
  if (typed) restore(place, typed);
  if (kept.kind === "summary") summary.enter(place, kept, key);
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: place } }));
}

function restore(page, typed) {
  for (const form of page.querySelectorAll("form[data-act]")) {
    const pairs = typed[form.dataset.act] ?? [];
    for (const field of form.elements) {
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = pairs.some(([name, value]) => name === field.name && value === field.value);
      }
    }
    const given = new Map();
    for (const [name, value] of pairs) given.set(name, [...(given.get(name) ?? []), value]);
    for (const [name, values] of given) {
      const field = form.elements.namedItem(name);
      if (field && "value" in field && !["checkbox", "radio"].includes(field.type)) field.value = values[0];
    }
    const taken = given.get("photos.taken") ?? [];
    for (const [place, digest] of (given.get("photos") ?? []).entries()) photograph(form, digest, taken[place] ?? "");
  }
}

async function photograph(form, digest, taken) {
  const box = form.querySelector("[data-uploads]");
  const figure = document.createElement("figure");
  figure.dataset.held = "";
  const hidden = (name, value) => Object.assign(document.createElement("input"), { type: "hidden", name, value });
  figure.append(hidden("photos", digest), hidden("photos.taken", taken));
  box.querySelector(".take").before(figure);
  const about = await vault.get("photos", `${digest}.about`);
  if (!about) return;
  const picture = new Image();
  picture.src = URL.createObjectURL(new Blob([await vault.getBytes("photos", digest)], { type: about.type }));
  picture.alt = about.name;
  figure.prepend(picture);
}

export function read(place) {
  const found = {};
  for (const form of place.querySelectorAll("form[data-act]")) {
    if (form.hidden) continue;
    found[form.dataset.act] = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  }
  return found;
}

// What must be there before the page is left, in words; null where nothing is missing.
export function missing(place, kept, key) {
  for (const field of place.querySelectorAll("[aria-required=true]")) {
    const empty = !field.value?.trim() && field.type !== "checkbox" && field.matches("input, textarea, select");
    if (!empty || !field.checkVisibility()) continue;
    field.setAttribute("aria-invalid", "true");
    field.focus();
    const label = place.querySelector(`label[for="${field.id}"]`)?.textContent.trim() ?? "";
    return book.word("missing").replace("{label}", label);
  }
  for (const group of place.querySelectorAll("fieldset.is-violation, fieldset.is-segment, fieldset.is-choice")) {
    const radios = [...group.querySelectorAll("input[type=radio]")];
    const optional = group.querySelector(":scope > legend .opt");
    if (!radios.length || optional || radios.some((one) => one.checked) || !group.checkVisibility()) continue;
    radios[0].focus();
    return book.word("missing").replace("{label}", group.querySelector("legend").textContent.trim());
  }
  return kept.kind === "summary" ? summary.missing(place, key) : null;
}

// The acts of this page are done now: each gets its key and its time. In words why not.
export async function leave(kept, page) {
  const plan = of(kept.kind);
  const at = [book.now(), kept.since ?? ""].sort().at(-1); // never before what stands already, whatever the clocks say
  for (const act of actsOf(kept.kind)) {
    const last = plan.findLastIndex((one) => one.acts.includes(act));
    const done = kept.acts.some((one) => one.step === act);
    if (last !== page || done || !kept.pages[plan[page].key][act]) continue;
    if (kept.kind === "summary") {
      const refused = await summary.act(kept, act, plan[page].key);
      if (refused === false) continue;
      if (refused) return refused;
    }
    kept.acts.push({ step: act, key: crypto.randomUUID(), at });
  }
  return null;
}

document.addEventListener("jinwu:file", (event) => {
  const { file, taken, sha256 } = event.detail;
  if (event.target.dataset.uploads !== "" || !sha256) return;
  event.preventDefault();
  event.detail.kept = (async () => {
    await vault.put("photos", sha256, await file.arrayBuffer());
    await vault.put("photos", `${sha256}.about`, { name: file.name, type: file.type, taken });
  })();
});
