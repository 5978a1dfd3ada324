// The paper that a step will make, set by the server from what is typed so far. Nothing is written by asking.
const PAUSE = 700;

async function ask(desk, form, page) {
  const body = new FormData(form);
  body.delete("pin");
  body.set("page", String(page));
  return fetch(desk.dataset.preview, { method: "POST", body }).catch(() => null);
}

async function show(desk, form, turn) {
  const leaves = desk.querySelector("[data-leaves]");
  const why = desk.querySelector("[data-why]");
  const first = await ask(desk, form, 1);
  if (turn !== desk.turn || !first) return;
  if (!first.ok) {
    const told = await first.json().catch(() => null);
    leaves.classList.add("old");
    why.textContent = told?.detail ?? "";
    why.hidden = false;
    return;
  }
  const answers = [first];
  for (let page = 2; page <= Number(first.headers.get("X-Pages") ?? 1); page += 1) {
    answers.push(await ask(desk, form, page));
  }
  if (turn !== desk.turn) return;
  const pictures = await Promise.all(
    answers.filter((answer) => answer?.ok).map(async (answer) => {
      const picture = new Image();
      picture.src = URL.createObjectURL(await answer.blob());
      picture.alt = desk.querySelector("header span").textContent;
      picture.className = "leaf";
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
      return picture;
    }),
  );
  leaves.replaceChildren(...pictures);
  leaves.classList.remove("old");
  why.hidden = true;
}

for (const desk of document.querySelectorAll("[data-preview]")) {
  const form = document.getElementById(desk.dataset.form);
  let waiting = 0;
  desk.turn = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => show(desk, form, (desk.turn += 1)), PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  show(desk, form, (desk.turn += 1));
}
