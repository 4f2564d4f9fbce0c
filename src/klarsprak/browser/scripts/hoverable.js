// Elements that may show something more when the pointer rests on them: where a style
// rule for :hover brings something out, or a script listens to the pointer.
const state = window.__klarsprak;
const SHOWS = ['display', 'visibility', 'opacity', 'clip', 'clip-path', 'max-height',
  'height', 'transform', 'left', 'top'];
const found = new Set();
const sheet = (rules) => {
  for (const rule of rules) {
    if (rule.cssRules && rule.type !== 1) sheet(rule.cssRules);
    if (!rule.selectorText || !rule.selectorText.includes(':hover')) continue;
    if (!SHOWS.some((name) => rule.style.getPropertyValue(name))) continue;
    for (const selector of rule.selectorText.split(',')) {
      const at = selector.indexOf(':hover');
      const after = selector.slice(at + 6);
      if (at < 0 || !/[\s>+~]|::?(before|after)/.test(after)) continue;
      try {
        for (const each of document.querySelectorAll(selector.slice(0, at) || '*')) {
          found.add(each);
        }
      } catch { /* a selector that only holds with what follows */ }
    }
  }
};
for (const each of document.styleSheets) {
  try { sheet(each.cssRules); } catch { /* a sheet of another host */ }
}
for (const [type, reference] of state.listeners) {
  const element = reference.deref();
  if (/^(mouse|pointer)/.test(type) && element instanceof Element
    && element !== document.body && element !== document.documentElement) found.add(element);
}
for (const each of document.querySelectorAll('[onmouseover], [onmouseenter], '
  + '[onpointerenter], [onpointerover]')) found.add(each);
state.hovered = [...found].filter((each) => each.isConnected && state.seen(each))
  .slice(0, arguments[0]);
return state.hovered.length;
