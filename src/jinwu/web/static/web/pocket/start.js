// The page that a phone keeps: unlock, what is kept here, one case page by page, and its sending.
import * as book from "./book.js";
import { asKept, claim } from "./carried.js";
import { send } from "./outbox.js";
import * as pages from "./pages.js";
import * as vault from "./vault.js";

const root = document.getElementById("pocket");
const { word } = book;
const fill = (key, values) => word(key).replace(/\{(\w+)\}/g, (_all, name) => values[name] ?? "");
const footer = document.querySelector("[data-acts]");
const stages = document.querySelector("[data-stages]");
const element = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};
let open = null; // the case on the screen
let signIn = false;

function view(name) {
  for (const section of root.querySelectorAll("[data-view]")) section.hidden = section.dataset.view !== name;
  footer.hidden = stages.hidden = name !== "case";
  scrollTo(0, 0);
}

function wrong(section, text) {
  const said = root.querySelector(`[data-view="${section}"] [data-error]`);
  said.textContent = text;
  said.hidden = !text;
  if (text) said.focus();
}

// What is kept here

function told(kept) {
  if (kept.state === "begun") return word("begun");
  if (kept.state === "waiting") return word("waiting");
  if (kept.state === "wrong") return word("wrong");
  return kept.marks?.length ? fill("sent_marked", { n: kept.marks.length }) : word("sent");
}

function row(kept) {
  const title = kept.title || fill("unnamed", { kind: kept.kindTitle });
  const under = [told(kept), kept.number, kept.began.slice(5, 16).replace("T", " ")].filter(Boolean).join("　");
  const badge = element("small", {}, under);
  const inside = [element("b", {}, title), badge];
  if (kept.state === "sent") inside.push(...(kept.marks ?? []).map((one) => element("small", { className: "mark" }, one)));
  inside.push(...(kept.wrong ?? []).map((one) => element("small", { className: "err" }, one.what)));
  const link =
    kept.state === "sent" && kept.url
      ? element("a", { href: kept.url }, ...inside)
      : element("button", { type: "button", className: "plain" }, ...inside);
  if (kept.state !== "sent") link.addEventListener("click", () => (kept.state === "waiting" ? sendNow() : resume(kept)));
  const item = element("li", {}, link);
  item.dataset.state = kept.state;
  if (kept.state === "sent" || (kept.state === "begun" && !kept.acts.length)) {
    const away = element("button", { type: "button", className: "link" }, word("away"));
    away.addEventListener("click", async () => {
      await book.forget(kept);
      home();
    });
    item.append(away);
  }
  return item;
}

async function home() {
  open = null;
  const cases = (await vault.all("cases")).sort((a, b) => b.began.localeCompare(a.began));
  const waiting = cases.filter((one) => one.state === "waiting").length;
  const pack = book.pack();
  root.querySelector("[data-cases]").replaceChildren(...cases.map(row));
  root.querySelector("[data-ready]").textContent = pack
    ? fill("ready", { n: (await book.free()).length, day: pack.day })
    : word("not_ready");
  for (const button of root.querySelectorAll("[data-begin]")) button.disabled = !pack;
  const said = root.querySelector("[data-told]");
  const line = navigator.onLine ? "" : word("no_line");
  said.replaceChildren(signIn ? element("a", { href: root.dataset.signIn }, word("sign_in")) : line);
  if (waiting && navigator.onLine && !signIn) said.replaceChildren(fill("sending", { n: waiting }));
  said.hidden = !said.textContent;
  view("home");
}

// One case

function show() {
  const plan = pages.of(open.kind);
  const here = plan[open.page];
  const place = root.querySelector("[data-page]");
  wrong("case", "");
  place.replaceChildren(here.content.cloneNode(true));
  pages.enter(place, open, here.key);
  stages.replaceChildren(
    ...plan.map((one, index) => {
      const item = element("li", { className: index < open.page ? "past" : "" }, `${index + 1} ${one.title}`);
      if (index === open.page) item.setAttribute("aria-current", "step");
      return item;
    }),
  );
  footer.querySelector("[data-back]").textContent = pages.settled(open, open.page - 1) ? word("later") : word("back");
  footer.querySelector("[data-on]").textContent = here.button;
  view("case");
}

async function keep() {
  if (!open) return;
  open.pages[pages.of(open.kind)[open.page].key] = pages.read(root.querySelector("[data-page]"));
  open.title = pages.title(open);
  await vault.put("cases", open.matter, open);
}

