// The panel beside the text: one finding in words, all of them, the promises and the readers.

import { drawer, node } from "./nodes.js";

const find = (id) => document.getElementById(id);

export class Panel {
  // `acts` has take(choice), ignore(), accept(), choose(place), step(by), audience(id), close().
  constructor(text, acts) {
    this.text = text;
    this.acts = acts;
    this.card = find("card");
    this.drawCard = drawer(this.card, (data) => this.cardNodes(data));
    this.drawFirst = drawer(find("first-list"), (data) => data.map((row) => this.rowNode(row, -1, () => acts.choose(row.place, this.firstList))));
    this.drawList = drawer(find("list"), (data) => data.shown.map((row) => this.rowNode(row, data.current)));
    this.drawScores = drawer(find("scores"), (data) => data.map((row) => this.scoreNode(row)));
    this.drawFits = drawer(find("audiences"), (data) => data.map((fit) => this.fitNode(fit)));
    this.drawQuestions = drawer(find("questions"), (data) => data.map((line) => node("li", {}, line)));
    this.rows = { first: 0, total: 0, shown: [] };
    this.first = [];
    this.firstList = 0; // The list of findings that they are numbers in.
  }

  show(state, isEmpty) {
    const had = this.card.contains(document.activeElement);
    this.card.hidden = !state.card;
    const drawn = state.card && this.drawCard(state.card);
    if (state.card) this.place(state.current, state.rows.total);
    if (had && (drawn || !state.card)) this.focusCard(!state.card);
    this.rows = state.rows;
    find("all").hidden = !state.rows.total;
    this.drawList({ ...state.rows, current: state.current });
    this.drawPages(state.rows);
    find("summary").textContent = isEmpty ? this.text("start") : state.summary || this.text("wait");
    find("look").hidden = Boolean(state.card) || !state.rows.total;
    if (state.first) {
      this.first = state.first;
      this.firstList = state.firstList;
    }
    find("first").hidden = Boolean(state.card) || isEmpty || this.first.length === 0;
    this.drawFirst(this.first);
    find("previous").disabled = find("next").disabled = !state.rows.total;
    const measures = find("measures");
    measures.textContent = isEmpty ? "" : [state.name, state.measures].filter(Boolean).join(" · ");
    find("checking").hidden = state.share >= 1;
    find("progress").value = Math.round(100 * state.share);
    if (state.promises) this.figures(state, isEmpty);
  }

  figures({ promises, fits, questions }, isEmpty) {
    find("promises").hidden = isEmpty || !promises.length;
    find("fits").hidden = isEmpty || !fits.length;
    this.drawScores(promises);
    this.drawQuestions(questions);
    this.drawFits(fits);
    const worst = promises.find((row) => row.score !== null);
    find("worst").hidden = isEmpty || !promises.length;
    find("worst").textContent = worst
      ? this.text("worst", { name: worst.name, score: worst.score, change: change(worst.change) })
      : this.text("no-scores");
  }

  // Where the keyboard goes when the finding it was at has been dealt with.
  focusCard(isGone) {
    const target = isGone ? find("next") : this.card.querySelector(".choice") || this.card.querySelector("h3");
    if (isGone && target.disabled) find("text").focus();
    else target.focus();
  }

  place(current, total) {
    const place = this.card.querySelector(".place");
    if (place) place.textContent = this.text("finding", { number: current + 1, count: total });
  }

