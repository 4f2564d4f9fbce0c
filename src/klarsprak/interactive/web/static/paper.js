// The text field and the layer behind it that shows the findings.
//
// The layer holds the same text in the same type, a block for each line, so that its marks
// stand right behind the words. Only lines that can be seen get marks: a text may be long.

import { count, difference } from "./text.js";

const LONG = 60; // Code units; longer findings are underlined thinly, as they hold others.
const NAMES = ["error", "warning", "suggestion", "info"];
const WHOLE = 8; // Added to the severity of a finding about the text as a whole.
const MARGIN = 400; // Pixels above and below the window that are drawn too.

export class Paper {
  constructor(field, layer) {
    this.field = field;
    this.layer = layer;
    this.value = "";
    this.lines = [];
    this.marks = [];
    this.current = -1;
    this.composing = false;
    this.drawing = false;
    const draw = () => this.drawSoon();
    document.addEventListener("scroll", draw, { capture: true, passive: true });
    new ResizeObserver(draw).observe(layer);
    this.fill(0, 0, [""]);
  }

  // The text was changed in the field: the layer follows. Returns the change; null for none.
  follow() {
    const value = this.field.value;
    const change = difference(this.value, value);
    if (!change) return null;
    const first = this.lineAt(change.start);
    const last = this.lineAt(change.end);
    const growth = change.text.length - (change.end - change.start);
    const from = this.starts[first];
    const to = this.starts[last] + this.lines[last].text.length + growth;
    this.value = value;
    this.fill(first, last + 1, value.slice(from, to).split("\n"));
    this.shift(change);
    this.drawSoon();
    return change;
  }

  // Make a change that comes from elsewhere; the selection stays by its words.
  change({ start, end, text }) {
    this.field.setRangeText(text, start, end, "preserve");
    this.follow();
  }

  fill(first, after, texts) {
    const nodes = texts.map((text) => {
      const node = document.createElement("div");
      node.textContent = text;
      return { text, node, drawn: "" };
    });
    const next = this.lines[after] ? this.lines[after].node : null;
    for (const line of this.lines.slice(first, after)) line.node.remove();
    const fragment = document.createDocumentFragment();
    for (const line of nodes) fragment.append(line.node);
    this.layer.insertBefore(fragment, next);
    this.lines = this.lines.slice(0, first).concat(nodes, this.lines.slice(after));
    let at = 0;
    this.starts = this.lines.map((line) => {
      const start = at;
      at += line.text.length + 1;
      return start;
    });
  }

  lineAt(offset) {
    return count(this.starts.length, (k) => this.starts[k] <= offset) - 1;
  }

  // The findings as [start, end, severity], by the numbers they are known by.
  show(marks, current) {
    this.marks = marks.map(([start, end, kind]) => ({ start, end, kind }));
    this.current = current;
    this.sort();
    this.drawSoon();
  }

  point(current) {
    this.current = current;
    this.drawSoon();
  }

  sort() {
    this.byLine = new Map();
    this.marks.forEach((mark, number) => {
      if (mark.kind >= WHOLE || mark.end <= mark.start) return;
      const last = this.lineAt(mark.end - 1);
      for (let line = this.lineAt(mark.start); line <= last; line += 1) {
        if (!this.byLine.has(line)) this.byLine.set(line, []);
        this.byLine.get(line).push(number);
      }
    });
  }

  // Marks follow a change as they do on the server, until it has had its say.
  shift(change) {
    const growth = change.text.length - (change.end - change.start);
    for (const mark of this.marks) {
      if (mark.end <= change.start) continue;
      if (mark.start >= change.end) {
        mark.start += growth;
        mark.end += growth;
      } else if (mark.start < change.start && change.end < mark.end) mark.end += growth;
      else mark.end = mark.start;
    }
    this.sort();
  }

  // The number of the finding that the writing mark stands in, the shortest of several; -1 for none.
  at(offset) {
    let found = -1;
    for (const number of (this.byLine && this.byLine.get(this.lineAt(offset))) || []) {
      const { start, end } = this.marks[number];
      if (start <= offset && offset < end) {
        if (found < 0 || end - start < this.marks[found].end - this.marks[found].start) found = number;
      }
    }
    return found;
  }

  drawSoon() {
    if (this.drawing) return;
    this.drawing = true;
    requestAnimationFrame(() => {
      this.drawing = false;
      this.draw();
    });
  }

  draw() {
    const box = (k) => this.lines[k].node.getBoundingClientRect();
    const first = count(this.lines.length, (k) => box(k).bottom < -MARGIN);
    const after = count(this.lines.length, (k) => box(k).top < window.innerHeight + MARGIN);
    for (let line = first; line < after; line += 1) this.drawLine(line);
  }

  drawLine(number) {
    const line = this.lines[number];
    const pieces = this.pieces(number);
    const key = pieces.map((piece) => `${piece.end}${piece.name}`).join();
    if (key === line.drawn) return;
    line.drawn = key;
    let at = 0;
    const nodes = pieces.map((piece) => {
      const text = line.text.slice(at, piece.end);
      at = piece.end;
      if (!piece.name) return document.createTextNode(text);
      const node = document.createElement("span");
      node.className = piece.name;
      node.textContent = text;
      return node;
    });
    line.node.replaceChildren(...nodes);
  }

  // The line cut where findings begin and end, each piece with its class names.
  pieces(number) {
    const known = (this.byLine && this.byLine.get(number)) || [];
    if (!known.length) return this.lines[number].text ? [{ end: this.lines[number].text.length, name: "" }] : [];
    const from = this.starts[number];
    const length = this.lines[number].text.length;
    const spans = known.map((n) => ({
      n,
      start: Math.max(0, this.marks[n].start - from),
      end: Math.min(length, this.marks[n].end - from),
      size: this.marks[n].end - this.marks[n].start,
      kind: this.marks[n].kind,
    }));
    const cuts = new Set([length]);
    for (const span of spans) cuts.add(span.start).add(span.end);
    cuts.delete(0);
    spans.sort((a, b) => a.start - b.start);
    let at = 0;
    let next = 0;
    let open = [];
    return [...cuts].sort((a, b) => a - b).map((end) => {
      open = open.filter((span) => span.end > at);
      while (next < spans.length && spans[next].start <= at) {
        if (spans[next].end > at) open.push(spans[next]);
        next += 1;
      }
      at = end;
      return { end, name: names(open, this.current) };
    });
  }

  // Select the words of a finding and bring them into view.
  goTo(number) {
    const mark = this.marks[number];
    if (!mark || mark.kind >= WHOLE) return;
    this.field.setSelectionRange(mark.start, mark.end);
    this.reveal(mark.start);
  }

  reveal(offset) {
    const line = this.lines[this.lineAt(offset)];
    const { top, bottom } = line.node.getBoundingClientRect();
    if (bottom < 0 || top > window.innerHeight || bottom - top > window.innerHeight / 2) {
      line.node.scrollIntoView({ block: "center" });
    }
    this.draw();
    const now = line.node.querySelector(".now") || line.node;
    now.scrollIntoView({ block: "nearest" });
  }
}

function names(over, current) {
  if (!over.length) return "";
  const shortest = over.reduce((a, b) => (b.size < a.size ? b : a));
  const found = ["mark", NAMES[shortest.kind]];
  if (shortest.size > LONG) found.push("long");
  else if (over.some((span) => span.size > LONG)) found.push("within");
  if (over.some((span) => span.n === current)) found.push("now");
  return found.join(" ");
}
