"""The plain mode: one finding at a time, a line in and some lines out; for screen readers."""

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from klarsprak.core.errors import KlarsprakError, ReadError
from klarsprak.formatters.fit import obstacle_text
from klarsprak.formatters.promises import band
from klarsprak.interactive import navigation
from klarsprak.interactive.card import Card, card, counted, measured
from klarsprak.interactive.files import looks_like, open_file
from klarsprak.interactive.first import MOST, Beginning, described
from klarsprak.interactive.history import Step
from klarsprak.interactive.marks import Mark
from klarsprak.interactive.session import Session
from klarsprak.messages.catalogue import Catalogue
from klarsprak.messages.visible import visible, visible_lines

END = "."
"""A line of its own that ends a text being pasted."""

COMMANDS = (
    "next", "previous", "first", "take", "rewrite", "ignore", "accept", "undo", "redo", "why", "text",
    "promises", "audience", "fits", "open", "save", "copy", "help", "quit",
)  # fmt: skip
"""What can be done; the letter and the word of each are ``ui.letter.*`` and ``ui.key.*``."""


def talk(
    session: Session,
    catalogue: Catalogue,
    lines_in: TextIO | None = None,
    out: TextIO | None = None,
    *,
    guess: bool = True,
) -> int:
    """Talk with the writer until they quit or the input ends; returns the exit code.

    `guess` the format of a text that is pasted.
    """
    streams = lines_in or sys.stdin, out or sys.stdout
    conversation = Conversation(session, catalogue, *streams, guess=guess)
    return conversation.run()


