// Looks again whenever the server says that something changed.
import { markUnderWay } from "./send.js";
import { read, swap } from "./swap.js";

const NOW_AND_THEN = 20_000; // the clock on the page goes on
const SOON = 2_000;
const offline = document.getElementById("offline");
const tabs = new BroadcastChannel("changes");
let looking = false;
let again = false;
let turn = 0;

export function listen() {
  tabs.onmessage = ({ data }) => hear(data);
  document.addEventListener("visibilitychange", look);
  setInterval(look, NOW_AND_THEN);
  // A browser keeps six connections to one place: one tab listens and tells the others.
  if (navigator.locks) navigator.locks.request("changes", () => new Promise(connect));
  else connect();
  look(); // what changed after the page was drawn and before it listened
}

// What was asked for before now is older than what is shown.
export function forget() {
  turn += 1;
}

function connect() {
  const source = new EventSource("/changes");
  source.onopen = () => tell("connected");
  source.onmessage = () => tell("changed");
  source.onerror = () => {
    tell("lost");
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, SOON);
  };
}

function tell(news) {
  tabs.postMessage(news);
  hear(news);
}

function hear(news) {
  offline.hidden = news !== "lost";
  if (news !== "lost") look();
}

export async function look() {
  if (document.hidden) return;
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  const asked = turn;
  try {
    const answer = await fetch(location.href);
    const html = await answer.text();
    if (asked !== turn) again = true;
    else if (answer.ok) {
      swap(read(html));
      markUnderWay();
    }
  } catch {
    // The stream notices too, and says so.
  } finally {
    looking = false;
    if (again) {
      again = false;
      look();
    }
  }
}
