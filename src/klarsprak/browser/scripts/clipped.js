// Lines of text that a box cuts through, at the size the page has now. Text that is
// hidden whole, meant for screen readers only, shortened with dots or lines, or in a box
// that can be scrolled or opened, is not cut.
const state = window.__klarsprak;
const CUTS = /^(hidden|clip)$/;
const SCROLLS = /^(auto|scroll)$/;
const opens = (box) => {
  const near = [box, box.parentElement].filter(Boolean);
  return near.some((each) => each.querySelector(':scope > [aria-expanded], :scope > button, '
    + ':scope > summary, :scope > [role=button]'));
};
const found = new Map();
const walker = document.createTreeWalker(document.body || document, NodeFilter.SHOW_TEXT);
const range = document.createRange();
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  if (!node.data.trim()) continue;
  const element = node.parentElement;
  if (!element || element.closest('svg, [aria-hidden=true], script, style, marquee')) continue;
  let box = null;
  let style = null;
  for (let at = element; at && at !== document.documentElement; at = at.parentElement) {
    const own = getComputedStyle(at);
    if (own.display === 'inline' || own.display === 'contents') continue;
    if (SCROLLS.test(own.overflowY)) break;
    if (CUTS.test(own.overflowY) || CUTS.test(own.overflowX)) {
      [box, style] = [at, own];
      break;
    }
    if (own.position === 'fixed') break;
  }
  if (!box || found.has(box) || box === document.body) continue;
  if (style.webkitLineClamp !== 'none' || style.position === 'absolute') continue;
  if (!state.seen(element) || opens(box)) continue;
  const size = parseFloat(getComputedStyle(element).fontSize);
  const rect = box.getBoundingClientRect();
  const top = rect.top + box.clientTop;
  const bottom = top + box.clientHeight;
  const left = rect.left + box.clientLeft;
  const right = left + box.clientWidth;
  if (box.clientHeight < 4 || box.clientWidth < 4) continue;
  range.selectNodeContents(node);
  for (const line of range.getClientRects()) {
    if (line.width < 2 || line.right <= left + 1 || line.left >= right - 1) continue;
    // The letters themselves, not the air that the font keeps above and below them.
    const middle = (line.top + line.bottom) / 2;
    const [head, foot] = [middle - size / 2, middle + size / 2];
    const shown = Math.min(foot, bottom) - Math.max(head, top);
    const hidden = Math.max(foot - bottom, top - head);
    if (CUTS.test(style.overflowY) && shown > 0.12 * size && hidden > 0.35 * size) {
      found.set(box, 'height');
      break;
    }
    if (CUTS.test(style.overflowX) && style.textOverflow !== 'ellipsis'
      && shown > 0.5 * size && line.right - right > size && line.left >= left - 1) {
      found.set(box, 'width');
    }
  }
}
return [...found].map(([box, side]) => ({ ...state.describe(box), side }));
