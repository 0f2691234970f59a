// Two people side by side: whom each pane shows follows what is chosen, and what happens in it.

const panes = [...document.querySelectorAll(".pane")];
const words = () => panes.map((pane) => pane.querySelector("select").value);

for (const pane of panes) {
  const select = pane.querySelector("select");
  const frame = pane.querySelector("iframe");
  select.addEventListener("change", () => {
    frame.contentWindow.location.replace(`/as/${select.value}/in/dm`);
  });
  frame.addEventListener("load", () => follow(frame, select));
  follow(frame, select); // it may have come before this script
}

// The clock of both; the panes look by themselves.
document.getElementById("clock").addEventListener("submit", async (event) => {
  event.preventDefault();
  const { target, submitter } = event;
  const body = new URLSearchParams(new FormData(target, submitter));
  const answer = await fetch(target.action, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["now", "ways"]) document.getElementById(id).replaceWith(page.getElementById(id));
});

// Somebody may have become somebody else inside.
function follow(frame, select) {
  const who = /^\/as\/([^/]+)/u.exec(frame.contentWindow.location.pathname)?.[1];
  if (!who || ![...select.options].some((option) => option.value === who)) return;
  select.value = who;
  const name = select.selectedOptions[0].dataset.name;
  frame.title = `What ${name} sees`;
  document.querySelector(`[data-of=${select.id}]`).textContent = name;
  history.replaceState(null, "", `/beside/${words().join("/")}`);
}
