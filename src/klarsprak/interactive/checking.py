"""Check a snapshot of the text: big texts part by part, so that it can be told of and stopped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from klarsprak import __version__
from klarsprak.config.load import for_path, with_flags
from klarsprak.config.model import Config
from klarsprak.core.audience import Audience
from klarsprak.core.document import Format
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.report import Report, ToolInfo
from klarsprak.engine.memory import BlockMemory
from klarsprak.engine.run import Plan, Workshop, assemble
from klarsprak.engine.vocabulary import add_word, remove_word
from klarsprak.interactive.editing import difference
from klarsprak.interactive.marks import Mark, marks_of
from klarsprak.readers.registry import read_text

PART = 30_000
"""Code points; texts over twice this are checked in parts of about this size first."""

MEMORY = 2_000_000
"""Code points whose blocks are remembered: the paragraphs of 200,000 words and to spare."""

REMEMBERED = 4_000_000
"""Code points of text whose checks are remembered: the parts of a big text too."""

WARMING = (
    "Vi har mottatt søknaden din. Du får svar av saksbehandleren innen fire uker, dersom "
    "alle vedleggene ble sendt. Du kan klagge på vedtaket."
)
"""A text that has rules, dictionaries and language model loaded before they are needed."""

_GAP = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The text and the choices at one moment.

    `version` counts changes of the text, `generation` counts what makes every earlier
    check worthless (another text, another audience).
    """

    version: int
    generation: int
    text: str
    format: Format
    name: str = ""
    path: Path | None = None
    audience: str = ""
    document_type: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check of a snapshot found.

    While a big text is checked in parts `report` is None, `marks` are those found so far
    and `share` tells how far it has come (0 to 1). `trouble` is the error that stopped the
    check, if one did.
    """

    version: int
    generation: int
    marks: tuple[Mark, ...]
    report: Report | None = None
    share: float = 1.0
    trouble: KlarsprakError | None = None

    @property
    def is_part(self) -> bool:
        """Whether there is more to come."""
        return self.report is None and self.trouble is None


class Checker:
    """Rules and settings, built once; `check` may run in another thread than the rest."""

    def __init__(self, plan: Plan) -> None:
        self.workshop = Workshop(replace(plan, keep_documents=True), BlockMemory(MEMORY))
        self._known = ""
        self._is_warm = False
        self._rulebooks: dict[tuple[str, ...], Report] = {}

    def config_for(self, path: Path | None) -> Config:
        """The settings in force for a file, or for the working folder; ConfigError when broken."""
        if path is None:
            return self.workshop.config_for(Path.cwd())
        return for_path(self.workshop.config_for(path.parent), path)

    def audiences(self, path: Path | None = None) -> tuple[Audience, ...]:
        """Every audience that can be chosen, in the order of the profile file."""
        return self.rulebook(path).audiences

    def rulebook(self, path: Path | None = None) -> Report:
        """A report on no text, with every rule, promise and audience; loads no model."""
        packs = self.config_for(path).utvid
        if packs not in self._rulebooks:
            library = self.workshop.library_for(self.config_for(path))
            self._rulebooks[packs] = Report(
                ToolInfo(__version__, "", library.hash),
                (),
                library.metas(),
                library.promises,
                audiences=tuple(library.audiences.values()),
            )
        return self._rulebooks[packs]

    def check(self, snapshot: Snapshot) -> Iterator[Outcome]:
        """Yield what is found: for a big text its parts as they are done, then the whole.

        Whoever does not want the rest just stops asking. The last outcome has the report;
        it is the same as that of a lint of the text in one go. No error is raised: one
        that stops the check is the `trouble` of the last outcome. Who goes on asking after
        the outcome of an empty text, has all loaded that the first real one will need.
        """
        try:
            yield from self._check(snapshot)
        except KlarsprakError as error:
            yield Outcome(snapshot.version, snapshot.generation, (), trouble=error)
        except Exception as error:
            told = KlarsprakError("check-crashed", error=f"{type(error).__name__}: {error}"[:200])
            yield Outcome(snapshot.version, snapshot.generation, (), trouble=told)

    def _check(self, snapshot: Snapshot) -> Iterator[Outcome]:
        config = self.config_for(snapshot.path)
        flags = {"malgruppe": snapshot.audience, "dokumenttype": snapshot.document_type}
        config = with_flags(config, {key: value or None for key, value in flags.items()})
        yield from self._parts(snapshot, config)
        report = self._lint(snapshot, snapshot.text, config)
        self._known = snapshot.text
        marks = marks_of(report.findings)
        yield Outcome(snapshot.version, snapshot.generation, marks, report)
        if not self._is_warm and not snapshot.text.strip():
            self._lint(replace(snapshot, name=""), WARMING, config)
        self._is_warm = True

    def _parts(self, snapshot: Snapshot, config: Config) -> Iterator[Outcome]:
        text = snapshot.text
        if len(text) <= 2 * PART or snapshot.format is not Format.TEXT:
            return
        change = difference(self._known, text)
        if change is None or len(change.after) < PART:
            # Nearly all of it is remembered: the whole comes quicker than parts and whole.
            return
        found: list[Mark] = []
        yield Outcome(snapshot.version, snapshot.generation, (), share=0.0)
        for start, end in parts(text):
            report = self._lint(snapshot, text[start:end], config)
            found += [mark for mark in marks_of(report.findings, start) if not mark.whole]
            share = end / len(text) * 0.9
            yield Outcome(snapshot.version, snapshot.generation, tuple(found), share=share)

    def _lint(self, snapshot: Snapshot, text: str, config: Config) -> Report:
        name = snapshot.name
        is_xml = PurePath(name).suffix.lower() == ".xhtml"
        document = read_text(text, snapshot.format, name, xml=is_xml)
        result = self.workshop.lint(document, config)
        return assemble([result], [], self.workshop.chosen_for(config))

    def accept(self, word: str, path: Path | None) -> tuple[Path, bool]:
        """Write `word` to the project's list: (the list, whether it was new there).

        Raises ConfigError or OSError when the list cannot be read or written.
        """
        config = self.config_for(path)
        target = self.workshop.vocabulary_path(config)
        is_new = add_word(target, word)
        self.workshop.forget_vocabulary(config)
        return target, is_new

    def withdraw(self, word: str, path: Path | None) -> None:
        """Take `word` off the project's list again; OSError."""
        config = self.config_for(path)
        remove_word(self.workshop.vocabulary_path(config), word)
        self.workshop.forget_vocabulary(config)


def parts(text: str, size: int = PART) -> Iterator[tuple[int, int]]:
    """(start, end) of parts of at least `size` code points, cut at empty lines where it can be."""
    start = 0
    while start < len(text):
        end = start + size
        if end < len(text):
            gap = _GAP.search(text, end, end + size)
            at = text.find("\n", end, end + size) + 1
            end = gap.end() if gap else at or end
        end = min(end, len(text))
        yield start, end
        start = end
