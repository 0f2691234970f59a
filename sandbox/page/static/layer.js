// The form or the question that lies over the page.
import { comeBack } from "./places.js";
import { goTo, placeIn, put, touched } from "./typed.js";

const layer = document.getElementById("layer");
const FIRST = ".field :is(input:not([hidden]), select, textarea)";
const FORMS = new Set(["form", "close", "confirmed"]); // what can be sent from here

export function showLayer() {
  const dialog = layer.querySelector("dialog");
  if (!dialog) return;
  dialog.removeAttribute("open");
  dialog.showModal();
  if (!dialog.querySelector("[autofocus]")) dialog.querySelector(FIRST)?.focus();
  const wrong = dialog.querySelector(".field.wrong");
  wrong?.querySelector("[aria-invalid]")?.focus();
  wrong?.scrollIntoView({ block: "nearest" });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    dialog.querySelector("[data-dismiss]")?.click();
  });
}

// What is being filled in stays, unless it is another form or the answer to this one.
export function swapLayer(page, sent) {
  const fresh = page.getElementById("layer");
  if (!fresh) return;
  const answered = FORMS.has(sent?.id);
  const asking = layer.dataset.key === "confirm" && !sent;
  if (asking || (fresh.dataset.key === layer.dataset.key && !answered)) return;
  const same = fresh.dataset.form === layer.dataset.form;
  const typed = same ? touched(layer) : [];
  const place = same ? placeIn(layer) : null;
  Object.assign(layer.dataset, fresh.dataset);
  layer.replaceChildren(...fresh.children);
  put(layer, typed);
  showLayer();
  if (place) goTo(layer, place);
  if (!layer.firstElementChild) comeBack();
}

export function clearLayer() {
  layer.dataset.key = "";
  layer.replaceChildren();
  comeBack();
}
