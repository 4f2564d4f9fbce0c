// Flex and grid containers whose stops are shown in another order than Tab takes them.
const state = window.__klarsprak;
const turned = (box) => {
  const style = getComputedStyle(box);
  if (!/flex|grid/.test(style.display)) return false;
  if (/reverse/.test(style.flexDirection) && /flex/.test(style.display)) return true;
  return [...box.children].some((child) => getComputedStyle(child).order !== '0');
};
const found = new Map();
const stops = state.tabbable.filter((each) => each.tabIndex === 0 && state.seen(each));
for (let index = 0; index + 1 < stops.length; index += 1) {
  const [first, second] = [stops[index], stops[index + 1]];
  let box = first.parentElement;
  while (box && !box.contains(second)) box = box.parentElement;
  if (!box || found.has(box) || !turned(box)) continue;
  const child = (stop) => {
    let at = stop;
    while (at.parentElement !== box) at = at.parentElement;
    return at;
  };
  if (child(first) === child(second)) continue;
  const [a, b] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
  const sameRow = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
    > Math.min(a.height, b.height) / 2;
  const left = getComputedStyle(box).direction === 'rtl' ? b.left >= a.right : b.right <= a.left;
  if (sameRow ? left : b.bottom <= a.top) found.set(box, [first, second]);
}
return [...found].map(([box, [first, second]]) => ({
  ...state.describe(box),
  first: state.describe(first).text.slice(0, 60),
  second: state.describe(second).text.slice(0, 60),
}));
