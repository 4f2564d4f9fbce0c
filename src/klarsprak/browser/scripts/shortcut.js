// Gets ready to see what a lone key does: does the whole page listen to keys at all?
const state = window.__klarsprak;
const whole = [window, document, document.documentElement, document.body];
const KEYS = /^key(down|press|up)$/;
const listens = state.listeners.some(([type, reference]) =>
  KEYS.test(type) && whole.includes(reference.deref()))
  || whole.some((each) => each && (each.onkeydown || each.onkeypress || each.onkeyup));
if (document.activeElement) document.activeElement.blur();
return {
  listens,
  settings: [...document.querySelectorAll('input[type=checkbox], input[type=radio], select, '
    + '[role=switch], [role=checkbox]')].length > 0,
};
