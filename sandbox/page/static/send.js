// Sends forms without leaving the page, each once until it is answered.
import { bringBack, drafted, sendOff } from "./composer.js";
import { clearLayer } from "./layer.js";
import { forget, look } from "./live.js";
import { leave } from "./places.js";
import { read, swap } from "./swap.js";

const underWay = new Map(); // what is sent, by the form's id, and by which button
const next = new Map(); // the choice that was made while its form was under way
const toasts = document.getElementById("toasts");

export function sendForms() {
  document.addEventListener("submit", (event) => {
    if ("leads" in event.target.dataset) return; // to another page
    event.preventDefault();
    const form = event.target;
    if (!form.closest("#layer")) leave(event.submitter ?? document.activeElement);
    if (form.getAttribute("method") === "post") send(form, event.submitter);
    else {
      clearLayer();
      look();
    }
  });
}

// A swap may have drawn a waiting button anew.
export function markUnderWay() {
  for (const id of underWay.keys()) mark(id, true);
}

async function send(form, submitter) {
  const { id } = form;
  if (underWay.has(id)) {
    if (submitter?.matches(".go")) next.set(id, submitter.id);
    return;
  }
  const body = new URLSearchParams(new FormData(form, submitter));
  underWay.set(id, submitter);
  mark(id, true);
  if ("composer" in form.dataset) sendOff(form);
  try {
    const action = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
    const answer = await fetch(action, { method: "POST", body });
    const text = await answer.text();
    forget();
    if (answer.headers.get("Content-Type")?.startsWith("text/html")) show(read(text), form, body);
    else toast(text.split("\n")[0]);
  } catch {
    if ("composer" in form.dataset) bringBack(form, body.get("text"));
    toast("The sandbox does not answer. Nothing was sent, or it is not known whether it was.");
  } finally {
    underWay.delete(id);
    mark(id, false);
    const then = next.get(id);
    next.delete(id);
    if (then) document.getElementById(then)?.click();
  }
}

function show(page, form, body) {
  swap(page, form);
  markUnderWay();
  toasts.replaceChildren(...page.getElementById("toasts").children);
  if ("composer" in form.dataset) drafted(page, form);
  if ("writes" in form.dataset) written(form.elements.text, body.get("text"));
}

// What was written is there now; what one typed on stays.
function written(line, sent) {
  if (line.value.trim() === sent.replaceAll("\r\n", "\n").trim()) line.value = "";
}

function toast(sentence) {
  const shown = document.createElement("p");
  shown.className = "toast";
  shown.textContent = sentence;
  toasts.replaceChildren(shown);
}

function mark(id, waiting) {
  const form = document.getElementById(id);
  const buttons = form ? [...form.elements].filter((one) => one.type === "submit" && !one.matches(".go, .leave")) : [];
  for (const button of buttons) {
    // Not `disabled`, which would take the focus away.
    if (waiting) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    button.toggleAttribute("aria-busy", waiting && (buttons.length === 1 || button === underWay.get(id)));
  }
}
