// The penalty on the spot without a line: range and tiers from what was taken along, the next form, the sheet that is signed.
import { free, pack, word } from "./book.js";
import { partner, say } from "./pages.js";
import { draw, lines } from "./sheet.js";
import { creditHolds, plain, residentHolds, yuanFigures, yuanWords } from "./words.js";

const known = (kept) => pack().violations[say(kept, "open", "violation")];
const scale = (kept) => known(kept)?.kinds[say(kept, "open", "party.kind")];

// What must stand in the page before what is kept is put into it.
export function before(place, kept, key) {
  if (key === "facts" || key === "decision") tiers(place, kept);
  if (key === "decision" && !kept.pages.decision) {
    const told = kept.pages.facts.notify.filter(([name]) => ["amount", "tier", "units", "mitigated", "warning"].includes(name));
    kept.pages.decision = { decide: [...told, ["correction", "at_once"], ["payment", "bank"]] };
  }
}

export function enter(place, kept, key) {
  tell(place, about(kept));
  if (key === "party") party(place);
  if (key === "facts" || key === "decision") penalty(place, kept);
  if (key === "decision") nextForm(place, kept);
  if (key === "handover") handover(place, kept);
}

function about(kept) {
  const amount = say(kept, "decide", "amount") || say(kept, "notify", "amount");
  return { name: say(kept, "open", "party.name"), violation: known(kept)?.title ?? "", basis: known(kept)?.basis ?? "", ...fine(amount) };
}

const fine = (amount) => ({ fine: yuanFigures(amount), fine_words: yuanWords(amount) });

function tell(place, texts) {
  for (const [name, text] of Object.entries(texts)) {
    for (const shown of place.querySelectorAll(`[data-about="${name}"]`)) shown.textContent = text;
  }
}

function party(place) {
  for (const radio of place.querySelectorAll("[name=violation]")) {
    radio.closest("label").dataset.words = pack().violations[radio.value]?.words ?? "";
  }
  const said = place.querySelector("[data-number]");
  const look = () => {
    const form = place.querySelector("form[data-act=open]");
    const number = form.elements["party.number"].value.trim();
    const person = form.elements["party.kind"].value === "person";
    const other = person && form.elements["party.number_kind"].value === "other";
    const holds = person ? residentHolds(number) : creditHolds(number);
    const words = word(holds ? "holds" : "not_holds");
    said.textContent = other || number.length < 18 ? "" : words;
    said.classList.toggle("bad", !holds && number.length >= 18);
    const violation = pack().violations[form.elements.violation?.value];
    if (violation?.prior) {
      place.querySelector("[data-prior]").textContent = violation.prior;
      place.querySelector("details.prior").open = true;
    }
  };
  place.addEventListener("input", look);
  look();
}

function tiers(place, kept) {
  const box = place.querySelector("[data-tiers]");
  for (const tier of scale(kept)?.tiers ?? []) {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "tier", value: tier.key });
    const span = (className, text) => Object.assign(document.createElement("span"), { className, textContent: text });
    label.append(radio, span("", tier.title), span("num meta", `${yuanFigures(tier.low)}—${yuanFigures(tier.high)}`));
    label.append(Object.assign(document.createElement("small"), { textContent: tier.conditions }));
    box.append(label);
  }
}

function penalty(place, kept) {
  const found = scale(kept);
  const wanted = { warning: known(kept)?.warning, tiers: found?.tiers.length, units: found?.units };
  for (const [name, asked] of Object.entries(wanted)) place.querySelector(`[data-if="${name}"]`).hidden = !asked;
  const said = place.querySelector("[data-range]");
  const form = said.closest("form");
  const look = () => {
    const values = { low: yuanFigures(found?.low), high: yuanFigures(found?.high), limit: yuanFigures(found?.limit) };
    const words = found?.low ? said.dataset.rangeWords : said.dataset.limitWords;
    const amount = Number(plain(form.elements.amount.value));
    const tier = found?.tiers.find((one) => one.key === form.elements.tier?.value);
    const low = Number(tier?.low ?? found?.low);
    const high = Number(tier?.high ?? (found?.high || Infinity));
    const against = [
      amount > Number(found?.limit) ? said.dataset.aboveWords : "",
      amount && (amount < low || amount > high) && !form.elements.mitigated.value ? said.dataset.outsideWords : "",
    ];
    said.textContent = [words.replace(/\{(\w+)\}/g, (_all, name) => values[name]), ...against].filter(Boolean).join(" ");
    said.classList.toggle("bad", against.some(Boolean));
    const texts = fine(form.elements.amount.value);
    const output = form.querySelector("output.words");
    if (output) output.textContent = texts.fine_words;
    tell(place, texts);
  };
  form.addEventListener("input", look);
  look();
}

async function nextForm(place, kept) {
  const [next] = kept.form ? [kept.form] : await free();
  place.querySelector('[data-about="form"]').textContent = next ?? word("no_form");
}

function handover(place, kept) {
  const sheet = place.querySelector("[data-sheet]");
  const decided = kept.acts.find((one) => one.step === "decide");
  const said = lines((act, name) => say(kept, act, name), pack(), decided.at, kept.form, partner(kept));
  draw(sheet, said);
  place.querySelector("[name=sheet]").value = said.join("\n");
  place.querySelector("[data-print]").addEventListener("click", () => print());
  const cash = place.querySelector('[data-if="cash"]');
  cash.hidden = say(kept, "decide", "payment") !== "on_the_spot";
  const amount = cash.elements.amount;
  amount.value ||= say(kept, "decide", "amount");
  cash.elements.ground.value = say(kept, "decide", "ground");
  if (say(kept, "decide", "requested")) Object.assign(cash.elements.requested, { value: "on", disabled: false });
}

export function missing(place, key) {
  const value = (name) => place.querySelector(`[name="${name}"]:checked, [name="${name}"]:not([type=radio], [type=checkbox])`)?.value ?? "";
  if (key === "facts" || key === "decision") {
    if (!plain(value("amount")) && !place.querySelector("[name=warning]:checked")) return word("no_penalty");
    if (plain(value("amount")) && !yuanFigures(value("amount"))) return word("no_amount");
  }
  if (key === "facts") {
    if (value("statement") && value("recheck") === "none") return word("no_recheck");
    if (value("recheck") === "not_adopted" && !value("recheck_reason")) return word("no_recheck");
  }
  if (key === "decision") {
    if (value("payment") === "on_the_spot" && !value("ground")) return word("no_ground");
    if (value("correction") === "by_day" && !value("correct_by")) return word("no_day");
  }
  if (key === "handover") {
    if (value("method") === "signed" && !value("signature")) return word("no_signature");
    if (value("method") === "refused" && !value("note")) return word("no_note");
  }
  return null;
}

// What an act of the case needs when it is done: false where it is not done at all, words where it cannot be.
export async function act(kept, step, page) {
  if (step === "decide") {
    const [form] = await free();
    if (!form) return word("no_form");
    kept.form = form;
    kept.pages[page].decide = [...kept.pages[page].decide.filter(([name]) => name !== "form"), ["form", form]];
  }
  if (step === "collect") return kept.pages[page].collect.some(([name]) => name === "cash") ? "" : false;
  return "";
}
