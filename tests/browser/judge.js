// What is wrong with the page for who sees little, or nothing, or has no mouse: sentences.
() => {
  const wrong = [];
  const shown = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const called = (one) => `${one.tagName.toLowerCase()} ${one.id || one.className} “${one.textContent.trim().slice(0, 30)}”`;

  function nameOf(one) {
    const by = one.getAttribute("aria-labelledby");
    const labels = [...(one.labels ?? [])].map((label) => label.textContent).join(" ");
    const words = [one.ariaLabel, by && document.getElementById(by)?.textContent, labels, one.title, one.innerText, one.alt];
    return words.filter(Boolean).join(" ").trim();
  }

  for (const one of document.querySelectorAll("button, a[href], input:not([type=hidden]), select, textarea, summary, [role=log], [role=listbox], nav, dialog, aside, iframe, img")) {
    if (shown(one) && !nameOf(one)) wrong.push(`has no name: ${called(one)}`);
  }

  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) < at))) wrong.push(`is there twice: #${id}`);
  for (const one of document.querySelectorAll("[aria-controls], [aria-describedby], [aria-labelledby]")) {
    for (const name of ["aria-controls", "aria-describedby", "aria-labelledby"]) {
      for (const id of (one.getAttribute(name) ?? "").split(" ").filter(Boolean)) {
        if (!ids.includes(id)) wrong.push(`${name} leads nowhere: #${id}`);
      }
    }
  }

  if (document.querySelectorAll("main").length !== 1) wrong.push("has not one main part");
  const dialog = document.querySelector("dialog[open]");
  const headings = [...(dialog ?? document).querySelectorAll("h1, h2, h3, h4")].filter(shown);
  const firsts = headings.filter(({ tagName }) => tagName === "H1");
  const least = innerWidth > 760 ? 1 : 0; // a phone shows one thing at a time
  if (!dialog && (firsts.length > 1 || firsts.length < least)) wrong.push(`has ${firsts.length} first headings`);
  let before = dialog ? 1 : 2; // what stands beside the page's own heading is of the second rank
  for (const one of headings) {
    const rank = Number(one.tagName[1]);
    if (rank > before + 1) wrong.push(`skips a rank: ${called(one)}`);
    before = rank;
  }

  const channels = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return colour.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a];
  };
  const over = (top, under) => top.slice(0, 3).map((one, at) => one * top[3] + under[at] * (1 - top[3]));
  const light = (rgb) => {
    const [r, g, b] = rgb.map((one) => (one / 255 <= 0.04045 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  function ground(one) {
    if (!one) return channels(getComputedStyle(document.body).backgroundColor).slice(0, 3);
    const colour = channels(getComputedStyle(one).backgroundColor);
    return colour[3] === 1 ? colour.slice(0, 3) : over(colour, ground(one.parentElement));
  }
  function judge(one, part, behind) {
    const { color, fontSize, fontWeight } = getComputedStyle(one, part);
    let fade = 1;
    for (let at = one; at; at = at.parentElement) fade *= Number(getComputedStyle(at).opacity);
    const ink = channels(color);
    const pair = [over([...ink.slice(0, 3), ink[3] * fade], behind), behind].map(light).sort((a, b) => b - a);
    const contrast = (pair[0] + 0.05) / (pair[1] + 0.05);
    const size = parseFloat(fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
    if (contrast < least) wrong.push(`is too faint, ${contrast.toFixed(2)} of ${least}: ${part ?? ""} ${called(one)}`);
  }

  for (const one of document.body.querySelectorAll("*")) {
    if (!shown(one) || one.closest("[aria-disabled=true]") || one.getBoundingClientRect().width <= 1) continue;
    const speaks = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const behind = ground(one);
    if (speaks || one.tagName === "SELECT") judge(one, null, behind);
    if (one.dataset.letters) judge(one, "::before", behind);
    if (one.placeholder && !one.value) judge(one, "::placeholder", behind);
  }
  return wrong;
}
