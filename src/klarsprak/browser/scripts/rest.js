// Answers when so many milliseconds have gone by the clock of the page: what it had put off
// for no longer than that has then been done.
const [milliseconds, answer] = arguments;
setTimeout(() => setTimeout(() => answer(true), 0), milliseconds);
