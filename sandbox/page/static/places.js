// Where one was, by ids, so that one is there again after the page was drawn anew.

const USED = "summary, button:not([hidden]), a[href], input:not([type=hidden]), select, textarea";
let left = [];

export function placesOf(element) {
  const places = [];
  for (let at = element?.closest("[id]"); at; at = at.parentElement?.closest("[id]")) places.push(at.id);
  return places;
}

export function goTo(places) {
  for (const id of places) {
    const place = document.getElementById(id);
    for (const one of [place, place?.querySelector(USED)]) {
      one?.focus();
      if (one && one === document.activeElement) return;
    }
  }
}

// Something will lie over the page: one comes back to here.
export function leave(element) {
  left = placesOf(element);
}

export function comeBack() {
  goTo(left);
}
