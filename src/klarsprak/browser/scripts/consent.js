// Deals with a cookie banner: presses the button that refuses or accepts, or hides the
// banner. `selector` names the button (or the banner); without it the banner is known by
// its id, class or label and the button by its text. Answers whether something was done.
const [wanted, selector] = arguments;
const BANNER = /cookie|consent|samtykke|informasjonskaps|gdpr|cmp-/i;
const WORDS = {
  avvis: [/^(avvis|avslå|nei|bare nødvendige|kun nødvendige|bare naudsynte|berre nødvendige|bruk bare|reject|decline|only necessary|necessary only)/i],
  godta: [/^(godta|godkjenn|aksepter|tillat|ja|ok|accept|allow|agree|jeg forstår|eg forstår)/i],
};
const marks = (element) => [element.id, element.getAttribute('class'),
  element.getAttribute('aria-label')].filter(Boolean).join(' ');
const banners = selector && wanted === 'skjul'
  ? [...document.querySelectorAll(selector)]
  : [...document.querySelectorAll('div, section, aside, dialog, form')].filter((element) =>
    BANNER.test(marks(element)) && element.checkVisibility());
if (wanted === 'skjul') {
  for (const banner of banners) banner.style.setProperty('display', 'none', 'important');
  return banners.length > 0;
}
const buttons = selector ? [...document.querySelectorAll(selector)]
  : banners.flatMap((banner) => [...banner.querySelectorAll('button, [role=button], '
    + 'input[type=button], input[type=submit], a')]).filter((button) =>
    WORDS[wanted].some((word) => word.test((button.innerText || button.value || '').trim())));
if (buttons[0]) buttons[0].click();
return buttons.length > 0;
