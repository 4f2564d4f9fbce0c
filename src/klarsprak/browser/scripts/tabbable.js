// What the Tab key should reach, and a log of where focus really goes. Focus starts at the
// top of the page, with nothing focused.
const state = window.__klarsprak;
const FIELDS = 'a[href], area[href], button, input, select, textarea, summary, iframe, '
  + 'audio[controls], video[controls], [tabindex], [contenteditable]';
const PROPERTIES = ['outline-style', 'outline-width', 'outline-color', 'outline-offset',
  'box-shadow', 'border-top', 'border-right', 'border-bottom', 'border-left',
  'background-color', 'background-image', 'background-position', 'color', 'opacity',
  'text-decoration-line', 'text-decoration-color', 'text-decoration-style',
  'text-decoration-thickness', 'transform', 'filter', 'visibility', 'display', 'width',
  'height', 'left', 'top', 'font-weight', 'content', 'fill', 'stroke'];
const one = (element, pseudo) => {
  const style = getComputedStyle(element, pseudo);
  if (pseudo && style.content === 'none') return '';
  const outlined = style.outlineStyle !== 'none' && style.outlineWidth !== '0px';
  return PROPERTIES.filter((name) => outlined || !name.startsWith('outline'))
    .map((name) => style.getPropertyValue(name)).join(';');
};
state.look = (element) => {
  const near = [element, ...[...element.querySelectorAll('*')].slice(0, 15)];
  for (let at = element.parentElement, depth = 0; at && depth < 4; depth += 1) {
    near.push(at);
    at = at.parentElement;
  }
  for (const label of element.labels || []) near.push(label);
  for (const other of [element.nextElementSibling, element.previousElementSibling]) {
    if (other) near.push(other);
  }
  return near.map((each) => one(each) + one(each, '::before') + one(each, '::after'))
    .join('|');
};
const roots = (root) => {
  const found = [];
  for (const element of root.querySelectorAll('*')) {
    if (element.matches(FIELDS)) found.push(element);
    if (element.shadowRoot) found.push(...roots(element.shadowRoot));
  }
  return found;
};
const modal = [...document.querySelectorAll('dialog:modal')].pop();
const reachable = roots(document).filter((element) => {
  if (element.tabIndex < 0 || element.disabled || element.closest('[inert]')) return false;
  if (element.matches(':disabled') || (modal && !modal.contains(element))) return false;
  return element.checkVisibility({ visibilityProperty: true });
});
// Of radio buttons with one name, Tab reaches one.
const groups = new Set();
const expected = reachable.filter((element) => {
  if (element.type !== 'radio' || !element.name) return true;
  if (groups.has(element.name)) return false;
  groups.add(element.name);
  return true;
});
// Nothing may be half-way when it is compared: no transitions, no animations.
const still = new CSSStyleSheet();
still.replaceSync('*, ::before, ::after { transition: none !important; '
  + 'animation: none !important; scroll-behavior: auto !important; '
  + 'caret-color: transparent !important; }');
if (!state.still) document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
state.still = state.still || still;
const start = document.createElement('span');
start.tabIndex = -1;
state.quietly = true;
if (document.body) document.body.prepend(start);
start.focus({ preventScroll: true });
start.remove();
scrollTo(0, 0);
state.tabbable = expected;
state.before = new Map(expected.map((element) => [element, state.look(element)]));
state.focused = [];
const deepest = () => {
  let at = document.activeElement;
  while (at && at.shadowRoot && at.shadowRoot.activeElement) {
    at = at.shadowRoot.activeElement;
  }
  return at;
};
state.active = deepest;
if (!state.logging) {
  state.logging = true;
  document.addEventListener('focusin', () => state.focused.push(deepest()), true);
  document.addEventListener('focusout', (event) => {
    if (event.relatedTarget) return;
    // A page that moves focus at once, from within the event, has not let it out.
    setTimeout(() => {
      const at = deepest();
      if (!at || at === document.body) state.focused.push(null);
    }, 0);
  }, true);
}
// Stops inside an element that the page cannot see: date fields, players, frames.
const inner = (element) => {
  if (/^(date|time|datetime-local|month|week)$/.test(element.type)) return 6;
  return /^(audio|video)$/.test(element.localName) ? 14 : 0;
};
return {
  count: expected.length,
  extra: expected.reduce((sum, element) => sum + inner(element), 0),
};
