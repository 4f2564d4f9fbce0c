// Answers when the page has come to rest: nothing asked for is still on its way and the
// document has not changed for a while. A page that neither asks nor changes after it was
// loaded is at rest at once.
const [quiet, longest, answer] = arguments;
const state = window.__klarsprak;
const started = performance.now();
const look = () => {
  const now = performance.now();
  const idle = now - state.mutated;
  const busy = state.pending > 0 || (state.mutated > state.loaded && idle < quiet);
  if (!busy) answer(true);
  else if (now - started > longest) answer(false);
  else setTimeout(look, 25);
};
if (!state) answer(true);
else if (state.asked && state.pending === 0) setTimeout(look, quiet);
else look();
