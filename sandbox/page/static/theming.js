// The switch between the system's theme, light and dark; what is chosen holds in every tab.

const root = document.documentElement;
const buttons = document.querySelectorAll("[data-wears]");

export function switchThemes() {
  document.getElementById("theme").hidden = false;
  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.wears));
  addEventListener("storage", ({ key, newValue }) => key === "theme" && wear(newValue ?? "system"));
  wear(root.dataset.theme ?? "system");
}

function choose(theme) {
  wear(theme);
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // It holds as long as the page does.
  }
}

function wear(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.wears === theme));
}
