// What makes the page wider than the window: the innermost elements that stick out, and
// whether they are of the kinds that may (tables, pictures, maps, code, players).
const state = window.__klarsprak;
const root = document.scrollingElement || document.documentElement;
const width = document.documentElement.clientWidth;
const over = root.scrollWidth - width;
if (over <= 2) return { over: 0, culprits: [] };
const MAY = 'table, img, picture, svg, canvas, video, audio, iframe, object, embed, map, pre, '
  + 'code, math, [role=grid], [role=treegrid], [role=table], [role=toolbar], [role=tablist], '
  + '[role=img], [role=application]';
const reaches = (element) => {
  const right = element.getBoundingClientRect().right + scrollX;
  if (right <= width + 2) return false;
  for (let at = element.parentElement; at && at !== root; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.overflowX !== 'visible' && at !== document.body) return false;
    if (style.position === 'fixed') return false;
  }
  return true;
};
const out = [...document.querySelectorAll('body *')].filter((element) =>
  state.seen(element) && getComputedStyle(element).position !== 'fixed' && reaches(element));
const set = new Set(out);
const inner = out.filter((element) => ![...element.children].some((child) => set.has(child)));
const culprits = inner.slice(0, 5).map((element) => ({
  ...state.describe(element),
  may: Boolean(element.closest(MAY)),
  far: Math.round(element.getBoundingClientRect().right + scrollX - width),
}));
return { over, culprits };
