// A draft is kept while one types: the form is posted to its data-autosave a moment after the last change.
// The answer's text ("09:42 已自动保存") stands where the form has [data-saved].
const PAUSE = 1200;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
  let waiting = 0;
  let running = null;

  async function save() {
    running?.abort();
    running = new AbortController();
    const answer = await fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      signal: running.signal,
    }).catch(() => null);
    if (answer?.status === 401 && said) said.textContent = (await answer.text()).slice(0, 80);
    if (!answer?.ok) return;
    form.dispatchEvent(new CustomEvent("jinwu:kept", { bubbles: true }));
    if (said) said.textContent = (await answer.text()).slice(0, 80);
  }

  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      clearTimeout(waiting);
      waiting = setTimeout(save, PAUSE);
    });
  }
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    running?.abort();
  });
}
