// The decision as the form in force words it, filled with what the phone knows of the case.
import { plain, yuanFigures, yuanWords } from "./words.js";

const two = (n) => String(n).padStart(2, "0");
export function moment(at) {
  const [day, clock] = at.slice(0, 16).split("T");
  const [year, month, date] = day.split("-").map(Number);
  const [hour, minute] = clock.split(":").map(Number);
  return `${year}年${month}月${date}日${hour}时${two(minute)}分`;
}
const written = (day) => (day ? moment(`${day}T00:00`).split("日")[0] + "日" : "");

// The form ends a sentence itself.
const unended = (text) => text.replace(/。$/, "");

function ways(say) {
  const penalty = say("decide", "warning") ? (plain(say("decide", "amount")) ? "both" : "warning") : "fine";
  return {
    "": "",
    statement: say("notify", "statement") ? "said" : "none",
    correction: say("decide", "correction") || "at_once",
    payment: say("decide", "payment") || "bank",
    penalty: say("decide", "tier") ? `${penalty} tier` : penalty,
  };
}

function marks(say, pack, at, number) {
  const kind = say("open", "party.kind");
  const person = kind === "person";
  const known = pack.violations[say("open", "violation")];
  const tier = known?.kinds[kind].tiers.find((one) => one.key === say("decide", "tier"));
  const shown = say("open", "party.number");
  const identity = person ? shown : say("open", "party.operator_number");
  const recheck = { adopted: "经复核，予以采纳。", not_adopted: "经复核，不予采纳。" }[say("notify", "recheck")] ?? "";
  return {
    name: say("open", "party.name"), number: identity, code: person ? "" : shown, operator: say("open", "party.operator"),
    sex: /^\d{17}[\dXx]$/.test(identity) ? (Number(identity[16]) % 2 ? "男" : "女") : "",
    representative: say("open", "party.legal_representative"), address: say("open", "party.address"),
    phone: say("open", "party.phone"), act: known?.title, rule: known?.rule, basis: known?.basis,
    act_at: moment(say("open", "act_from")), place: say("open", "place"), facts: say("open", "facts"),
    statement: unended(say("notify", "statement")), answer: unended(recheck + say("notify", "recheck_reason")),
    tier: tier ? `“${tier.title}”${tier.conditions ? `（${tier.conditions}）` : ""}` : "",
    fine: yuanFigures(say("decide", "amount")), fine_words: yuanWords(say("decide", "amount")),
    correct_by: written(say("decide", "correct_by")), ground: pack.grounds.texts[say("decide", "ground")] ?? "",
    decided_at: moment(at), form: number,
  };
}

// The lines of the sheet: number, paragraphs, who decided and when.
export function lines(say, pack, at, number, partner) {
  const way = ways(say);
  const known = marks(say, pack, at, number);
  const blocks = pack.wording[say("open", "party.kind")];
  const paragraphs = blocks
    .filter((block) => !(block.by === "payment" && way.penalty.startsWith("warning")))
    .flatMap((block) => block.texts[way[block.by]] ?? []);
  const filled = paragraphs.map((text) => text.replace(/⟦(\w+)⟧/g, (_all, key) => known[key] || "—"));
  const officers = [pack.me, partner].filter(Boolean).map((one) => `执法人员：${one.name}　　执法证号：${one.certificate}`);
  return [...filled, ...officers, `决定时间：${moment(at)}　　决定地点：${known.place}`,
          `${pack.organ}　${moment(at).split("日")[0]}日`];
}

export function draw(sheet, said) {
  const [organ, title, number, ...rest] = said;
  const line = (name, className, text) => Object.assign(document.createElement(name), { className, textContent: text });
  sheet.replaceChildren(
    line("div", "organ", organ), line("div", "title", title), line("div", "docno", number),
    ...rest.flatMap((text) =>
      text.includes("　") ? text.split("　　").map((one) => line("p", "flush", one)) : text.split("\n").map((one) => line("p", "", one)),
    ),
  );
}
