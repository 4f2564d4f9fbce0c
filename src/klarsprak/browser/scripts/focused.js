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
return {
  at,
  moves,
  changed: at < 0 || state.before.get(state.tabbable[at]) !== state.look(state.tabbable[at]),
};
