// The amount in words under a field of money. The rule stands on the server; the page only asks.
const waiting = new WeakMap();

async function write(field) {
  const output = field.parentElement.querySelector(`output[for="${field.id}"]`);
  const amount = field.value;
  const answer = await fetch(`${field.dataset.amount}?amount=${encodeURIComponent(amount)}`).catch(() => null);
  if (answer?.ok && field.value === amount) output.textContent = await answer.text();
}

document.addEventListener("input", (event) => {
  const field = event.target.closest("[data-amount]");
  if (!field) return;
  clearTimeout(waiting.get(field));
  waiting.set(field, setTimeout(write, 200, field));
});
