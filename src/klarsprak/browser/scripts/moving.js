// Lets things move again after the keyboard's walk.
const state = window.__klarsprak;
if (state.still) {
  document.adoptedStyleSheets = document.adoptedStyleSheets
    .filter((sheet) => sheet !== state.still);
  state.still = null;
}
if (document.activeElement) document.activeElement.blur();
scrollTo(0, 0);
state.quietly = false;
