// The street: the time that runs, the position, what the book knows of a party, and the picture of the decision.

for (const shown of document.querySelectorAll("[data-since]")) {
  const began = Date.parse(shown.dataset.since);
  const ahead = Date.parse(shown.dataset.now) - Date.now(); // the server's clock counts, also a demonstration's
  const two = (n) => String(n).padStart(2, "0");
  const tick = () => {
    const all = Math.max(0, Math.floor((Date.now() + ahead - began) / 1000));
    const hours = Math.floor(all / 3600);
    const minutes = Math.floor((all % 3600) / 60);
    shown.textContent = hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
  };
  tick();
  setInterval(tick, 1000);
}

for (const button of document.querySelectorAll("[data-locate]")) {
  const [finding, found, none] = button.dataset.locate.split("|");
  const said = document.querySelector("[data-located]");
  const field = (name) => document.querySelector(`[name="${name}"]`);
  button.hidden = !navigator.geolocation;
  button.addEventListener("click", () => {
    said.textContent = finding;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field("latitude").value = coords.latitude.toFixed(6);
        field("longitude").value = coords.longitude.toFixed(6);
        field("longitude").dispatchEvent(new Event("change", { bubbles: true }));
        said.textContent = found.replace("{n}", Math.round(coords.accuracy));
      },
      () => {
        said.textContent = none;
      },
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 60000 },
    );
  });
}

// Where the line is gone, the case goes on in the page that this phone keeps: its worker hands over what stands here, which
// is written down nowhere in between.
const street = document.querySelector("form[data-page-key]");
const worker = navigator.serviceWorker;
worker?.getRegistration("/street/").then((found) => {
  for (const link of document.querySelectorAll("[data-go-on]")) link.hidden = !found;
});
function goOn(event) {
  if (!worker?.controller || !street) return;
  event.preventDefault();
  const typed = [...new FormData(street)].filter(([, value]) => typeof value === "string" && value);
  worker.controller.postMessage({ carry: { ...JSON.parse(street.dataset.carried), at: street.dataset.pageKey, typed } });
  location.href = document.querySelector("[data-go-on]").href;
}
for (const link of document.querySelectorAll("[data-go-on]")) link.addEventListener("click", goOn);
street?.addEventListener("submit", (event) => navigator.onLine || goOn(event));

// One tap puts usual words into a field, or ticks what was done; a tier leads on to the amount.
for (const one of document.querySelectorAll(".puts, [data-tick]")) one.hidden = false;
document.addEventListener("click", (event) => {
  const put = event.target.closest("[data-put]");
  const tick = event.target.closest("[data-tick]");
  if (put) {
    const before = put.dataset.after ? document.getElementById(put.dataset.after).value : "";
    const field = document.getElementById(put.dataset.put);
    field.value = put.dataset.text.replace("{place}", before);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const name of tick?.dataset.tick.split(" ") ?? []) {
    const box = document.querySelector(`input[type=checkbox][name="${name}"]`);
    if (box) box.checked = true;
  }
  if (tick) {
    tick.dispatchEvent(new Event("change", { bubbles: true }));
    document.getElementById(tick.dataset.then)?.focus();
  }
});
document.addEventListener("change", (event) => {
  if (event.target.matches("#street [name=tier], .pocket [name=tier]")) document.getElementById("f-amount")?.focus();
});

// What the book knows fills only what is still empty.
document.addEventListener("htmx:afterSwap", () => {
  for (const known of document.querySelectorAll("[data-fill]")) {
    const field = document.querySelector(`[name="${known.dataset.fill}"]`);
    if (field && !field.value) field.value = known.dataset.value;
    known.remove();
  }
});

// The amount in large figures follows the field; its words come from the server (ui/js/amount.js).
const large = document.querySelector("[data-amount-shown]");
if (large) {
  const form = document.querySelector("#street");
  const words = document.querySelector("[data-words-shown]");
  const output = form.querySelector("output.words");
  form.addEventListener("input", (event) => {
    if (event.target.name === "amount") large.textContent = event.target.value || "0";
  });
  if (output) {
    new MutationObserver(() => {
      words.textContent = output.textContent;
    }).observe(output, { childList: true, characterData: true, subtree: true });
  }
}

// The picture is drawn from the draft: once that is kept, it is asked for again.
const picture = document.querySelector("[data-picture]");
if (picture) {
  const plain = picture.src.split("?")[0];
  document.addEventListener("jinwu:kept", () => {
    picture.src = `${plain}?${Date.now()}`;
  });
}

// The first thing to type is where typing begins.
const first = document.querySelector("[data-focus]");
if (first && !document.querySelector(".errors")) document.getElementById(first.dataset.focus)?.focus({ preventScroll: true });
