// Talks with the server: one request at a time, each with what was written since the last.

import { Points, difference, moved } from "./text.js";

const TRY_AGAIN = 2000; // Milliseconds.

export class Server {
  // `page` has: paper, row(), show(state), told(reply), lost(isLost).
  constructor(page, language) {
    this.page = page;
    this.query = `sprak=${encodeURIComponent(language)}`;
    this.desk = "";
    this.base = ""; // The text as the server has it.
    this.points = new Points("");
    this.version = 0;
    this.number = -1; // The newest state that is shown.
    this.known = -1; // The list of findings that the page has.
    this.typed = true;
    this.queue = Promise.resolve();
    this.busy = 0;
    this.waiting = null;
  }

  async begin(desk) {
    const reply = await (await this.post("desk", { desk })).json();
    this.desk = reply.desk;
    this.adopt(reply);
    this.listen();
    return reply;
  }

  // The text on the page becomes that of the server.
  adopt({ text, state }) {
    this.setBase(text);
    this.version = state.version;
    this.known = -1;
    this.page.paper.field.value = text;
    this.page.paper.follow();
    this.accept(state);
  }

  setBase(text) {
    this.base = text;
    this.points = new Points(text);
  }

  address(path) {
    return `desk/${this.desk}${path}${path.includes("?") ? "&" : "?"}${this.query}`;
  }

  post(address, body) {
    const headers = { "Content-Type": "application/json" };
    return fetch(`${address}?${this.query}`, { method: "POST", headers, body: JSON.stringify(body) });
  }

  // Ask for something when what was asked before is done. `values` may be a function that is
  // given what turns offsets into those of the server.
  ask(name, values = {}) {
    return this.line(() => this.send(name, values));
  }

  line(job) {
    this.busy += 1;
    const done = this.queue.then(job).catch((error) => {
      if (!(error instanceof TypeError)) throw error;
      this.page.lost(true); // What `fetch` raises when there is nobody there.
      return null;
    });
    this.queue = done.catch(() => null).then(() => {
      this.busy -= 1;
    });
    return done;
  }

  async send(name, values) {
    const { paper } = this.page;
    const sent = paper.value;
    const body = { do: name, version: this.version, known: this.known, row: this.page.row() };
    const change = difference(this.base, sent);
    if (change) body.edit = this.edited(change);
    const points = new Points(sent);
    Object.assign(body, typeof values === "function" ? values(points) : values);
    const response = await this.post(`desk/${this.desk}`, body);
    if (response.status === 409) {
      const other = await response.json();
      this.setBase(other.text);
      this.version = other.state.version;
      return this.send(name === "sync" ? name : "sync", {});
    }
    if (!response.ok) {
      this.page.lost(true);
      return null;
    }
    const reply = await response.json();
    this.page.lost(false);
    this.setBase(sent);
    if (reply.change) this.take(reply.change);
    this.version = reply.state.version;
    this.accept(reply.state);
    if (this.waiting && this.waiting.number > this.number) this.accept(this.waiting);
    this.waiting = null;
    if (reply.cursor !== null) {
      const at = this.here(this.points.toUnit(reply.cursor));
      paper.field.setSelectionRange(at, at);
      paper.reveal(at);
    }
    this.page.told(reply);
    return reply;
  }

  edited({ start, end, text }) {
    const typed = this.typed;
    this.typed = true;
    return { start: this.points.toPoint(start), end: this.points.toPoint(end), text, typed };
  }

  // Make the server's change, moved past what was written while it was on its way. Where they
  // meet, what the writer wrote stands: the next request tells the server so.
  take([start, end, text]) {
    const from = this.points.toUnit(start);
    const to = this.points.toUnit(end);
    const local = difference(this.base, this.page.paper.value);
    this.setBase(this.base.slice(0, from) + text + this.base.slice(to));
    if (!local) this.page.paper.change({ start: from, end: to, text });
    else if (to <= local.start || local.end <= from) {
      this.page.paper.change({ start: moved(from, local), end: moved(to, local), text });
    }
  }

  // Where an offset of the server's text is in the field now.
  here(offset) {
    const local = difference(this.base, this.page.paper.value);
    return local ? moved(offset, local) : offset;
  }

  accept(state) {
    if (state.version !== this.version || state.number < this.number) return;
    this.number = state.number;
    if (state.marks) {
      this.known = state.list;
      const unit = (point) => this.points.toUnit(point);
      const { paper } = this.page;
      const marks = state.marks.map(([start, end, kind]) => [unit(start), unit(end), kind]);
      paper.show(marks, state.current);
      const local = difference(this.base, paper.value);
      if (local) paper.shift(local);
    }
    this.page.show(state);
  }

  async listen() {
    for (;;) {
      await this.queue;
      const asked = `number=${this.number}&known=${this.known}&row=${this.page.row()}`;
      try {
        const response = await fetch(this.address(`/news?${asked}`));
        if (response.status === 200) {
          const state = await response.json();
          if (this.busy) this.waiting = state;
          else this.accept(state);
        }
        this.page.lost(!response.ok);
        if (response.ok) continue;
      } catch {
        this.page.lost(true);
      }
      await new Promise((resolve) => {
        setTimeout(resolve, TRY_AGAIN);
      });
    }
  }

  // Open the bytes of a file in place of the text.
  open(name, bytes) {
    return this.line(async () => {
      const address = this.address(`/file?name=${encodeURIComponent(name)}`);
      const response = await fetch(address, { method: "POST", body: bytes });
      if (response.status === 413) return { status: 413 };
      const reply = await response.json();
      if (response.ok) this.adopt(reply);
      return reply;
    });
  }
}
