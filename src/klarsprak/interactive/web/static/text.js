// What two texts differ by, and offsets: the page counts code units, the server code points.

const isHigh = (code) => code >= 0xd800 && code < 0xdc00;
const isLow = (code) => code >= 0xdc00 && code < 0xe000;

// The one smallest change from `before` to `after`, never within a surrogate pair; null for none.
export function difference(before, after) {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (start && isHigh(before.charCodeAt(start - 1))) start -= 1;
  let end = before.length;
  let newEnd = after.length;
  while (end > start && newEnd > start && before.charCodeAt(end - 1) === after.charCodeAt(newEnd - 1)) {
    end -= 1;
    newEnd -= 1;
  }
  if (isLow(before.charCodeAt(end))) {
    end += 1;
    newEnd += 1;
  }
  return { start, end, text: after.slice(start, newEnd) };
}

// Where an offset is after a change; one inside what was replaced goes to its end.
export function moved(offset, change) {
  if (offset <= change.start) return offset;
  if (offset >= change.end) return offset + change.text.length - (change.end - change.start);
  return change.start + change.text.length;
}

// Offsets of `text` from code units to code points and back.
export class Points {
  constructor(text) {
    this.pairs = [];
    if (!/[\ud800-\udbff]/.test(text)) return;
    for (let at = 0; at < text.length - 1; at += 1) {
      if (isHigh(text.charCodeAt(at)) && isLow(text.charCodeAt(at + 1))) {
        this.pairs.push(at);
        at += 1;
      }
    }
  }

  toPoint(unit) {
    return unit - count(this.pairs.length, (k) => this.pairs[k] < unit);
  }

  toUnit(point) {
    return point + count(this.pairs.length, (k) => this.pairs[k] - k < point);
  }
}

// How many of the first `length` whole numbers `holds` is true for; it is so from 0 up to some one.
export function count(length, holds) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
