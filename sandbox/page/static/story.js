// The first story: a link that fills the line, where that line is on this page already.

export function tellStory() {
  arrive();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-fills]");
    const text = document.querySelector("#say textarea");
    if (!link || !text || new URL(link.href).pathname !== location.pathname) return;
    event.preventDefault();
    fill(text, link.dataset.fills);
  });
}

// A page that was opened with a line filled in is, loaded anew, the same page without it.
function arrive() {
  const address = new URL(location.href);
  if (!address.searchParams.has("write")) return;
  address.searchParams.delete("write");
  history.replaceState(null, "", address);
  const text = document.querySelector("#say textarea");
  if (text) fill(text, text.value);
}

function fill(text, line) {
  text.value = line;
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.focus();
  text.setSelectionRange(line.length, line.length);
}
