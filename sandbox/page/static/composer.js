// The line one types into: Enter sends, / offers commands, @ offers people.

const text = document.getElementById("text");
const list = document.getElementById("suggestions");
const AT = /(?:^|\s)@([^\s@]*)$/u;
const COMMAND = /^\/(\S*)$/u;
const MOST = 8;

export function compose() {
  if (!text) return;
  text.addEventListener("input", () => {
    grow();
    suggest();
  });
  text.addEventListener("keydown", key);
  text.addEventListener("blur", hide);
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the caret stays where it is
    const option = event.target.closest("[role=option]");
    if (option) take(option);
  });
  document.addEventListener("click", (event) => {
    const write = event.target.closest?.("[data-write]")?.dataset.write;
    if (write) put(write, text.value.replace(/^\/\S*\s*/u, ""));
  });
  if (!matchMedia("(pointer: coarse)").matches && !document.querySelector("dialog")) text.focus();
}

// After sending, the line is what the server left in it, unless one typed on.
export function drafted(page, sent) {
  if (text.value.replaceAll("\n", "\r\n") === sent) text.value = page.getElementById("text").value;
  grow();
}

function key(event) {
  const chosen = list.querySelector("[aria-selected=true]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!list.hidden && step) move(chosen, step);
  else if (!list.hidden && event.key === "Escape") hide();
  else if (chosen && (event.key === "Enter" || event.key === "Tab")) take(chosen);
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) text.form.requestSubmit();
  else return;
  event.preventDefault();
}

function suggest() {
  const before = text.value.slice(0, text.selectionStart);
  const at = AT.exec(before);
  const command = COMMAND.exec(before);
  const offered = at ? people(at[1]) : command ? commands(command[0]) : [];
  list.replaceChildren(...offered.slice(0, MOST).map(option));
  list.hidden = list.children.length === 0;
  text.setAttribute("aria-expanded", String(!list.hidden));
  move(null, 1);
}

function people(start) {
  const names = JSON.parse(document.body.dataset.people);
  return names
    .filter((name) => name.toLowerCase().startsWith(start.toLowerCase()))
    .map((name) => ({ label: `@${name}`, written: `@${name} `, replaces: start.length + 1 }));
}

function commands(start) {
  return [...document.querySelectorAll("[data-write]")]
    .map((button) => button.dataset.write)
    .filter((name) => name.startsWith(start) && name.trim() !== start)
    .map((name) => ({ label: name, written: name, replaces: start.length }));
}

function option({ label, written, replaces }, index) {
  const item = document.createElement("li");
  item.id = `suggestion:${index}`;
  item.role = "option";
  item.textContent = label;
  item.dataset.written = written;
  item.dataset.replaces = replaces;
  return item;
}

function move(chosen, step) {
  const options = [...list.children];
  if (options.length === 0) {
    text.removeAttribute("aria-activedescendant");
    return;
  }
  const at = (options.indexOf(chosen) + step + options.length) % options.length;
  options.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  text.setAttribute("aria-activedescendant", options[at].id);
}

function take(item) {
  const caret = text.selectionStart;
  const before = text.value.slice(0, caret - Number(item.dataset.replaces));
  put(before + item.dataset.written, text.value.slice(caret));
}

function put(before, after) {
  text.value = before + after;
  text.focus();
  text.setSelectionRange(before.length, before.length);
  grow();
  hide();
}

function hide() {
  list.replaceChildren();
  list.hidden = true;
  text.setAttribute("aria-expanded", "false");
  text.removeAttribute("aria-activedescendant");
}

function grow() {
  text.rows = Math.min(8, text.value.split("\n").length);
}
