// Puts the page together: what the writer does goes to the server, what it says comes on the page.

import { speaker } from "./nodes.js";
import { Panel } from "./panel.js";
import { Paper } from "./paper.js";
import { Server } from "./server.js";

const find = (id) => document.getElementById(id);
const BIG = 60000; // Code units; above this a check waits until the writer has stopped for a moment.
const REST = 400; // Milliseconds of that moment.
const QUIET = 1500; // Milliseconds after which the count of findings is spoken.
const MOST = 4000000; // Code units of pasted rich text; more is pasted as plain text.
const TYPING = /^(insertText|insertCompositionText|delete(Content|Word)(Backward|Forward))$/;
const STROKE = 3; // Code units; more at once is put in, not typed.
const DESK = "klarsprak-desk"; // Where this tab remembers its desk, so that a reload loses nothing.

const language = document.documentElement.lang;
const texts = await (await fetch(`texts?sprak=${language}`)).json();
const text = speaker(texts);
const field = find("text");
const roomy = window.matchMedia("(min-width: 60rem) and (min-height: 34rem)");
const paper = new Paper(field, document.querySelector(".layer"));

let state = null;
let firstRow = 0;
let taken = true; // Whether the text as it is has been copied or saved.
let timer = 0;
let spoken = "";
let speaking = 0;

const page = {
  paper,
  row: () => firstRow,
  lost(isLost) {
    find("lost").hidden = !isLost;
  },
  show(next) {
    state = next;
    const isEmpty = !paper.value.trim();
    paper.point(next.current);
    panel.show(next, isEmpty);
    if (document.activeElement !== find("audience")) find("audience").value = next.audience;
    if (document.activeElement !== find("format")) find("format").value = next.format;
    if (document.activeElement !== find("type")) find("type").value = next.documentType;
    find("type").options[0].textContent = next.looksLike && !next.documentType && !isEmpty
      ? text("type-guess", { type: next.looksLike }) : text("type-open");
    enable("undo", next.canUndo);
    enable("redo", next.canRedo);
    if (next.language) field.lang = next.language;
    for (const id of ["copy", "save", "report"]) find(id).disabled = isEmpty;
    if (next.trouble) notice(next.trouble, true);
    if (!next.pending) speakCount(isEmpty ? "" : next.summary);
  },
  told(reply) {
    if (reply.go) {
      paper.goTo(state.current);
      speakFinding(reply.notice);
    } else if (reply.notice) speak(reply.notice);
    if (reply.notice || reply.go) notice(reply.notice);
  },
};

const server = new Server(page, language);
const acts = {
  take: (choice) => atFinding("take", { choice }),
  ignore: () => atFinding("ignore"),
  accept: () => atFinding("accept"),
  step: (by) => step(by),
  choose(place, list = server.known) {
    field.focus({ preventScroll: true });
    server.ask("choose", { list, mark: place });
  },
  audience(id) {
    server.ask("audience", { id });
  },
  close() {
    field.focus({ preventScroll: true });
    server.ask("close");
  },
};
const panel = new Panel(text, acts);

function atFinding(name, values = {}) {
  if (!state || state.current < 0) return notice(text("choose-first"));
  return server.ask(name, { list: server.known, mark: state.current, ...values });
}

// A button that had the keyboard keeps it when it can do no more.
function enable(id, can) {
  const button = find(id);
  if (button === document.activeElement) button.setAttribute("aria-disabled", String(!can));
  else {
    button.removeAttribute("aria-disabled");
    button.disabled = !can;
  }
}

// What is said

function speak(words) {
  clearTimeout(speaking);
  const live = find("live");
  live.textContent = live.textContent === words ? `${words}\u00a0` : words;
}

function speakCount(summary) {
  clearTimeout(speaking);
  if (!summary || summary === spoken) return;
  speaking = setTimeout(() => {
    spoken = summary;
    speak(text("count", { summary }));
  }, QUIET);
}

function speakFinding(before) {
  const { card, current, rows } = state;
  if (!card) return;
  const parts = [
    before,
    text("finding", { number: current + 1, count: rows.total }),
    `${card.severityName}: ${card.message}`,
    card.choices.length && card.choices[0].trim() ? text("key-take", { text: card.choices[0] }) : "",
  ];
  speak(parts.filter(Boolean).join(" "));
}

