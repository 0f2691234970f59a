// What somebody typed or chose that the server has not drawn, carried over to a form drawn anew.

export function touched(layer) {
  return fieldsOf(layer).filter(isTouched).map(({ name, value, checked, type }) => ({ name, value, checked, type }));
}

export function put(layer, typed) {
  const fields = fieldsOf(layer);
  for (const { name, value, checked, type } of typed) {
    const same = fields.filter((field) => field.name === name && field.type === type);
    if (isTick(type)) for (const field of same) field.checked = field.value === value ? checked : field.checked;
    else for (const field of same) if (takes(field, value)) field.value = value;
  }
}

export function placeIn(layer) {
  const focused = document.activeElement;
  if (!layer.contains(focused)) return null;
  const { id, selectionStart, selectionEnd } = focused;
  return { id, caret: [selectionStart, selectionEnd], scroll: bodyOf(layer).scrollTop };
}

export function goTo(layer, place) {
  const again = place?.id && document.getElementById(place.id);
  if (!again || layer.querySelector("[aria-invalid]")) return;
  again.focus();
  if (typeof place.caret[0] === "number") again.setSelectionRange(...place.caret);
  bodyOf(layer).scrollTop = place.scroll;
}

function bodyOf(layer) {
  return layer.querySelector(".modal-body");
}

function fieldsOf(layer) {
  const form = layer.querySelector("#form");
  return form ? [...form.elements].filter((field) => field.name && field.type !== "submit") : [];
}

function isTick(type) {
  return type === "checkbox" || type === "radio";
}

function isTouched(field) {
  if (isTick(field.type)) return field.checked !== field.defaultChecked;
  if (field.type !== "select-one") return field.value !== field.defaultValue;
  const drawn = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
  return field.value !== drawn.value;
}

function takes(field, value) {
  return field.type !== "select-one" || [...field.options].some((option) => option.value === value);
}
