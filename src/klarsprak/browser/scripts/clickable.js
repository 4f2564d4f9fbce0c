// Things to click on that the keyboard cannot reach: a script listens to the mouse on the
// very element, the pointer shows a hand over it, and neither it nor anything in it or
// round it is a link, a button or a field.
const state = window.__klarsprak;
const CONTROL = 'a[href], area[href], button, input, select, textarea, summary, label, option, '
  + 'iframe, audio, video, [tabindex], [contenteditable], [role=option], [role=menuitem], '
  + '[role=tab], [role=treeitem], [role=row], [role=gridcell]';
const CLICKS = /^(click|mousedown|pointerdown)$/;
const found = new Set();
for (const [type, reference] of state.listeners) {
  const element = reference.deref();
  if (CLICKS.test(type) && element instanceof Element && element.isConnected) found.add(element);
}
for (const element of document.querySelectorAll('[onclick], [onmousedown]')) found.add(element);
const whole = innerWidth * innerHeight;
return [...found].filter((element) => {
  if (element.matches(CONTROL) || element.closest(CONTROL)) return false;
  if (element.querySelector(CONTROL) || element.closest('[aria-hidden=true]')) return false;
  if (!state.seen(element) || getComputedStyle(element).cursor !== 'pointer') return false;
  const box = element.getBoundingClientRect();
  const named = (element.innerText || '').trim() || element.querySelector('img, svg')
    || element.matches('img, svg, [role=button], [role=link]');
  return Boolean(named) && box.width * box.height < whole / 4;
}).map((element) => state.describe(element));
