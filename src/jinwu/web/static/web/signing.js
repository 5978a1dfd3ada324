// A record is signed page by page: the server sets every page as it stands now, and says by a digest what it showed. The
// signatures are sent with that digest; whatever is changed afterwards takes them off.

async function page(box, form, number) {
  const body = new FormData(form);
  for (const name of [...body.keys()]) if (name === "pin" || name.startsWith("signatures.")) body.delete(name);
  body.set("page", String(number));
  return fetch(box.dataset.signing, { method: "POST", body }).catch(() => null);
}

function clear(box, shown) {
  box.querySelector("[data-pages]").replaceChildren();
  shown.value = "";
}

async function show(box, form, shown) {
  const say = box.querySelector("[data-say]");
  clear(box, shown);
  const first = await page(box, form, 1);
  if (!first?.ok) {
    say.textContent = (await first?.json().catch(() => null))?.detail ?? "";
    return;
  }
  const all = Number(first.headers.get("X-Pages") ?? 1);
  const answers = [first];
  for (let number = 2; number <= all; number += 1) answers.push(await page(box, form, number));
  if (answers.some((answer) => !answer?.ok || answer.headers.get("X-Shown") !== first.headers.get("X-Shown"))) return;
  const words = (text, n) => text.replace("{n}", n).replace("{all}", all);
  const figures = await Promise.all(answers.map(async (answer, index) => {
    const figure = box.querySelector("template").content.firstElementChild.cloneNode(true);
    const caption = figure.querySelector("[data-page-words]");
    caption.textContent = words(caption.dataset.pageWords, index + 1);
    const picture = figure.querySelector("img");
    picture.src = URL.createObjectURL(await answer.blob());
    picture.alt = caption.textContent;
    const pad = figure.querySelector("svg");
    pad.setAttribute("aria-label", words(pad.dataset.padWords, index + 1));
    figure.querySelector("input").name = `signatures.${index}.strokes`;
    return figure;
  }));
  box.querySelector("[data-pages]").replaceChildren(...figures);
  shown.value = first.headers.get("X-Shown") ?? "";
  say.textContent = "";
  box.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true, detail: { elt: box } }));
}

for (const box of document.querySelectorAll("[data-signing]")) {
  const form = box.closest("form");
  const shown = form.querySelector("input[name='shown']");
  const button = box.querySelector("[data-show-pages]");
  button.hidden = false;
  button.addEventListener("click", () => show(box, form, shown));
  const changed = (event) => {
    const beside = ["late_reason", "at", "partner", "pin"].includes(event.target.name);
    if (box.contains(event.target) || beside || !shown.value) return;
    clear(box, shown);
    box.querySelector("[data-say]").textContent = box.querySelector("[data-say]").dataset.changed;
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
}