function notice(words, isBad = false) {
  find("notice").hidden = !words;
  find("notice").textContent = words;
  find("notice").classList.toggle("bad", isBad);
}
find("notice").addEventListener("click", () => notice(""));

// Writing

function start() {
  field.setSelectionRange(0, 0);
  paper.reveal(0);
}

function sync() {
  clearTimeout(timer);
  if (!paper.composing) server.ask("sync");
}

field.addEventListener("input", (event) => {
  const wasEmpty = !paper.value.trim();
  const change = paper.follow();
  if (!change) return;
  // A text that is put in whole is read from its beginning.
  if (wasEmpty && change.text.includes("\n", STROKE)) start();
  if (!TYPING.test(event.inputType) || change.text.length > STROKE) server.typed = false;
  taken = false;
  notice("");
  clearTimeout(timer);
  if (paper.value.length > BIG) timer = setTimeout(sync, REST);
  else sync();
});
field.addEventListener("compositionstart", () => {
  paper.composing = true;
});
field.addEventListener("compositionend", () => {
  paper.composing = false;
  sync();
});
field.addEventListener("beforeinput", (event) => {
  if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
    event.preventDefault();
    server.ask(event.inputType === "historyUndo" ? "undo" : "redo");
  }
});
document.addEventListener("selectionchange", () => {
  if (document.activeElement !== field || field.selectionStart !== field.selectionEnd) return;
  const here = paper.at(field.selectionStart);
  if (here < 0 && !roomy.matches && state && state.card) server.ask("close"); // It hides a part of the text.
  if (here < 0 || (state && here === state.current)) return;
  server.ask("cursor", (points) => ({ cursor: points.toPoint(field.selectionStart) }));
});
field.addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const [file] = event.clipboardData.files;
  if (file && !html && !plain) {
    event.preventDefault();
    open(file);
    return;
  }
  const isCode = event.clipboardData.types.includes("vscode-editor-data");
  if (!html.trim() || isCode || html.length > MOST || (state && state.format === "html")) return;
  event.preventDefault();
  taken = false;
  if (html.length > BIG) notice(text("reading"));
  const { selectionStart: start, selectionEnd: end } = field;
  server.ask("paste", (points) => ({ html, plain, start: points.toPoint(start), end: points.toPoint(end) }));
});

// Keys

function step(direction) {
  server.ask("step", (points) => ({ step: direction, cursor: points.toPoint(field.selectionStart) }));
}

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]") || event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (key === "f8" && !command && !event.altKey) {
    if (!find("card").contains(document.activeElement)) field.focus({ preventScroll: true });
    step(event.shiftKey ? -1 : 1);
  } else if (command && !event.altKey && key === "z") server.ask(event.shiftKey ? "redo" : "undo");
  else if (command && !event.altKey && !event.shiftKey && key === "y") server.ask("redo");
  else if (command && key === "enter" && event.target === field) takeHere();
  else if (key === "escape" && find("card").contains(event.target)) field.focus();
  else return;
  event.preventDefault();
});

// Ctrl+Enter is about the finding at the writing mark, not one that was left long ago.
function takeHere() {
  const mark = state && paper.marks[state.current];
  const isThere = mark && field.selectionStart <= mark.end && mark.start <= field.selectionEnd;
  if (!isThere) {
    notice(text("choose-first"));
    speak(text("choose-first"));
  } else if (!state.card || !state.card.choices.length) {
    notice(text("nothing-to-take"));
    speak(text("nothing-to-take"));
  } else acts.take(0);
}

// Buttons

find("next").addEventListener("click", () => step(1));
find("previous").addEventListener("click", () => step(-1));
for (const name of ["undo", "redo"]) {
  find(name).addEventListener("click", () => {
    if (find(name).getAttribute("aria-disabled") !== "true") server.ask(name);
  });
}
find("stop").addEventListener("click", () => {
  server.ask("stop");
  field.focus({ preventScroll: true });
});
for (const id of ["audience", "type", "format"]) {
  find(id).addEventListener("change", (event) => server.ask(id, { id: event.target.value }));
}
for (const [id, by] of [["earlier", -1], ["later", 1]]) {
  find(id).addEventListener("click", async () => {
    const { rows } = panel;
    firstRow = Math.max(0, rows.first + rows.shown.length / 2 + by * rows.shown.length);
    await server.ask("close");
    const first = find("list").querySelector("button");
    if (first) first.focus();
  });
}
for (const link of document.querySelectorAll(".languages a")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await server.ask("sync");
    taken = true; // The server has the text; the page only changes its language.
    window.location.assign(link.href);
  });
}

