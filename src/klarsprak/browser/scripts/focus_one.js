// Gives a stop focus as the keyboard would (true), or takes it away again (false).
const [at, wanted, answer] = arguments;
const element = window.__klarsprak.tabbable[at];
if (wanted) element.focus({ focusVisible: true });
else element.blur();
requestAnimationFrame(() => requestAnimationFrame(() => {
  answer(document.activeElement === element);
}));
