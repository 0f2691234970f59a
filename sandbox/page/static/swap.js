// Puts what the server drew anew in place of what changed, and leaves the rest alone.
import { swapLayer } from "./layer.js";
import { goTo, placesOf } from "./places.js";

const NEAR_THE_END = 80;
const drawn = new WeakMap(); // each element as the server drew it

rememberAll(document);

export function read(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

export function swap(page, sent) {
  const focused = document.activeElement;
  const places = focused?.closest("#layer") ? [] : placesOf(focused);
  swapPane(page);
  for (const region of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(region.id);
    if (fresh) swapRegion(region, fresh);
  }
  document.title = page.title;
  swapLayer(page, sent);
  if (!document.contains(focused)) goTo(places);
}

export function followMessages() {
  for (const list of document.querySelectorAll("[data-follow]")) list.scrollTop = list.scrollHeight;
}

function rememberAll(inside) {
  for (const region of inside.querySelectorAll("[data-live]")) {
    for (const child of region.children) drawn.set(child, child.outerHTML);
  }
}

// The thread that the address names; an answer to something else leaves it alone.
function swapPane(page) {
  const pane = document.getElementById("thread");
  const fresh = page.getElementById("thread");
  const wanted = new URLSearchParams(location.search).get("thread") ?? "";
  if (!pane || !fresh || pane.dataset.thread === wanted || fresh.dataset.thread !== wanted) return;
  pane.replaceWith(document.adoptNode(fresh));
  document.querySelector(".conversation").classList.toggle("with-thread", wanted !== "");
  rememberAll(fresh);
  for (const list of fresh.querySelectorAll("[data-follow]")) list.scrollTop = list.scrollHeight;
}

function swapRegion(region, fresh) {
  const scroller = region.closest("[data-follow]");
  const atEnd = scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_THE_END;
  const before = new Map([...region.children].map((child) => [child.id || drawn.get(child), child]));
  let spot = region.firstElementChild;
  for (const next of [...fresh.children]) {
    const html = next.outerHTML;
    const old = before.get(next.id || html);
    before.delete(next.id || html);
    if (old && drawn.get(old) === html) {
      if (old === spot) spot = spot.nextElementSibling;
      else region.insertBefore(old, spot);
      continue;
    }
    const placed = document.adoptNode(next);
    if (old === spot) spot = spot?.nextElementSibling ?? null;
    region.insertBefore(placed, spot);
    old?.remove();
    drawn.set(placed, html);
  }
  for (const gone of before.values()) gone.remove();
  if (atEnd) scroller.scrollTop = scroller.scrollHeight;
}