class Conversation:
    """One session in the plain mode."""

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        lines_in: TextIO,
        out: TextIO,
        *,
        guess: bool,
    ) -> None:
        self._guess = guess
        self._told: list[str] = []
        self._scores: dict[str, int] = {}
        self._begun = 0
        """How many of the findings to begin with have been gone to."""
        self._beginning = Beginning()
        self.session, self.catalogue = session, catalogue
        self._in, self._out = lines_in, out
        self.current: Mark | None = None
        self._text = catalogue.text

    def run(self) -> int:
        """Read a text if there is none, tell what was found, and do what is asked."""
        if not self.session.text.strip():
            self._say(self._text("ui.paste"))
            text = self._pasted()
            self.session.set_text(text, looks_like(text) if self._guess else None)
        for note in self.session.source.notes:
            self._say(self.catalogue.note(note))
        self._say(self._text("ui.wait"))
        self._check()
        if self.session.trouble is not None:
            # Wrong settings stay wrong: there is nothing to talk about.
            return 2
        self._summary()
        self._begin()
        self._step(1)
        self._say(self._text("ui.prompt-first"))
        names = self._names()
        while (answer := self._ask(self._text("ui.prompt"))) is not None:
            command = names.get(answer.casefold())
            if answer.isdigit() and answer != "0":
                self._take(int(answer) - 1)
            elif command == "quit":
                if self._may_leave():
                    return 0
            elif command:
                self._do(command)
            else:
                self._say(self._text("ui.unknown", answer=visible(answer)))
        return 0

    def _names(self) -> dict[str, str]:
        names = {"": "next", "?": "help"}
        for command in COMMANDS:
            names[self._text(f"ui.letter.{command}")] = command
            names[self._text(f"ui.key.{command}")] = command
        return names

    def _do(self, command: str) -> None:
        does: dict[str, Callable[[], object]] = {
            "next": lambda: self._step(1),
            "previous": lambda: self._step(-1),
            "first": self._first,
            "take": lambda: self._take(0),
            "rewrite": self._rewrite,
            "ignore": self._ignore,
            "accept": self._accept,
            "undo": self._undo,
            "redo": self._redo,
            "why": self._why,
            "text": lambda: self._say(visible_lines(self.session.text), wrap=False),
            "promises": self._promises,
            "audience": self._audience,
            "fits": self._fits,
            "open": self._open,
            "save": self._save,
            "copy": self._copy,
            "help": self._help,
        }
        try:
            does[command]()
        except KlarsprakError as error:
            self._say(self.catalogue.error(error.code, error.values))

    # In and out

    def _say(self, text: str, *, wrap: bool = True) -> None:
        for line in text.split("\n"):
            shown = textwrap.wrap(line, 78) if wrap and len(line) > 78 else [line]
            self._out.write("\n".join(shown) + "\n")
        self._out.flush()

    def _ask(self, question: str) -> str | None:
        """The answer without white space round it; None when the input has ended."""
        self._out.write(f"{question} ")
        self._out.flush()
        line = self._in.readline()
        if not line:
            self._out.write("\n")
            return None
        return line.strip()

    def _pasted(self) -> str:
        taken: list[str] = []
        while (line := self._in.readline()) and line.rstrip("\r\n") != END:
            taken.append(line)
        return "".join(taken).removesuffix("\n")

    # Finding by finding

    def _check(self) -> None:
        self.session.check()
        told = [self.catalogue.error(*trouble) for trouble in self.session.troubles]
        if told != self._told:
            self._told = told
            self._say("\n".join(told))
        self.current = navigation.same(self.session.marks, self.current)
        self._scored()

    def _scored(self) -> None:
        """Tell how far each promise has moved since the last check."""
        now = {s.id: s.score for s in self.session.scores if s.score is not None}
        for promise in self.session.rulebook.promises:
            before, score = self._scores.get(promise.id), now.get(promise.id)
            if before is not None and score is not None and score != before:
                change = f"{'+' if score > before else '−'}{abs(score - before)}"
                name = self.catalogue.pick(promise.title)
                self._say(self._text("ui.moved", name=name, score=score, change=change))
        self._scores = now

    def _summary(self) -> None:
        counts = counted(self.session.marks, self.catalogue)
        file = self.session.file
        self._say(
            ". ".join([counts, *(measured(file, self.catalogue) if file else ()), ""]).strip()
        )

    def _begin(self) -> None:
        """Tell of the findings that weigh most."""
        firsts = self._beginning.of(self.session)
        if firsts and len(self.session.marks) > MOST:
            told = "; ".join(described(found, self.session, self.catalogue) for found in firsts)
            self._say(f"{self._text('ui.first-plain')}: {told}.")

    def _first(self) -> None:
        """Go to the finding that weighs most, then to the next of those, round and round."""
        firsts = self._beginning.of(self.session)
        if firsts:
            found = firsts[self._begun % len(firsts)].mark
            if self.current is not None and found.finding is self.current.finding:
                self._begun += 1  # One is there already.
                found = firsts[self._begun % len(firsts)].mark
            self.current = found
            self._begun += 1
        self._show()

    def _step(self, step: int, offset: int = 0) -> None:
        marks = self.session.marks
        self.current = navigation.after(marks, self.current, offset, step)
        self._show()

    def _show(self) -> None:
        if self.current is None:
            self._say(self._text("ui.clean"))
            return
        order = navigation.ordered(self.session.marks)
        told = self._card(self.current)
        number = (navigation.place(order, self.current) or 0) + 1
        head = self._text("ui.finding", number=number, count=len(order))
        self._say(f"\n{head}, {told.severity_name}. {visible(told.message)}")
        excerpt = self.current.finding.excerpt.text
        if not self.current.whole:
            self._say(f"{self._text('ui.sentence')}: {visible(excerpt)}")
        for place, choice in enumerate(told.choices[:9], start=1):
            self._say(f"{place}: {visible(choice) or self._text('ui.delete')}")

    def _card(self, mark: Mark) -> Card:
        return card(mark, self.session.rulebook, self.catalogue)

    def _chosen(self) -> Mark | None:
        if self.current is None:
            self._say(self._text("ui.no-findings"))
        return self.current

    def _take(self, choice: int) -> None:
        mark = self._chosen()
        if mark is None:
            return
        if choice >= len(self.session.choices(mark)):
            self._say(self._text("ui.no-choice"))
            return
        offered = self.session.choices(mark)[choice]
        self.session.take(mark, choice)
        self._moved_on(mark, self._put_in(offered))

    def _put_in(self, text: str) -> str:
        return self._text("ui.put-in", text=visible(text)) if text else self._text("ui.deleted")

    def _rewrite(self) -> None:
        mark = self._chosen()
        if mark is None:
            return
        if mark.whole:
            self._say(self._text("ui.no-choice"))
            return
        self._say(f"{self._text('ui.old')}: {visible(mark.finding.text)}")
        new = self._ask(self._text("ui.new"))
        if new:
            self.session.replace(mark.span.start, mark.span.end, new)
            self._moved_on(mark, self._put_in(new))

    def _ignore(self) -> None:
        mark = self._chosen()
        if mark is not None:
            self.session.ignore(mark)
            self._moved_on(mark, self._text("ui.left"))

    def _accept(self) -> None:
        mark = self._chosen()
        if mark is None:
            return
        try:
            word, path = self.session.accept(mark)
        except ValueError:
            self._say(self._text("ui.not-a-word"))
            return
        told = self._text("cli.vocabulary.added", word=visible(word), path=path.name)
        self._moved_on(mark, told)

    def _moved_on(self, mark: Mark, notice: str) -> None:
        """Check again and show the next finding from where `mark` was."""
        self._say(notice)
        self.current = None
        self._check()
        self._step(1, mark.span.start)

    def _undo(self) -> None:
        self._through_time(self.session.undo(), "ui.undone", "ui.nothing-to-undo")

    def _redo(self) -> None:
        self._through_time(self.session.redo(), "ui.redone", "ui.nothing-to-redo")

    def _through_time(self, step: Step | None, done: str, nothing: str) -> None:
        self._say(self._text(done if step else nothing))
        self._check()
        if step is not None:
            self.current = navigation.back_at(self.session.marks, step) or self.current
        self._show()

    def _why(self) -> None:
        mark = self._chosen()
        if mark is None:
            return
        told = self._card(mark)
        facts = (
            ("cli.explain.why", told.why),
            ("ui.fill-in" if told.fill_in else "ui.advice", "; ".join(map(visible, told.advice))),
            ("ui.rewrite", visible(told.rewrite.text) if told.rewrite else ""),
            ("cli.explain.promise", told.promise),
            ("cli.explain.wcag", ", ".join(told.wcag)),
            ("cli.explain.sources", "; ".join(told.sources)),
            ("report.rule", told.rule),
        )
        for key, value in facts:
            if value:
                self._say(f"{self._text(key)}: {value}")

    # The text as a whole

    def _promises(self) -> None:
        scores = {score.id: score.score for score in self.session.scores}
        for promise in self.session.rulebook.promises:
            if promise.checkable and promise.id in scores:
                score = scores[promise.id]
                points = "" if score is None else f"{score}. "
                name = self.catalogue.pick(promise.title)
                self._say(f"{name}: {points}{self._text(f'band.{band(score)}')}.")
        file = self.session.file
        if file and "lix" in file.metrics:
            self._say(f"LIX: {self.catalogue.number(file.metrics['lix'])}")

    def _fits(self) -> None:
        for fit in self.session.fits():
            word = self._text("cli.audience.not" if fit.obstacles else "cli.audience.fits")
            texts = "; ".join(obstacle_text(o, self.catalogue) for o in fit.obstacles)
            end = f": {texts}" if texts else ""
            self._say(f"{self.catalogue.pick(fit.audience.title)}: {word}{end}.")

    def _audience(self) -> None:
        audiences = self.session.audiences
        for number, audience in enumerate(audiences, start=1):
            self._say(f"{number}: {self.catalogue.pick(audience.title)}")
        answer = self._ask(self._text("ui.who"))
        if answer and answer.isdigit() and 1 <= int(answer) <= len(audiences):
            chosen = audiences[int(answer) - 1]
            self.session.set_audience(chosen.id)
            self._say(self._text("ui.now-for", audience=self.catalogue.pick(chosen.title)))
            self._check()
            self._summary()
            self._show()
        elif answer:
            self._say(self._text("ui.no-choice"))

    def _open(self) -> None:
        if not self._may_leave():
            return
        name = self._ask(self._text("ui.open"))
        if name:
            self.session.open(open_file(Path(name).expanduser()))
            self.current = None
            self._check()
            self._summary()
            self._step(1)

    def _save(self) -> bool:
        path = self.session.source.path
        if path is None:
            name = self._ask(self._text("ui.save"))
            if not name:
                return False
            path = Path(name).expanduser()
            if path.exists() and not self._sure(self._text("ui.exists", path=visible(name))):
                return False
        try:
            self.session.save(path)
        except ReadError as error:
            told = self.catalogue.error(error.code, error.values)
            if error.code != "not-encodable" or not self._sure(told):
                self._say(told)
                return False
            self.session.save(path, encoding="utf-8")
        self._say(self._text("ui.saved", path=visible(path.name)))
        return True

    def _sure(self, question: str) -> bool:
        yes = self._text("ui.yes").casefold()
        answer = self._ask(f"{question} ({yes}/{self._text('ui.no').casefold()})")
        return bool(answer) and yes.startswith((answer or "").casefold())

    def _may_leave(self) -> bool:
        if not self.session.unsaved or not self.session.text.strip():
            return True
        rows = ("ui.leave-save", "ui.leave-drop", "ui.leave-stay")
        self._say(self._text("ui.leave"))
        for number, key in enumerate(rows, start=1):
            self._say(f"{number}: {self._text(key)}")
        answer = self._ask(self._text("ui.prompt"))
        return answer in ("2", None) or (answer == "1" and self._save())

    def _copy(self) -> None:
        """Ask the terminal to put the text on the clipboard (OSC 52)."""
        if self._out.isatty():
            from base64 import b64encode

            data = b64encode(self.session.text.encode("utf-8", "replace")).decode("ascii")
            self._out.write(f"\x1b]52;c;{data}\a")
            self._say(self._text("ui.copied-plain"))
        else:
            self._say(visible_lines(self.session.text), wrap=False)

    def _help(self) -> None:
        self._say("\n".join(self._help_lines()))

    def _help_lines(self) -> Iterator[str]:
        yield self._text("ui.plain-help")
        for command in COMMANDS:
            yield f"{self._text(f'ui.letter.{command}')}: {self._text(f'ui.key.{command}')}"
