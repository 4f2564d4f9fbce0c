// The document as it is now, with what is needed to name each of its elements.
const elements = [...document.querySelectorAll('*')];
const numbers = new Map(elements.map((element, index) => [element, index]));
if (window.__klarsprak) window.__klarsprak.numbers = numbers;
const counts = new Map();
const nth = elements.map((element) => {
  const parent = element.parentNode;
  if (!counts.has(parent)) counts.set(parent, new Map());
  const seen = counts.get(parent);
  const count = (seen.get(element.localName) || 0) + 1;
  seen.set(element.localName, count);
  return count;
});
const ids = new Map();
for (const element of elements) {
  if (element.id) ids.set(element.id, (ids.get(element.id) || 0) + 1);
}
const modal = [...document.querySelectorAll('dialog:modal')].pop();
// Text that is not in the document's own HTML: frames of the same origin, open shadow trees.
const state = window.__klarsprak;
const parts = [];
const gather = (root, before) => {
  for (const element of root.querySelectorAll('*')) {
    if (parts.length >= 100) return;
    const shadow = element.shadowRoot;
    let frame = null;
    if (/^i?frame$/.test(element.localName)) {
      try { frame = element.contentDocument; } catch (error) { frame = null; }
    }
    if (!shadow && !(frame && frame.documentElement)) continue;
    if (element.checkVisibility && !element.checkVisibility()) continue;
    const own = state ? state.name(element) : element.localName;
    if (shadow) {
      parts.push({ selector: before + own, html: shadow.innerHTML, language: '', number: -1 });
      gather(shadow, `${before}${own} >>> `);
    } else {
      parts.push({
        selector: before + own,
        html: frame.documentElement.outerHTML,
        language: frame.documentElement.lang,
        number: root === document ? elements.indexOf(element) : -1,
      });
      gather(frame, `${before}${own} | `);
    }
  }
};
gather(document, '');
// The style rules that hold in this window, by the element that brings them. Media queries
// and the like are answered here, where the window is.
const LONGEST = arguments[0];
let room = LONGEST;
const holding = (rules, depth) => {
  let text = '';
  for (const rule of rules) {
    if (text.length > room) break;
    if (rule instanceof CSSMediaRule) {
      if (depth < 8 && matchMedia(rule.media.mediaText).matches) text += holding(rule.cssRules, depth + 1);
    } else if (rule instanceof CSSSupportsRule) {
      if (depth < 8 && CSS.supports(rule.conditionText)) text += holding(rule.cssRules, depth + 1);
    } else if (window.CSSLayerBlockRule && rule instanceof CSSLayerBlockRule) {
      if (depth < 8) text += holding(rule.cssRules, depth + 1);
    } else if (rule instanceof CSSStyleRule || rule instanceof CSSKeyframesRule
      || rule instanceof CSSImportRule) {
      text += `${rule.cssText}\n`;
    }
  }
  return text;
};
const sheets = [];
for (const sheet of document.styleSheets) {
  if (!sheet.ownerNode || !numbers.has(sheet.ownerNode) || room <= 0) continue;
  let text = '';
  try {
    const applies = !sheet.disabled && (!sheet.media.length || matchMedia(sheet.media.mediaText).matches);
    text = applies ? holding(sheet.cssRules, 0) : '';
  } catch (error) {
    continue;
  }
  if (text.length > room) { room = 0; continue; }
  room -= text.length;
  sheets.push([numbers.get(sheet.ownerNode), text]);
}
const doctype = document.doctype
  ? new XMLSerializer().serializeToString(document.doctype) : '';
return {
  url: location.href,
  type: document.contentType,
  html: doctype + (document.documentElement ? document.documentElement.outerHTML : ''),
  tags: elements.map((element) => element.localName),
  parents: elements.map((element) => numbers.get(element.parentNode) ?? -1),
  nth,
  ids: elements.map((element) => (ids.get(element.id) === 1 ? element.id : '')),
  inert: elements.filter((element) => element.closest('[inert]')
    || (modal && !modal.contains(element) && !element.contains(modal)))
    .map((element) => numbers.get(element)),
  sheets,
  parts: parts.filter((part) => /[a-zæøå]{3}/i.test(part.html.replace(/<[^>]*>/g, ''))),
  unstyled: Boolean(window.__klarsprak && window.__klarsprak.unstyled),
  resources: performance.getEntriesByType('resource').map((entry) => entry.name),
  links: [...document.querySelectorAll('a[href], area[href]')].map((a) => a.href),
  link_numbers: [...document.querySelectorAll('a[href], area[href]')].map((a) => numbers.get(a)),
  status: (performance.getEntriesByType('navigation')[0] || {}).responseStatus || 0,
};
