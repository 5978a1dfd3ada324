// An article opens on the spot: what is typed stays, Escape and "close" lead back to where one was. Without this: a page.
const box = document.querySelector("[data-article]");

function button() {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn soft sm";
  close.textContent = box.dataset.close;
  close.addEventListener("click", () => box.close());
  return close;
}

function lost(url) {
  const said = document.createElement("p");
  said.id = "article-title";
  said.textContent = box.dataset.lost;
  const apart = document.createElement("a");
  apart.href = url;
  apart.target = "_blank";
  apart.rel = "noopener";
  apart.textContent = box.dataset.apart;
  return [said, apart];
}

async function open(url) {
  const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok && !answer.redirected) box.innerHTML = await answer.text();
  else box.replaceChildren(...lost(url));
  const bar = document.createElement("div");
  bar.className = "actions";
  bar.append(button());
  box.append(bar);
  box.scrollTop = 0;
  if (!box.open) box.showModal();
}

document.addEventListener("click", (event) => {
  if (event.target === box) box.close(); // beside it
  const link = event.target.closest?.("a.cite, [data-article] a[data-here]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (!box.open) link.focus();
  open(link.href);
});

box.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  open(`${form.action}?${new URLSearchParams(new FormData(form))}`);
});