// In and out

async function open(file, others = 0) {
  if (file.size > Number(find("file").dataset.most)) return refuse(text("too-large"));
  notice(text("reading"));
  const bytes = await file.arrayBuffer().catch(() => null); // A folder has none.
  if (!bytes) return refuse(text("unreadable", { name: file.name }));
  const reply = await server.open(file.name, bytes);
  if (!reply) return;
  const opened = reply.status === 413 ? text("too-large") : reply.notice;
  const words = others ? `${opened} ${text("one-file")}` : opened;
  notice(words, reply.text === undefined);
  speak(words);
  if (reply.text === undefined) return;
  taken = true;
  field.focus({ preventScroll: true });
  start();
}

function refuse(words) {
  notice(words, true);
  speak(words);
}

find("open").addEventListener("click", () => find("file").click());
find("file").addEventListener("change", (event) => {
  const [file] = event.target.files;
  if (file) open(file);
  event.target.value = "";
});
const hasFiles = (event) => event.dataTransfer && event.dataTransfer.types.includes("Files");
document.addEventListener("dragover", (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", (event) => {
  document.body.classList.remove("dropping");
  if (!hasFiles(event)) return;
  event.preventDefault();
  const [file, ...others] = event.dataTransfer.files;
  if (file) open(file, others.length);
});

find("copy").addEventListener("click", async () => {
  await server.ask("sync");
  const plain = paper.value;
  try {
    if (state.format === "markdown") await copyRich(plain);
    else await navigator.clipboard.writeText(plain);
  } catch {
    const { selectionStart, selectionEnd } = field;
    field.select();
    document.execCommand("copy");
    field.setSelectionRange(selectionStart, selectionEnd);
    find("copy").focus();
  }
  taken = true;
  notice(text("copied"));
  speak(text("copied"));
});

async function copyRich(plain) {
  const { html } = await (await fetch(server.address("/rich"))).json();
  const blob = (type, content) => new Blob([content], { type });
  const parts = { "text/plain": blob("text/plain", plain), "text/html": blob("text/html", html) };
  await navigator.clipboard.write([new ClipboardItem(parts)]);
}

for (const [id, path] of [["save", "/text"], ["report", "/report"]]) {
  find(id).addEventListener("click", async () => {
    await server.ask("sync");
    if (id === "report" && state.pending) {
      notice(text("wait"));
      speak(text("wait"));
      return;
    }
    if (id === "save") taken = true;
    const link = document.createElement("a");
    link.href = server.address(path);
    link.download = "";
    link.click();
  });
}
window.addEventListener("beforeunload", (event) => {
  if (!taken && paper.value.trim()) event.preventDefault();
});

// On a small screen the choices about the text are folded, so that the text comes first.
const fold = () => {
  find("about").open = roomy.matches;
};
roomy.addEventListener("change", fold);
fold();

// Windows

find("help-button").addEventListener("click", () => find("help").showModal());
find("leave").addEventListener("click", () => {
  if (taken || !paper.value.trim()) leave();
  else find("leaving").showModal();
});
find("leaving").addEventListener("close", (event) => {
  if (event.target.returnValue === "leave") leave();
  event.target.returnValue = "";
});

async function leave() {
  await server.ask("sync");
  await server.post("stop", {});
  page.lost(false);
  taken = true;
  document.querySelector("main").replaceChildren(Object.assign(document.createElement("p"), {
    className: "alert",
    textContent: text("left"),
  }));
  speak(text("left"));
}

const reply = await server.begin(sessionStorage.getItem(DESK) || "");
sessionStorage.setItem(DESK, reply.desk);
if (reply.notice) notice(reply.notice);
taken = !reply.text.trim();
if (!paper.value) field.focus();
document.documentElement.dataset.ready = "true";
