// A thread opens and closes beside its conversation, which stays where it is.
import { forget } from "./live.js";
import { markUnderWay } from "./send.js";
import { read, swap } from "./swap.js";

export function openThreads() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-opens-thread]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest?.("#thread")) return;
    document.querySelector("#thread [data-opens-thread]").click();
  });
  addEventListener("popstate", show);
}

async function show() {
  const pane = document.getElementById("thread");
  const wanted = new URLSearchParams(location.search).get("thread") ?? "";
  const before = pane?.dataset.thread;
  if (!pane || before === wanted) return;
  try {
    const answer = await fetch(location.href);
    forget();
    swap(read(await answer.text()));
    markUnderWay();
    goOn(before);
  } catch {
    location.reload();
  }
}

// One writes in what opened, and is back at the message when it closed.
function goOn(before) {
  const line = document.querySelector("#thread:not([hidden]) textarea");
  const link = document.getElementById(`message:${before}`)?.querySelector("[data-opens-thread]");
  (line ?? link)?.focus();
}
