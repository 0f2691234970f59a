// The form or the question that lies over the page.

const layer = document.getElementById("layer");

export function showLayer() {
  const dialog = layer.querySelector("dialog");
  if (!dialog) return;
  dialog.removeAttribute("open");
  dialog.showModal();
  dialog.querySelector("[aria-invalid]")?.focus();
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector("[data-dismiss]")?.click();
  });
}

// What is being filled in stays, unless it is another form or the answer to this one.
export function swapLayer(page, sent) {
  const fresh = page.getElementById("layer");
  if (!fresh) return;
  const answered = Boolean(sent) && layer.contains(sent);
  const asking = layer.dataset.key === "confirm" && !sent;
  if (asking || (fresh.dataset.key === layer.dataset.key && !answered)) return;
  layer.dataset.key = fresh.dataset.key;
  layer.replaceChildren(...fresh.children);
  showLayer();
}

export function clearLayer() {
  layer.dataset.key = "";
  layer.replaceChildren();
}
