// Questions of a record: what follows appears with the answer that brings it; a button that arranges them replaces only them.

const said = (item) => {
  const own = item.querySelector("[data-own]")?.value.trim();
  if (own) return own;
  const box = item.querySelector("input[name$='.answer']:checked, textarea[name$='.answer'], input.in[name$='.answer']");
  const value = box?.value.trim() ?? "";
  if (!value || box.type !== "date") return value && value + item.dataset.unit;
  const [year, month, day] = value.split("-").map(Number);
  return `${year}年${month}月${day}日`;
};

function follow(box) {
  const answers = new Map();
  for (const item of box.querySelectorAll(".ask")) {
    const { after, given, key, read } = item.dataset;
    const asked = !after || given.split("|").includes(answers.get(after));
    item.hidden = !asked;
    item.querySelector("[data-lead]")?.setAttribute("hidden", "");
    if (asked && key) answers.set(key, said(item));
    item.querySelector("[data-corrected]").hidden = !read || read === said(item);
  }
}

async function arrange(box, action) {
  const form = box.closest("form");
  const body = new FormData(form);
  body.delete("pin");
  body.set("arrange", action);
  box.setAttribute("aria-busy", "true");
  const answer = await fetch(box.dataset.asks, { method: "POST", body }).catch(() => null);
  box.removeAttribute("aria-busy");
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("f-answers");
  if (!fresh) return;
  const ended = page.getElementById("f-ended");
  const field = document.getElementById("f-ended");
  if (ended && field && !field.value) field.value = ended.value;
  text(form, page, box);
  box.replaceWith(fresh);
  prepare(fresh);
  if (action === "add") fresh.querySelector(".ask:last-child input.in")?.focus();
  else (fresh.querySelector(`[data-arrange][value="${action}"]`) ?? fresh).focus({ preventScroll: true });
  fresh.dispatchEvent(new Event("change", { bubbles: true }));
}

// The free text stands in the form only while no template asks.
function text(form, page, box) {
  for (const name of ["text", "description"]) {
    const here = form.querySelector(`textarea[name="${name}"]`)?.closest(".field");
    const there = page.querySelector(`#step-form textarea[name="${name}"]`)?.closest(".field");
    if (here && there) here.replaceWith(there);
    else if (here) here.remove();
    else if (there) box.after(there);
  }
}

function prepare(box) {
  const form = box.closest("form");
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-arrange]");
    if (!button) return;
    event.preventDefault();
    arrange(box, button.value);
  });
  box.addEventListener("change", (event) => {
    if (event.target.id === "f-template") arrange(box, "use");
    if (event.target.matches("input[type='radio']") && event.target.checked) {
      const own = event.target.closest(".ask").querySelector("[data-own]");
      if (own) own.value = "";
    }
    follow(box);
  });
  box.addEventListener("input", () => follow(box));
  const role = box.dataset.role;
  for (const one of role ? form.querySelectorAll(`input[name="${role}"]`) : []) {
    one.onchange = () => arrange(document.getElementById("f-answers"), "suit");
  }
  follow(box);
}

document.querySelectorAll("[data-asks]").forEach(prepare);
