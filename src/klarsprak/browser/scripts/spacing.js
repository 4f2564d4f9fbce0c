// Sets the text spacing that readers must be able to choose (WCAG 1.4.12), or unsets it.
const state = window.__klarsprak;
if (arguments[0]) {
  state.spaced = new CSSStyleSheet();
  state.spaced.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em '
    + '!important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, state.spaced];
} else {
  document.adoptedStyleSheets = document.adoptedStyleSheets
    .filter((sheet) => sheet !== state.spaced);
}
document.body && document.body.offsetHeight;
