// Light, dark, or as the machine is set. The choice is a cookie, so the server writes it into the page: no flash.
const COOKIE = "jinwu_theme";
const THEMES = ["", "light", "dark"];
const root = document.documentElement;

function choose(theme) {
  if (theme) root.dataset.theme = theme;
  else delete root.dataset.theme;
  const age = theme ? 365 * 24 * 3600 : 0;
  document.cookie = `${COOKIE}=${theme}; path=/; max-age=${age}; samesite=lax`;
}

for (const button of document.querySelectorAll("[data-theme-switch]")) {
  const words = button.dataset.words.split("|");
  const show = () => {
    button.textContent = words[THEMES.indexOf(root.dataset.theme ?? "")];
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    choose(THEMES[(THEMES.indexOf(root.dataset.theme ?? "") + 1) % THEMES.length]);
    show();
  });
  show();
}
