// A long list of choices narrowed by what is typed; what is chosen stays in sight.

function prepare(box) {
  if (box.dataset.ready) return;
  box.dataset.ready = "1";
  const list = document.getElementById(box.dataset.narrows);
  const field = box.querySelector("input");
  const narrow = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of list.querySelectorAll(":scope > label")) {
      const text = `${row.textContent} ${row.dataset.words ?? ""}`.toLowerCase();
      row.hidden = !row.querySelector(":checked") && !words.every((word) => text.includes(word));
    }
  };
  box.hidden = false;
  field.addEventListener("input", (event) => {
    event.stopPropagation(); // looking is not filling in
    narrow();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.querySelector(":checked")?.closest("label").scrollIntoView({ block: "nearest" });
}

const all = (root) => root.querySelectorAll("[data-narrows]").forEach(prepare);
all(document);
document.addEventListener("htmx:load", (event) => all(event.detail.elt));
document.addEventListener("jinwu:added", (event) => all(event.target));
