// What a box offers for what stands before the caret: commands as the app describes them, people.

const AT = /(?:^|\s)@([^\s@]*)$/u;
const COMMAND = /^\/(\S*)$/u;

export function offers(before, inThread) {
  const at = AT.exec(before);
  if (at) return { kind: "names", found: people(at[1].toLowerCase()) };
  const command = inThread ? null : COMMAND.exec(before);
  return { kind: "orders", found: command ? commands(command[0]) : [] };
}

export function optionOf({ drawn, written, replaces }, id) {
  const item = document.createElement("li");
  item.id = id;
  item.role = "option";
  item.append(...drawn);
  item.dataset.written = written;
  item.dataset.replaces = replaces;
  return item;
}

function people(start) {
  return [...document.querySelectorAll("#colleagues > li")]
    .filter(({ dataset }) => dataset.name.toLowerCase().startsWith(start))
    .map((person) => ({
      drawn: person.cloneNode(true).childNodes,
      written: `@${person.dataset.name} `,
      replaces: start.length + 1,
    }));
}

function commands(start) {
  return [...document.querySelectorAll("[data-command]")]
    .filter(({ dataset }) => dataset.command.startsWith(start))
    .map((described) => ({
      drawn: command(described),
      written: `${described.dataset.command} `,
      replaces: start.length,
    }));
}

function command(described) {
  const [name, about] = described.children;
  const mark = document.createElement("span");
  mark.className = "avatar app";
  const both = document.createElement("div");
  const first = document.createElement("b");
  first.textContent = described.dataset.command;
  const usage = document.createElement("span");
  usage.textContent = ` ${name.querySelector("span").textContent}`;
  const second = document.createElement("p");
  second.textContent = about.textContent;
  both.append(first, usage, second);
  const by = document.createElement("span");
  by.className = "by";
  by.textContent = described.parentElement.dataset.by;
  return [mark, both, by];
}
