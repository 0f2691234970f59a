// Puts what the server drew anew in place of what changed, and leaves the rest alone.
import { swapLayer } from "./layer.js";

const NEAR_THE_END = 80;
const drawn = new WeakMap(); // each element as the server drew it

for (const region of document.querySelectorAll("[data-live]")) remember(region);

export function read(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

export function swap(page, sent) {
  const focused = document.activeElement;
  const place = focused?.closest("#layer") ? "" : focused?.closest("[id]")?.id;
  for (const region of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(region.id);
    if (fresh) swapRegion(region, fresh);
  }
  document.title = page.title;
  swapLayer(page, sent);
  if (place && !document.contains(focused)) {
    const again = document.getElementById(place);
    (again?.querySelector("button, a, input") ?? again)?.focus();
  }
}

export function followMessages() {
  const list = document.querySelector("[data-follow]");
  if (list) list.scrollTop = list.scrollHeight;
}

function remember(region) {
  for (const child of region.children) drawn.set(child, child.outerHTML);
}

function swapRegion(region, fresh) {
  const atEnd = region.scrollHeight - region.scrollTop - region.clientHeight < NEAR_THE_END;
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
  if (atEnd && "follow" in region.dataset) region.scrollTop = region.scrollHeight;
}
