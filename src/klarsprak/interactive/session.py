"""A text being written and what klarsprak finds in it; knows neither terminal nor browser.

A session belongs to one thread. Only `Checker.check` may run in another: it works on a
`Snapshot` and hands back an `Outcome` that the owner gives to `Session.receive`. Offsets
are code points of `Session.text`, where lines end with LF.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from klarsprak.core.audience import Audience
from klarsprak.core.document import Format
from klarsprak.core.errors import ConfigError, KlarsprakError, ReadError
from klarsprak.core.report import FileReport, PromiseScore, Report
from klarsprak.engine.genre import DOCUMENT_TYPES
from klarsprak.formatters.fit import Fit, fits
from klarsprak.interactive.checking import Checker, Outcome, Snapshot
from klarsprak.interactive.editing import Change, applied, difference, inverse
from klarsprak.interactive.files import Opened, format_of, pasted, save
from klarsprak.interactive.history import History, Step
from klarsprak.interactive.letting_be import without
from klarsprak.interactive.marks import Mark, moved
from klarsprak.interactive.taking import acceptable, changes_for, choices, reaches_out


class Session:
    """One text, its findings, and everything that can be done with them.

    Raises ConfigError for an unknown audience or document type, or broken settings.
    """

    def __init__(
        self,
        checker: Checker,
        source: Opened | None = None,
        *,
        audience: str = "",
        document_type: str = "",
    ) -> None:
        self.checker = checker
        self.source = source or pasted("")
        self.text = self.source.text
        self.audience = ""
        self.document_type = ""
        self.trouble: KlarsprakError | None = None
        self.version = self.generation = 0
        self._saved = self.text
        self._history = History()
        self._ignored: set[str] = set()
        self._marks: tuple[Mark, ...] = ()
        self._report: Report | None = None
        self._let_be: tuple[Report, frozenset[str], Report] | None = None
        """A report, what is ignored in it, and how it reads without that."""
        self._since: list[tuple[int, Change]] = []
        self._checked = -1
        self._share = 1.0
        self._audiences: tuple[Path | None, tuple[Audience, ...]] | None = None
        self.set_audience(audience)
        self.set_document_type(document_type)

    # What it is about

    @property
    def format(self) -> Format:
        """How the text is read: text, markdown or html."""
        return self.source.format

    @property
    def name(self) -> str:
        """The file name as the writer gave it; "" for a pasted text."""
        return self.source.name

    @property
    def unsaved(self) -> bool:
        """Whether the text differs from what was opened or last saved."""
        return self.text != self._saved

    @property
    def pending(self) -> bool:
        """Whether something has changed that no finished check has seen."""
        return self._checked != self.version

    @property
    def share(self) -> float:
        """How far the check under way has come, 0 to 1; 1 when none is."""
        return self._share

    @property
    def audiences(self) -> tuple[Audience, ...]:
        """Every audience that can be chosen."""
        path = self.source.path
        if self._audiences is None or self._audiences[0] != path:
            self._audiences = path, self.checker.audiences(path)
        return self._audiences[1]

    # The text

    def replace(self, start: int, end: int, text: str, *, typed: bool = False) -> Change | None:
        """Put `text` where ``start:end`` was; None when that changes nothing.

        `typed` changes that follow each other are taken back together, a word at a time.
        Raises ValueError for a span outside the text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"a span outside the text: {start}..{end}")
        change = Change(start, self.text[start:end], text.replace("\r\n", "\n").replace("\r", "\n"))
        if change.before == change.after:
            return None
        self._make((change,))
        self._history.push(Step(changes=(change,), typed=typed))
        return change

    def set_text(self, text: str, format_: Format | None = None) -> Change | None:
        """Make the whole text `text` (one step, that can be taken back), read as `format_`."""
        if format_ is not None and format_ is not self.format:
            self.set_format(format_)
        change = difference(self.text, text.replace("\r\n", "\n").replace("\r", "\n"))
        if change is None:
            return None
        return self.replace(change.start, change.old.end, change.after)

    def pause(self) -> None:
        """What is typed from here on is taken back by itself."""
        self._history.pause()

    def open(self, source: Opened) -> None:
        """Begin anew with another text; nothing of the old one can be taken back."""
        self.source, self.text, self._saved = source, source.text, source.text
        self._history = History()
        self._ignored.clear()
        self._start_over()

    def undo(self) -> Step | None:
        """Take back the last step, and return what that did; None when there is none.

        The `changes` of the result are those just made to the text, in order. Raises
        ConfigError when the word list cannot be written.
        """
        done = self._history.done
        if not done:
            return None
        self._accept(done[-1].accepted, withdraw=True)
        step = self._history.back()
        assert step is not None
        self._ignored.discard(step.ignored)
        return self._again(replace(step, changes=inverse(step.changes)))

    def redo(self) -> Step | None:
        """Do again what was last taken back; see `undo`."""
        undone = self._history.undone
        if not undone:
            return None
        self._accept(undone[-1].accepted)
        step = self._history.forth()
        assert step is not None
        if step.ignored:
            self._ignored.add(step.ignored)
        return self._again(step)

    def _again(self, step: Step) -> Step:
        if step.changes:
            self._make(step.changes)
        return step

    def _make(self, changes: Sequence[Change]) -> None:
        self.text = applied(self.text, changes)
        self._marks = moved(self._marks, changes)
        for change in changes:
            self.version += 1
            self._since.append((self.version, change))

    # The check

    def snapshot(self) -> Snapshot:
        """What to give `Checker.check`."""
        return Snapshot(
            self.version,
            self.generation,
            self.text,
            self.format,
            self.name,
            self.source.path,
            self.audience,
            self.document_type,
        )

    def receive(self, outcome: Outcome) -> bool:
        """Take over what a check found; False for one that is of no use any more.

        Marks are moved by the changes made since the snapshot was taken. Parts of a big
        text show only what they found; scores and measures come with the whole.
        """
        if outcome.generation != self.generation or outcome.version < self._checked:
            return False
        self.trouble = outcome.trouble
        if outcome.trouble is not None:
            self._checked, self._share = outcome.version, 1.0
            return True
        self._since = [pair for pair in self._since if pair[0] > outcome.version]
        self._marks = moved(outcome.marks, (change for _, change in self._since))
        self._share = outcome.share
        if outcome.report is not None:
            self._report = outcome.report
            self._checked = outcome.version
        return True

    def check(self) -> None:
        """Check the text now, in this thread."""
        for outcome in self.checker.check(self.snapshot()):
            self.receive(outcome)
            if not outcome.is_part:
                break

    def stopped(self) -> None:
        """Tell that the check under way was called off."""
        self._share = 1.0

    def _start_over(self) -> None:
        self.version += 1
        self.generation += 1
        self._marks, self._since, self._report = (), [], None
        self._checked, self._share = -1, 1.0

    # What was found

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._history.undone)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The findings where they stand now, in text order, less those let be."""
        if not self._ignored:
            return self._marks
        return tuple(m for m in self._marks if m.finding.fingerprint not in self._ignored)

    @property
    def report(self) -> Report | None:
        """The last whole report, less findings let be; None before the first check."""
        if self._report is None or not self._ignored:
            return self._report
        known = self._let_be
        if known is None or known[0] is not self._report or known[1] != self._ignored:
            file = without(self._report.files[0], self._ignored, self._report.promises)
            reads = replace(self._report, files=(file,))
            self._let_be = known = self._report, frozenset(self._ignored), reads
        return known[2]

    @property
    def rulebook(self) -> Report:
        """The last whole report, or one without a text: what `card` explains findings by."""
        return self._report or self.checker.rulebook(self.source.path)

    @property
    def file(self) -> FileReport | None:
        """The one file of `report`."""
        report = self.report
        return report.files[0] if report else None

    @property
    def troubles(self) -> tuple[tuple[str, Mapping[str, str]], ...]:
        """What could not be done, as (code, values) for `Catalogue.error`; mostly nothing.

        The error that stopped the last check, or parts of it that did not run.
        """
        if self.trouble is not None:
            return ((self.trouble.code, self.trouble.values),)
        errors = self._report.errors if self._report else ()
        return tuple((error.code, {"path": error.path, **error.values}) for error in errors)

    @property
    def scores(self) -> tuple[PromiseScore, ...]:
        """How the text kept each promise at the last whole check."""
        file = self.file
        return file.promises if file else ()

    def fits(self) -> list[Fit]:
        """How the text fits each audience, by the last whole check."""
        file = self.file
        return fits(file, self.audiences) if file else []

    # What can be done with it

    def choices(self, mark: Mark) -> tuple[str, ...]:
        """The replacements that `take` can put in, best first."""
        return choices(mark)

    def take(self, mark: Mark, choice: int = 0) -> tuple[Change, ...]:
        """Put in a suggestion: the changes made, in order; one step to take back.

        Raises ValueError when there is no such choice or the words are no longer there, and
        for a sentence built anew when the text has changed since it was checked.
        """
        if self._since and choice < len(choices(mark)) and reaches_out(mark, choice):
            raise ValueError("the sentence may have changed")
        changes = changes_for(mark, choice, self.text, self.format)
        if changes:
            self._make(changes)
            self._history.push(Step(changes=changes))
        return changes

    def ignore(self, mark: Mark) -> None:
        """Let one finding be for as long as its sentence stands as it does."""
        fingerprint = mark.finding.fingerprint
        if fingerprint and fingerprint not in self._ignored:
            self._ignored.add(fingerprint)
            self._history.push(Step(ignored=fingerprint))

    def accept(self, mark: Mark) -> tuple[str, Path]:
        """Accept the flagged word for good: (the word, the list it was written to).

        Raises ValueError when the finding is about no word, ConfigError when the list
        cannot be written. The text must be checked again.
        """
        word = acceptable(mark.finding)
        if not word:
            raise ValueError("not a word")
        path, is_new = self._accept(word)
        if is_new:
            self._history.push(Step(accepted=word))
        return word, path

    def _accept(self, word: str, *, withdraw: bool = False) -> tuple[Path, bool]:
        """Write to the word list; every check so far is of another list then."""
        path = self.source.path
        if not word:
            return Path(), False
        try:
            if withdraw:
                self.checker.withdraw(word, path)
                result = Path(), True
            else:
                result = self.checker.accept(word, path)
        except OSError as error:
            raise ConfigError(
                "output-unwritable", path=error.filename or word, error=error.strerror or error
            ) from error
        folded = word.casefold()
        if not withdraw:
            self._marks = tuple(m for m in self._marks if folded not in _names(m))
        self._recheck()
        return result

    def _recheck(self) -> None:
        self.generation += 1
        self._checked = -1

    def set_audience(self, audience: str) -> None:
        """Hold the text up to another reader; "" for the one the settings name."""
        known = [known.id for known in self.audiences]
        if audience and audience not in known:
            raise ConfigError("audience-unknown", name=audience, near="", known=", ".join(known))
        self.audience = audience
        self._recheck()

    def set_document_type(self, document_type: str) -> None:
        """Read the text as another sort of text; "" for what it looks like."""
        if document_type and document_type not in DOCUMENT_TYPES:
            raise ConfigError(
                "document-type-unknown", name=document_type, known=", ".join(DOCUMENT_TYPES)
            )
        self.document_type = document_type
        self._recheck()

    def set_format(self, format_: Format) -> None:
        """Read the text as another format."""
        self.source = replace(self.source, format=format_)
        self._recheck()

    def render(self, name: str, language: str = "nb") -> str:
        """The report in a format of `formatters.registry`; "" before the first check."""
        from klarsprak.formatters.registry import RenderOptions, render
        from klarsprak.messages.catalogue import load

        report = self.report
        if report is None:
            return ""
        return "".join(render(name, report, load(language), RenderOptions()))

    def save(self, path: Path | None = None, *, encoding: str = "") -> Path:
        """Write the text to `path`, or to where it was opened; returns where it went.

        Encoding, byte order mark and line ends are those of the file that was opened,
        unless `encoding` is given. Raises ReadError ``not-encodable``, ``not-saved`` or
        ``not-word`` (a text is no Word file), and ValueError when there is no path.
        """
        target = path or self.source.path
        if target is None:
            raise ValueError("nowhere to save")
        if target.suffix.lower() == ".docx":
            raise ReadError("not-word", path=target)
        source = replace(self.source, encoding=encoding) if encoding else self.source
        save(self.text, source, target)
        if target != source.path:
            # The suffix decides how the file will be read the next time.
            self.source = replace(
                source, path=target, name=str(target), format=format_of(target), notes=()
            )
            self._recheck()
        else:
            self.source = source
        self._saved = self.text
        return target


def _names(mark: Mark) -> set[str]:
    """What a project's list may call the flagged word, casefolded."""
    finding = mark.finding
    return {finding.text.casefold(), finding.values.get("lemma", "").casefold()}
