// Before anything is drawn: whether it stands beside another, and the theme that was chosen here.
if (self !== top) document.documentElement.classList.add("in-pane");
try {
  const chosen = localStorage.getItem("theme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
} catch {
  // A browser that keeps nothing follows the system.
}
