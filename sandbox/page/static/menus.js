// Menus close at Escape, at a press elsewhere and after a choice; arrows move in them.

const MARGIN = 16;

export function closeMenus() {
  document.addEventListener("click", (event) => {
    for (const menu of opened()) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("submit", (event) => {
    const menu = event.submitter?.closest(".overflow");
    if (menu) close(menu);
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.target.closest?.(".overflow[open]");
    if (menu) key(menu, event);
  });
  document.addEventListener("toggle", (event) => {
    const { target } = event;
    if (target.matches(".overflow[open]")) bringIntoSight(target.querySelector(".menu"));
  }, true);
  addEventListener("resize", () => {
    for (const menu of opened()) bringIntoSight(menu.querySelector(".menu"));
  });
}

function bringIntoSight(menu) {
  menu.style.left = "";
  menu.classList.remove("up");
  const around = (menu.closest(".messages, .modal-body") ?? document.body).getBoundingClientRect();
  const { right, bottom, top, height } = menu.getBoundingClientRect();
  const over = right - around.right + MARGIN;
  if (over > 0) menu.style.left = `${-over}px`;
  menu.classList.toggle("up", bottom > around.bottom && top - height - MARGIN * 3 > around.top);
  menu.scrollIntoView({ block: "nearest" });
}

function opened() {
  return document.querySelectorAll(".overflow[open]");
}

function close(menu) {
  menu.open = false;
  menu.querySelector("summary").focus();
}

function key(menu, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) move(menu, step);
  else if (event.key === "Escape") close(menu);
  else return;
  event.preventDefault();
}

function move(menu, step) {
  const items = [...menu.querySelectorAll(".menu a, .menu button:not([hidden])")];
  const at = items.indexOf(document.activeElement);
  const next = at < 0 && step < 0 ? items.length - 1 : at + step;
  items[(next + items.length) % items.length].focus();
}
