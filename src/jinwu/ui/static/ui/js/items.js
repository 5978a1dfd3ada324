// Lists in a form: add one more, take one away, and where the order counts, move one up. Numbers are not reused, so what was
// typed keeps its name; an item that moves changes numbers with the one above it, for the server reads by number.

function next(box) {
  const names = Array.from(box.querySelectorAll("[name]"), (field) => field.name);
  const numbers = names.map((name) => Number(name.match(/\.(\d+)\./)?.[1] ?? -1));
  return Math.max(-1, ...numbers) + 1;
}

const numberOf = (item) => Number(item.querySelector("[name]").name.match(/\.(\d+)\./)[1]);

function renumber(item, from, to) {
  for (const field of item.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
    for (const part of ["name", "id", "for", "aria-describedby"]) {
      const held = field.getAttribute(part);
      if (held) field.setAttribute(part, held.replaceAll(`.${from}.`, `.${to}.`).replaceAll(`-${from}-`, `-${to}-`));
    }
  }
}

function moveUp(item) {
  const above = item.previousElementSibling;
  if (!above?.matches("[data-item]")) return;
  const [here, there] = [numberOf(item), numberOf(above)];
  renumber(item, here, "moving"); // never two of one name at once: choices would lose what was chosen
  renumber(above, there, here);
  renumber(item, "moving", there);
  above.before(item);
}

function prepare(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const template = box.querySelector(":scope > template");
  const add = box.querySelector(":scope > [data-add]");
  const show = () => {
    const items = box.querySelectorAll(":scope > [data-item]");
    items.forEach((item) => (item.querySelector(":scope > [data-remove]").hidden = items.length < 2));
    items.forEach((item, index) => item.querySelector(":scope > [data-up]")?.toggleAttribute("hidden", !index));
  };
  add.hidden = false;
  add.addEventListener("click", () => {
    const holder = document.createElement("div");
    holder.innerHTML = template.innerHTML.replaceAll("__n__", String(next(box)));
    const item = holder.firstElementChild;
    template.before(item);
    item.dispatchEvent(new CustomEvent("jinwu:added", { bubbles: true }));
    item.querySelector("input, select, textarea")?.focus();
    show();
  });
  box.addEventListener("click", (event) => {
    const up = event.target.closest("[data-up]");
    if (up?.closest("[data-items]") === box) {
      moveUp(up.closest("[data-item]"));
      show();
      (up.hidden ? up.closest("[data-item]").querySelector("[data-remove]") : up).focus();
      box.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    const button = event.target.closest("[data-remove]");
    if (button?.closest("[data-items]") !== box || !button.closest("[data-item]")) return;
    const item = button.closest("[data-item]");
    const beside = item.nextElementSibling?.matches("[data-item]") ? item.nextElementSibling : item.previousElementSibling;
    item.remove();
    show();
    // Whoever works without a mouse stays in the list.
    (beside?.querySelector(":scope > [data-remove]:not([hidden])") ?? add).focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });
  show();
}

const all = (root) => root.querySelectorAll("[data-items]").forEach(prepare);
all(document);
document.addEventListener("htmx:load", (event) => all(event.detail.elt));

// A list of single lines always has one empty line at its end.
document.addEventListener("input", (event) => {
  const lines = event.target.closest("[data-lines]");
  const last = lines?.lastElementChild;
  if (last && last === event.target && last.value) {
    const more = last.cloneNode();
    more.value = "";
    lines.append(more);
  }
});
