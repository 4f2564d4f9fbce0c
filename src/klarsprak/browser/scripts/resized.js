// Answers when the page has been laid out anew after a change of size.
const answer = arguments[arguments.length - 1];
requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(answer, 20)));
