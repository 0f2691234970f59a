// The boxes one types into: Enter sends, / offers commands, @ offers people.
import { offers, optionOf } from "./offers.js";

export function compose() {
  on("input", suggest);
  on("keydown", key);
  on("focusout", hide);
  document.addEventListener("mousedown", (event) => {
    const list = event.target.closest?.(".suggestions");
    if (!list) return;
    event.preventDefault(); // the caret stays where it is
    const option = event.target.closest("[role=option]");
    if (option) take(lineOf(list), option);
  });
  document.addEventListener("click", (event) => {
    const write = event.target.closest?.("[data-write]")?.dataset.write;
    const begin = event.target.closest?.("[data-begins]");
    if (write) put(main(), write, main().value.replace(/^\/\S*\s*/u, ""));
    if (begin) begins(lineOf(begin), begin.dataset.begins);
  });
  const reply = document.querySelector("#thread:not([hidden]) textarea");
  if (!matchMedia("(pointer: coarse)").matches && !document.querySelector("dialog")) (reply ?? main())?.focus();
}

// What is sent leaves the line at once, so that one can type on.
export function sendOff(form) {
  lineOf(form).value = "";
}

// What was not taken comes back, unless one typed on: as the server left it, or as it was.
export function drafted(page, form) {
  const line = lineOf(document.getElementById(form.id) ?? form);
  comeBack(line, page.getElementById(line.id)?.value ?? "");
}

export function bringBack(form, text) {
  comeBack(lineOf(document.getElementById(form.id) ?? form), text.replaceAll("\r\n", "\n"));
}

function comeBack(line, text) {
  if (line.value === "") line.value = text;
}

function on(happening, react) {
  document.addEventListener(happening, (event) => {
    if (event.target.matches?.("[data-composer] textarea")) react(event.target, event);
  });
}

function main() {
  return document.querySelector("#say textarea");
}

function lineOf(inside) {
  return inside.closest("[data-composer]").querySelector("textarea");
}

function listOf(line) {
  return line.form.querySelector(".suggestions");
}

function key(line, event) {
  const list = listOf(line);
  const chosen = list.querySelector("[aria-selected=true]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!list.hidden && step) move(line, chosen, step);
  else if (!list.hidden && event.key === "Escape") hide(line);
  else if (chosen && (event.key === "Enter" || event.key === "Tab")) take(line, chosen);
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) line.form.requestSubmit();
  else return;
  event.preventDefault();
}

function suggest(line) {
  const list = listOf(line);
  const { kind, found } = offers(line.value.slice(0, line.selectionStart), line.form.id !== "say");
  list.replaceChildren(...found.map((one, index) => optionOf(one, `${list.id}:${index}`)));
  list.className = `suggestions ${kind}`;
  list.hidden = found.length === 0;
  move(line, null, 1);
}

function move(line, chosen, step) {
  const options = [...listOf(line).children];
  if (options.length === 0) {
    line.removeAttribute("aria-activedescendant");
    return;
  }
  const at = (options.indexOf(chosen) + step + options.length) % options.length;
  options.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  options[at].scrollIntoView({ block: "nearest" });
  line.setAttribute("aria-activedescendant", options[at].id);
}

function take(line, item) {
  const caret = line.selectionStart;
  const before = line.value.slice(0, caret - Number(item.dataset.replaces));
  put(line, before + item.dataset.written, line.value.slice(caret));
}

// A button that begins a command or a name, as if one had typed it.
function begins(line, letter) {
  const before = line.value.slice(0, line.selectionStart);
  const space = letter === "@" && before && !/\s$/u.test(before) ? " " : "";
  if (letter === "/") put(line, letter, "");
  else put(line, before + space + letter, line.value.slice(line.selectionStart));
  suggest(line);
}

function put(line, before, after) {
  line.value = before + after;
  line.focus();
  line.setSelectionRange(before.length, before.length);
  hide(line);
}

function hide(line) {
  const list = listOf(line);
  list.replaceChildren();
  list.hidden = true;
  line.removeAttribute("aria-activedescendant");
}
