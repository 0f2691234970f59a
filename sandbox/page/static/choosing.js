// What is chosen where a choice is sent at once, and links that are presses too.

export function sendChoices() {
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[type=text]:not([data-value]), textarea")) go(event.target);
  });
  document.addEventListener("keydown", (event) => {
    const line = event.target.closest?.("[data-chooses] input[type=text]:not([data-suggest])");
    if (!line || event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    go(line);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-presses]");
    if (link) link.nextElementSibling.click();
  });
}

function go(control) {
  control.closest("[data-chooses]")?.querySelector(".go").click();
}
