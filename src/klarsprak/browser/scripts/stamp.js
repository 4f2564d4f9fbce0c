// A short text that is another one when the page has changed what it shows.
const text = document.body ? document.body.innerText : '';
const boxes = [...document.querySelectorAll('dialog[open], [aria-expanded=true]')].length;
const active = document.activeElement ? window.__klarsprak.name(document.activeElement) : '';
const size = document.getElementsByTagName('*').length;
return [location.href, size, text.length, text.slice(0, 20000), boxes, active, scrollY].join('\n');