  cardNodes(card) {
    const { text, acts } = this;
    const head = node("p", { class: "meta" },
      node("span", { class: `badge ${card.severity}` }, card.severityName),
      node("span", { class: "place" }),
      node("button", { type: "button", class: "quiet turn", onclick: () => acts.step(-1), "aria-label": text("previous") }, "‹"),
      node("button", { type: "button", class: "quiet turn", onclick: () => acts.step(1), "aria-label": text("next") }, "›"));
    const message = node("h3", { tabindex: "-1" }, card.message);
    const choices = card.choices.map((choice, number) => node(
      "button",
      { type: "button", class: number ? "choice" : "choice main", "aria-keyshortcuts": number ? null : "Control+Enter", onclick: () => acts.take(number) },
      choice.trim() ? text("put-in", { text: choice }) : text("delete"),
    ));
    const advice = card.advice.length
      ? [node("h4", {}, card.fillIn ? text("fill-in") : text("advice")), node("ul", {}, ...card.advice.map((line) => node("li", {}, line)))]
      : [];
    return [
      head,
      message,
      ...(choices.length ? [node("div", { class: "buttons", role: "group", "aria-label": text("choices") }, ...choices)] : []),
      ...rewriteNodes(card.rewrite, text),
      choices.length ? node("p", { class: "hint" }, card.safe ? text("safe") : text("unsafe")) : null,
      ...advice,
      node("div", { class: "buttons" },
        node("button", { type: "button", class: "quiet", onclick: () => acts.ignore() }, text("ignore")),
        card.word
          ? node("button", { type: "button", class: "quiet", onclick: () => acts.accept(), title: text("accept-why") }, text("accept", { word: card.word }))
          : null),
      whyNodes(card, text),
      // Last for the keyboard, though it stands at the top.
      node("button", { type: "button", class: "quiet close", onclick: () => acts.close(), "aria-label": text("close-card") }, "×"),
    ].filter(Boolean);
  }

  rowNode(row, current, go = () => this.acts.choose(row.place)) {
    const button = node("button", {
      type: "button",
      class: "row",
      "aria-current": row.place === current ? "true" : null,
      onclick: go,
    },
    node("span", { class: `badge ${row.severity}` }, row.severityName), " ",
    node("span", {}, row.text || row.title), " ",
    node("span", { class: "where" }, [row.text ? row.title : "", row.where, row.many].filter(Boolean).join(", ")));
    return node("li", { value: row.place + 1 }, button);
  }

  drawPages({ first, total, shown }) {
    const more = total > shown.length;
    find("all-place").hidden = !more;
    find("all-place").textContent = this.text("rows", { first: first + 1, last: first + shown.length, total });
    find("earlier").hidden = !more || first === 0;
    find("later").hidden = !more || first + shown.length >= total;
  }

  scoreNode(row) {
    const score = row.score === null ? "–" : `${row.score}${change(row.change)}`;
    return node("li", { class: `score ${row.band}` },
      node("span", { class: "name" }, row.name),
      node("span", { class: "points" }, score),
      node("span", { class: "where" }, row.bandName));
  }

  fitNode(fit) {
    const { acts, text } = this;
    return node("li", { class: fit.fits ? "fit ready" : "fit" },
      node("div", { class: "over" },
        node("span", { class: "name" }, fit.name),
        node("span", { class: "points" }, `${fit.fits ? "✓ " : ""}${fit.word}`)),
      fit.obstacles.length ? node("ul", {}, ...fit.obstacles.map((line) => node("li", {}, line))) : null,
      fit.chosen
        ? node("p", { class: "where" }, text("chosen"))
        : node("button", { type: "button", class: "quiet", onclick: () => acts.audience(fit.id), "aria-label": text("write-for", { audience: fit.name }) }, text("choose")));
  }
}

function change(points) {
  if (!points) return "";
  return points > 0 ? ` (+${points})` : ` (−${-points})`;
}

function rewriteNodes(rewrite, text) {
  if (rewrite.length !== 3) return [];
  const [head, middle, tail] = rewrite;
  const line = node("p", { class: "rewrite" }, head.slice(-160), middle ? node("ins", {}, middle) : null, tail.slice(0, 160));
  return [node("h4", {}, text("rewrite")), line];
}

function whyNodes(card, text) {
  const facts = [
    ["promise", card.promise],
    ["wcag", card.wcag.length ? `WCAG ${card.wcag.join(", ")}` : ""],
    ["sources", card.sources.join("; ")],
    ["rule", card.rule],
  ].filter(([, value]) => value);
  return node("details", {},
    node("summary", {}, text("why")),
    card.why ? node("p", {}, card.why) : null,
    node("dl", {}, ...facts.map(([name, value]) => node("div", {}, node("dt", {}, text(name)), node("dd", {}, value)))));
}