function resume(kept) {
  open = kept;
  if (kept.state === "wrong") open.page = pages.pageOf(kept, kept.wrong[0].step);
  open.state = "begun";
  show();
  if (kept.wrong?.length) wrong("case", kept.wrong.map((one) => one.what).join(" "));
}

function begin(kind, title, carried) {
  open = {
    kind, kindTitle: title, matter: crypto.randomUUID(), user: Number(root.dataset.user), began: book.now(), page: 0,
    pages: {}, acts: [], state: "begun", ...carried,
  };
  show();
}

// One press at a time: a second one would find the next page half made.
let turning = false;
async function turn(act) {
  if (turning) return;
  turning = true;
  await act().finally(() => (turning = false));
}

async function forward() {
  const place = root.querySelector("[data-page]");
  const plan = pages.of(open.kind);
  const missing = pages.missing(place, open, plan[open.page].key);
  if (missing) return wrong("case", missing);
  await keep();
  const refused = await pages.leave(open, open.page);
  if (refused) return wrong("case", refused);
  if (open.page + 1 < plan.length) {
    open.page += 1;
    await vault.put("cases", open.matter, open);
    show();
    return null;
  }
  await vault.put("cases", open.matter, { ...open, state: "waiting", wrong: [] });
  await home();
  return sendNow();
}

async function back() {
  await keep();
  if (open.page === 0 || pages.settled(open, open.page - 1)) return home();
  open.page -= 1;
  return show();
}

// Only what was sent changes the screen: nobody's reading is disturbed every minute.
async function sendNow() {
  if (!navigator.onLine) return;
  await send((answer) => {
    signIn = Boolean(answer.signIn);
    if (!open) home();
  });
}

// The line came or went: the first page says so.
async function lineChanged() {
  if (vault.unlocked() && !open) await home();
  sendNow();
}

// Opening the page

async function ready() {
  view("wait");
  await book.load(root.dataset.taken);
  await home();
  const carried = await claim();
  if (carried && book.pack()) {
    begin("summary", root.querySelector("[data-begin=summary]").textContent, asKept(carried));
    return keep();
  }
  return sendNow();
}

function coded(section, act) {
  const form = root.querySelector(`[data-form="${section}"]`);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = await act(form);
    const line = form.querySelector("[data-error]");
    line.textContent = said ?? "";
    line.hidden = !said;
    if (!said) {
      form.reset();
      ready();
    }
  });
}

coded("setup", async (form) => {
  if (form.code.value.length < 6) return word("short");
  if (form.code.value !== form.again.value) return word("differs");
  await vault.setUp(form.code.value);
  await navigator.storage?.persist?.();
  return null;
});
coded("unlock", async (form) => ((await vault.unlock(form.code.value)) ? null : word("code_wrong")));

root.querySelector("[data-give-back]").addEventListener("click", async () => {
  const unsent = (await vault.all("cases")).some((one) => one.state !== "sent");
  if (!unsent && (await book.giveBack(root.dataset.forget))) return location.reload();
  const said = root.querySelector("[data-told]");
  said.textContent = word(unsent ? "unsent" : "no_line");
  said.hidden = false;
  return said.scrollIntoView({ block: "nearest" });
});
for (const button of root.querySelectorAll("[data-begin]")) {
  button.addEventListener("click", () => begin(button.dataset.begin, button.textContent));
}
footer.querySelector("[data-on]").addEventListener("click", () => turn(forward));
footer.querySelector("[data-back]").addEventListener("click", () => turn(back));
let typing = 0;
root.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(keep, 600);
});
root.addEventListener("change", () => keep());
root.addEventListener("submit", (event) => event.preventDefault());
addEventListener("online", lineChanged);
addEventListener("offline", lineChanged);
setInterval(sendNow, 60_000);
const clock = document.querySelector("[data-clock]");
setInterval(() => (clock.textContent = book.now().slice(11, 16)), 1000);

// A browser that does not trust the certificate lets a page be opened, but not kept.
async function keptHere() {
  if (!isSecureContext || !navigator.serviceWorker || !crypto.subtle) return false;
  const registered = await navigator.serviceWorker.register(root.dataset.worker, { scope: "/street/" }).catch(() => null);
  if (registered) book.keepPage();
  return registered !== null;
}

if (!(await keptHere())) {
  view("unfit");
} else {
  const locked = await vault.open(root.dataset.user);
  if (locked) root.querySelector("[data-waiting]").textContent = fill("kept", { n: await vault.count("cases") });
  view(locked ? "locked" : "setup");
}
