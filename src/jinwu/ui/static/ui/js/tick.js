// One control that ticks several boxes, named by their ids; each can be taken back by itself.

function prepare(button) {
  if (button.dataset.ready) return;
  button.dataset.ready = "1";
  button.hidden = false;
  button.addEventListener("click", () => {
    const boxes = button.dataset.tick.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
    for (const box of boxes) box.checked = true;
    const last = boxes.at(-1);
    last?.dispatchEvent(new Event("change", { bubbles: true }));
    last?.focus();
  });
}

const all = (root) => root.querySelectorAll("[data-tick]").forEach(prepare);
all(document);
document.addEventListener("htmx:load", (event) => all(event.target));
