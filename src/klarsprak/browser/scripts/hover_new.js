// What has come to be shown since `hover_at`: the outermost new element, or null. With an
// argument: is that element still shown?
const state = window.__klarsprak;
if (arguments[0]) return Boolean(state.extra && state.extra.isConnected && state.seen(state.extra));
const fresh = [...document.querySelectorAll('body *')].filter((each) =>
  !state.shown.has(each) && (each.innerText || '').trim() && state.seen(each));
state.extra = fresh[0] || null;
if (!state.extra) return null;
const box = state.extra.getBoundingClientRect();
const covers = [...state.shown].some((each) => {
  if (each.contains(state.extra) || state.extra.contains(each) || each.children.length) {
    return false;
  }
  const other = each.getBoundingClientRect();
  return Math.min(box.right, other.right) - Math.max(box.left, other.left) > 4
    && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4;
});
return {
  ...state.describe(state.extra),
  x: box.left + box.width / 2,
  y: box.top + box.height / 2,
  covers,
};
