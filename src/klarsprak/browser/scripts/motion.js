// Text that has changed by itself after the page was loaded, and animations without end.
const state = window.__klarsprak;
const TALKS = /pause|paus|stopp|stop|stans|skjul|hide|play|spill/i;
const seen = new Map();
for (const [when, reference] of state.changes) {
  const element = reference.deref();
  if (!element || !element.isConnected || !state.seen(element)) continue;
  const text = (element.innerText || '').trim();
  if (!text || element.closest('[role=log], [role=status], [role=alert], output, time')) continue;
  if (!seen.has(element)) seen.set(element, []);
  seen.get(element).push(when);
}
const whole = document.body ? document.body.innerText.trim().length : 0;
const changing = [...seen].filter(([element, times]) => {
  const own = (element.innerText || '').trim().length;
  return own < whole;
});
const endless = [];
for (const animation of document.getAnimations()) {
  const effect = animation.effect;
  const target = effect && effect.target;
  if (!target || animation.playState !== 'running' || !state.seen(target)) continue;
  const timing = effect.getComputedTiming();
  if (timing.endTime < 5000) continue;
  const box = target.getBoundingClientRect();
  const keys = effect.getKeyframes();
  const moves = keys.some((key) => ['transform', 'translate', 'left', 'right', 'top', 'bottom',
    'marginLeft', 'backgroundPosition', 'opacity', 'visibility', 'rotate', 'scale']
    .some((name) => name in key));
  if (moves && box.width * box.height > 2500 && !endless.includes(target)) endless.push(target);
}
const controls = [...document.querySelectorAll('button, input, select, [role=button], '
  + '[role=checkbox], [role=switch], summary')].filter((each) => state.seen(each));
return {
  changing: changing.map(([element, times]) => ({
    ...state.describe(element),
    last: Math.max(...times),
    first: Math.min(...times),
    count: times.length,
    clock: /^\D*\d{1,2}([:.]\d{2}){1,2}\D*$/.test((element.innerText || '').trim()),
  })),
  endless: endless.slice(0, 5).map((element) => state.describe(element)),
  controls: controls.length,
  steered: controls.some((each) => TALKS.test(`${each.innerText} ${each.value || ''} `
    + `${each.getAttribute('aria-label') || ''}`)),
  now: performance.now(),
  interval: Math.min(...state.intervals.values(), 1e6),
};
