// Selects whose options the app suggests while one types.

const PAUSE = 200;
const NOTHING = "Nothing found.";
const LOOKING = "Looking…";
const SILENCE = "The sandbox does not answer. Try again?";
let soon = 0;
let turn = 0;

export function suggestOptions() {
  on("input", (line) => query(line));
  on("click", (line) => !isOpen(line) && openAtOnce(line));
  on("focusout", leave);
  on("keydown", key);
  document.addEventListener("mousedown", (event) => {
    const list = event.target.closest?.(".suggested");
    if (!list) return;
    event.preventDefault(); // the caret stays where it is
    const option = event.target.closest("[role=option]");
    if (option) take(partsOf(list).line, option);
  });
  for (const happening of ["scroll", "resize"]) addEventListener(happening, moveAlong, true);
}

function on(happening, react) {
  document.addEventListener(happening, (event) => {
    if (event.target.matches?.("[data-suggest]")) react(event.target, event);
  });
}

function partsOf(inside) {
  const whole = inside.closest("[data-external]");
  return {
    line: whole.querySelector("[data-suggest]"),
    label: whole.querySelector("[data-label]"),
    value: whole.querySelector("[data-value]"),
    list: whole.querySelector(".suggested"),
    said: whole.querySelector("[role=status]"),
    options: whole.querySelector("[role=listbox]"),
  };
}

function isOpen(line) {
  return partsOf(line).list.matches(":popover-open");
}

function key(line, event) {
  const { options, label } = partsOf(line);
  const active = options.querySelector("[aria-selected=true]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && isOpen(line)) move(line, active, step);
  else if (step) openAtOnce(line);
  else if (event.key === "Escape" && isOpen(line)) leave(line);
  else if (event.key === "Tab" && active) return take(line, active);
  else if (event.key === "Enter" && active) take(line, active);
  else if (event.key !== "Enter" || line.value === label.value) return;
  event.preventDefault();
}

// What is chosen already is no query.
function openAtOnce(line) {
  const chosen = line.value === partsOf(line).label.value;
  if (chosen) line.select();
  query(line, chosen ? "" : line.value);
}

function query(line, words = line.value) {
  const least = Number(line.dataset.least);
  clearTimeout(soon);
  turn += 1;
  if (words.length >= least) {
    show(line, LOOKING, []);
    soon = setTimeout(look, PAUSE, line, words, turn);
  } else if (words) show(line, `Type at least ${least} characters.`, []);
  else hide(line);
}

async function look(line, words, asked) {
  let found = { options: [], said: SILENCE };
  try {
    const body = new URLSearchParams({ query: words });
    const answer = await fetch(line.dataset.suggest, { method: "POST", body });
    if (answer.ok) found = await answer.json();
  } catch {
    // It is said as any other silence is.
  }
  if (asked !== turn || !document.contains(line)) return;
  show(line, found.said || (found.options.length === 0 ? NOTHING : ""), found.options);
}

function show(line, sentence, found) {
  const { list, said, options } = partsOf(line);
  said.textContent = sentence;
  said.classList.toggle("waits", sentence === LOOKING);
  options.replaceChildren(...found.map((one, index) => optionOf(one, `${options.id}:${index}`)));
  list.showPopover();
  line.setAttribute("aria-expanded", "true");
  place(line, list);
  move(line, null, 1);
}

function optionOf({ value, label, about }, id) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.dataset.value = value;
  item.dataset.label = label;
  item.textContent = label;
  if (about) {
    const small = document.createElement("small");
    small.textContent = ` ${about}`;
    item.append(small);
  }
  return item;
}

function move(line, active, step) {
  const several = [...partsOf(line).options.children];
  line.removeAttribute("aria-activedescendant");
  if (several.length === 0) return;
  const at = (several.indexOf(active) + step + several.length) % several.length;
  several.forEach((item, index) => item.setAttribute("aria-selected", String(index === at)));
  several[at].scrollIntoView({ block: "nearest" });
  line.setAttribute("aria-activedescendant", several[at].id);
}

function take(line, option) {
  choose(line, option.dataset.value, option.dataset.label);
}

function choose(line, chosen, words) {
  const { value, label } = partsOf(line);
  const changed = value.value !== chosen;
  value.value = chosen;
  label.value = words;
  line.value = words;
  hide(line);
  if (changed) value.dispatchEvent(new Event("change", { bubbles: true }));
}

// An emptied line chooses nothing; a query without a choice leaves what was chosen.
function leave(line) {
  const { value, label } = partsOf(line);
  if (line.value) choose(line, value.value, label.value);
  else choose(line, "", "");
}

function hide(line) {
  const { list, options } = partsOf(line);
  clearTimeout(soon);
  turn += 1;
  options.replaceChildren();
  line.setAttribute("aria-expanded", "false");
  line.removeAttribute("aria-activedescendant");
  if (list.matches(":popover-open")) list.hidePopover();
}

function place(line, list) {
  const { left, bottom, top, width } = line.getBoundingClientRect();
  const below = innerHeight - bottom > list.offsetHeight || bottom < innerHeight / 2;
  list.style.left = `${left}px`;
  list.style.width = `${width}px`;
  list.style.top = below ? `${bottom + 2}px` : `${top - list.offsetHeight - 2}px`;
}

function moveAlong(event) {
  const list = document.querySelector(".suggested:popover-open");
  if (list && !event.target.closest?.(".suggested")) place(partsOf(list).line, list);
}
