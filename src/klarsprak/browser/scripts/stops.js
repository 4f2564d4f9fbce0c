// Facts about the stops with these numbers: what they are, and which look alike.
const state = window.__klarsprak;
const WRITES = /^(text|search|email|tel|url|password|number|date|time|datetime-local|month|week|)$/;
return arguments[0].map((at) => {
  const element = state.tabbable[at];
  const style = getComputedStyle(element);
  return {
    ...state.describe(element),
    frame: /^(iframe|object|embed)$/.test(element.localName),
    writes: element.isContentEditable || element.localName === 'textarea'
      || (element.localName === 'input' && WRITES.test(element.getAttribute('type') || '')),
    dialog: Boolean(element.closest('dialog, [role=dialog], [role=alertdialog], [aria-modal]')),
    harmless: element.localName === 'a' && /^#/.test(element.getAttribute('href') || ''),
    alike: [element.localName, element.type, element.className, element.tabIndex,
      style.outlineStyle, style.outlineWidth].join(' '),
  };
});
