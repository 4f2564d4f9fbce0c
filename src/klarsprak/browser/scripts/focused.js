// Where focus went since the last look. A place is a number in the list of elements that
// Tab should reach, -1 for the page itself (focus is outside all elements), -2 for others.
const state = window.__klarsprak;
const place = (element) => {
  if (!element || element === document.body || element === document.documentElement) {
    return -1;
  }
  const at = state.tabbable.indexOf(element);
  if (at >= 0) return at;
  const radio = element.type === 'radio' && element.name
    ? state.tabbable.findIndex((each) => each.type === 'radio' && each.name === element.name)
    : -1;
  return radio >= 0 ? radio : -2;
};
const element = state.active();
const at = place(element);
const moves = state.focused.map(place);
state.focused.length = 0;
// Hidden by what stays in view: every point of the stop lies under a fixed or sticky box.
const covering = (x, y) => {
  const top = document.elementFromPoint(x, y);
  if (!top || element.contains(top) || top.contains(element)) return false;
  for (let box = top; box; box = box.parentElement) {
    if (box.contains(element)) return false;
    if (/^(fixed|sticky)$/.test(getComputedStyle(box).position)) return true;
  }
  return false;
};
let covered = false;
if (at >= 0 && element.getClientRects().length && !element.shadowRoot) {
  const box = element.getBoundingClientRect();
  const inside = box.width > 2 && box.height > 2 && box.top >= 0 && box.bottom <= innerHeight;
  covered = inside && [0.1, 0.5, 0.9].every((x) => [0.1, 0.5, 0.9].every(
    (y) => covering(box.left + box.width * x, box.top + box.height * y)));
}
return {
  covered,
  at,
  moves,
  changed: at < 0 || state.before.get(state.tabbable[at]) !== state.look(state.tabbable[at]),
};
