// Gives focus to the trigger, or to the first thing in it that takes focus, as the keyboard
// would. Answers what was given focus: true, or false when nothing there takes focus.
const state = window.__klarsprak;
const trigger = state.hovered[arguments[0]];
const takes = 'a[href], button, input, select, textarea, summary, [tabindex]';
const inside = [trigger, ...trigger.querySelectorAll(takes)].filter((each) =>
  each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true })
  && !(state.extra && state.extra.contains(each)));
if (!inside.length) return false;
inside[0].focus({ preventScroll: true, focusVisible: true });
return document.activeElement === inside[0];
