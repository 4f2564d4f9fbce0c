// Presses what opens and closes something on the page, and tells what came of it. Nothing
// that sends, deletes or leads away is pressed. Answers with one entry per control that
// did something to what is shown.
const [most, rest, answer] = arguments;
const state = window.__klarsprak;
const RISKY = /slett|fjern|delete|remove|logg|log |kj[øo]p|buy|bestill|order|betal|pay|send|submit|lagre|save|godta|accept|avvis|reject|bekreft|confirm|last ned|download|print|skriv ut|del p|share/i;
const OPENER = /(^|\s)(navbar-toggle[r]?|hamburger|menu-toggle|nav-toggle|accordion[\w-]*|dropdown-toggle)(\s|$)/i;
const SAYS = /^(meny|hovedmeny|hovudmeny|menu|søk|mer|meir|flere valg|fleire val|språk|filter|vis( \w+)?|les mer|les meir)$/i;
const words = (element) => (element.getAttribute('aria-label') || element.innerText || '').trim();
const candidates = [...document.querySelectorAll('button, [role=button]')].filter((element) => {
  if (element.disabled || element.closest('[inert], dialog, [role=dialog]')) return false;
  if (element.form && (element.type === 'submit' || element.type === 'reset')) return false;
  if (!state.seen(element) || RISKY.test(words(element))) return false;
  if (element.hasAttribute('aria-expanded') || element.hasAttribute('aria-controls')) return true;
  return OPENER.test(element.className) || SAYS.test(words(element));
}).slice(0, most);
const shown = () => {
  const found = new Set();
  for (const element of document.querySelectorAll('a, button, input, p, li, h1, h2, h3, h4, [role]')) {
    if (state.seen(element)) found.add(element);
  }
  return found;
};
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
(async () => {
  const told = [];
  const place = location.href;
  for (const element of candidates) {
    const before = element.getAttribute('aria-expanded');
    const other = element.getAttribute('aria-pressed') || element.getAttribute('aria-selected');
    const was = shown();
    element.click();
    await pause(rest);
    if (location.href.split('#')[0] !== place.split('#')[0]) break;
    const is = shown();
    const come = [...is].filter((each) => !was.has(each));
    const gone = [...was].filter((each) => !is.has(each));
    const after = element.getAttribute('aria-expanded');
    const now = element.getAttribute('aria-pressed') || element.getAttribute('aria-selected');
    const dialog = come.map((each) => each.closest('dialog, [role=dialog], [role=alertdialog]'))
      .find(Boolean);
    const active = document.activeElement;
    if ((come.length || gone.length) && element.isConnected) {
      told.push({
        ...state.describe(element),
        state: before === null ? 'none' : (before === after ? 'stuck' : 'told'),
        other: other !== now || element.hasAttribute('aria-haspopup'),
        dialog: Boolean(dialog),
        inside: Boolean(dialog && dialog.contains(active)),
        opened: words(dialog || come[0] || gone[0]).replace(/\s+/g, ' ').slice(0, 60),
      });
    }
    if (dialog) {
      active.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
      if (dialog.open && dialog.close) dialog.close();
    }
    if (element.isConnected && come.length && state.seen(element)) {
      element.click();
      await pause(rest / 2);
    }
  }
  answer(told);
})().catch(() => answer([]));
