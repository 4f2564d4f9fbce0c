// Brings a trigger into view, remembers what is shown, and tells where to point.
const state = window.__klarsprak;
const element = state.hovered[arguments[0]];
element.scrollIntoView({ block: 'center', behavior: 'instant' });
const box = element.getBoundingClientRect();
state.shown = new Set([...document.querySelectorAll('body *')]
  .filter((each) => (each.innerText || '').trim() && state.seen(each)));
return {
  ...state.describe(element),
  x: box.left + Math.min(box.width / 2, 30),
  y: box.top + box.height / 2,
  inside: box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight,
};
