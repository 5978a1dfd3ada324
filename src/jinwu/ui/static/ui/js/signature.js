// A signature from the glass: strokes become SVG path data in a hidden field, on a 328 by 104 sheet.
const WIDTH = 328;
const HEIGHT = 104;

function place(svg, event) {
  const box = svg.getBoundingClientRect();
  const x = Math.round(((event.clientX - box.left) / box.width) * WIDTH);
  const y = Math.round(((event.clientY - box.top) / box.height) * HEIGHT);
  return `${Math.min(Math.max(x, 0), WIDTH)} ${Math.min(Math.max(y, 0), HEIGHT)}`;
}

function prepare(pad) {
  if (pad.dataset.ready) return;
  pad.dataset.ready = "1";
  const svg = pad.querySelector("svg");
  const path = svg.querySelector("path");
  const field = pad.querySelector("input");
  const clear = pad.querySelector("[data-clear]");
  svg.setAttribute("preserveAspectRatio", "none");
  let strokes = field.value;
  let writing = null;
  let last = "";

  const show = () => {
    path.setAttribute("d", strokes);
    clear.hidden = !strokes;
  };
  svg.addEventListener("pointerdown", (event) => {
    writing = event.pointerId;
    svg.setPointerCapture(writing);
    last = place(svg, event);
    strokes += `M${last}l0 .1`;
    show();
    event.preventDefault();
  });
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerId !== writing) return;
    for (const point of event.getCoalescedEvents?.() ?? [event]) {
      const next = place(svg, point);
      if (next !== last) strokes += `L${next}`;
      last = next;
    }
    show();
  });
  const stop = (event) => {
    if (event.pointerId !== writing) return;
    writing = null;
    field.value = strokes;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  svg.addEventListener("pointerup", stop);
  svg.addEventListener("pointercancel", stop);
  clear.addEventListener("click", () => {
    strokes = field.value = "";
    show();
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  show();
}

const all = (root) => root.querySelectorAll("[data-signature]").forEach(prepare);
all(document);
document.addEventListener("htmx:load", (event) => all(event.detail.elt));
