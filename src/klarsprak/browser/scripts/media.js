// Sound and pictures that play by themselves. Answers after giving them time to start.
const answer = arguments[arguments.length - 1];
const state = window.__klarsprak;
const players = [...document.querySelectorAll('audio, video')]
  .filter((each) => each.autoplay || !each.paused);
if (!players.length) answer([]);
const STEERS = /pause|paus|stopp|stop|stans|mute|demp|lyd|volum|sound|play|spill|jietna|bissehit/i;
const named = (element) => [element.innerText, element.value,
  element.getAttribute('aria-label'), element.title].filter(Boolean).join(' ');
const part = (source) => {
  const match = /#t=(?:npt:)?([\d.]*)(?:,([\d.]+))?/.exec(source);
  return match ? [parseFloat(match[1] || '0'), parseFloat(match[2] || 'Infinity')]
    : [0, Infinity];
};
const started = performance.now();
const ready = (each) => each.error || each.networkState === 3
  || (each.readyState >= 2 && (each.webkitAudioDecodedByteCount || each.currentTime > 0.15));
const look = () => {
  if (!players.every(ready) && performance.now() - started < 2500) {
    setTimeout(look, 50);
    return;
  }
  const steered = [...document.querySelectorAll('button, [role=button], input[type=button], '
    + 'input[type=checkbox], a[href]')].some((each) => !each.closest('[aria-hidden=true]')
    && each.checkVisibility() && STEERS.test(named(each)));
  answer(players.map((each) => {
    const [from, to] = part(each.currentSrc || '');
    return {
      ...state.describe(each),
      plays: each.readyState >= 2 && (!each.paused || each.currentTime > 0),
      sound: (each.localName === 'audio' || Boolean(each.webkitAudioDecodedByteCount)) && !each.muted && each.volume > 0,
      seconds: each.loop ? 1e6 : Math.min(each.duration || 0, to) - from,
      moves: each.localName === 'video' && each.videoWidth > 0,
      controls: each.controls,
      steered,
    };
  }));
};
if (players.length) look();
