"""One file, from the cache if it is the same file under the same rules, else linted."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from klarsprak.config.load import for_path
from klarsprak.config.model import Config
from klarsprak.core.errors import KlarsprakError
from klarsprak.core.report import FileOutline, FileReport, ToolError
from klarsprak.engine.collector import put_off
from klarsprak.engine.files import Target, read_bytes
from klarsprak.engine.keys import config_digest, digest, document_key
from klarsprak.engine.packing import Packed, pack
from klarsprak.engine.result import LintResult
from klarsprak.engine.workshop import MAX_BYTES, Workshop

if TYPE_CHECKING:
    from klarsprak.engine.shelf import FileRow, Shelf


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: a result, or the errors that kept it from one.

    `content` is the digest of what was read. `rule_errors` are what is wrong with the rules
    it was checked by; a result from the cache has none, for none is kept beside them. With
    `lacks_model` rules that need a parse did not run, because of `model_errors`.
    """

    result: LintResult | Packed | None = None
    errors: tuple[ToolError, ...] = ()
    content: bytes = b""
    lacks_model: bool = False
    model_errors: tuple[ToolError, ...] = ()
    rule_errors: tuple[ToolError, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that was read, with its settings and its key in the cache."""

    config: Config
    data: bytes
    content: bytes
    key: bytes


class FileCheck:
    """Checks files with a workshop and, if there is one, a shelf."""

    def __init__(self, workshop: Workshop, shelf: "Shelf | None") -> None:
        self.workshop = workshop
        self._shelf = shelf
        workshop.use_shelf(shelf)

    def config_for(self, target: Target) -> Config:
        """The settings of a file; ConfigError when they are broken."""
        return for_path(self.workshop.config_for(target.path.parent), target.path)

    def recall(self, target: Target) -> Outcome | None:
        """What the shelf has of a file; None when it must be checked."""
        if self._shelf is None:
            return None
        try:
            return self._recalled(target, self._read(target))
        except KlarsprakError:
            # It is told of when the file is checked.
            return None

    def check(self, target: Target) -> Outcome:
        """Check a file. No error is raised, unless the plan wants them raised."""
        with put_off():
            return self._check(target)

    def _check(self, target: Target) -> Outcome:
        from klarsprak.readers.registry import read

        try:
            found = self._read(target)
            known = self._recalled(target, found)
            if known:
                return known
            document = read(target.shown, found.data, name=target.path.name)
            result = self.workshop.lint_whole(document, found.config)
        except KlarsprakError as error:
            return Outcome(errors=(ToolError(target.shown, error.code, error.values),))
        except Exception as error:
            if self.workshop.plan.raise_errors:
                raise
            told = {"error": f"{type(error).__name__}: {error}"[:200]}
            return Outcome(errors=(ToolError(target.shown, "file-crashed", told),))
        chosen = self.workshop.chosen_for(found.config)
        lacks_model = chosen.lacks_model
        # Nothing is kept beside broken rules: a row tells that all rules could be built.
        sound = not (result.errors or lacks_model or chosen.rule_errors)
        if self._shelf is not None and sound:
            self._keep(found.key, result)
        model_errors = chosen.model.errors if chosen.model else ()
        result = self.workshop.trimmed(result)
        return Outcome(result, (), found.content, lacks_model, model_errors, chosen.rule_errors)

    def reading(self, target: Target, content: bytes) -> Callable[[FileReport], FileReport]:
        """What puts the document back into the report of a file.

        A file that has changed since it was checked has no document any more.
        """

        def load(report: FileReport) -> FileReport:
            from klarsprak.nlp.language import resolve
            from klarsprak.readers.registry import read

            try:
                data = read_bytes(target, MAX_BYTES)
                if digest(data) == content:
                    document = read(target.shown, data, name=target.path.name)
                    return replace(report, document=resolve(document))
            except KlarsprakError:
                pass
            return replace(report, sentences=())

        return load

    def _read(self, target: Target) -> _Read:
        config = self.config_for(target)
        data = read_bytes(target, MAX_BYTES)
        content = digest(data)
        if self._shelf is None:
            return _Read(config, data, content, b"")
        scope = bytes.fromhex(self.workshop.chosen_for(config).scope)
        settings = config_digest(config, self.workshop.vocabulary_for(config))
        key = document_key(scope, settings, target.shown, target.path.name, content)
        return _Read(config, data, content, key)

    def _recalled(self, target: Target, found: _Read) -> Outcome | None:
        if self._shelf is None:
            return None
        row = self._shelf.file(found.key, self.workshop.plan.today.isoformat())
        if row is None:
            return None
        packed = _packed(target.shown, row)
        return Outcome(packed, content=found.content) if packed else None

    def _keep(self, key: bytes, result: LintResult) -> None:
        from klarsprak.engine.shelf import FileRow

        assert self._shelf is not None
        packed = pack(result)
        day = self.workshop.plan.today.isoformat() if result.is_dated else ""
        outline = packed.outline
        head = json.dumps(
            {"audience": outline.audience, "counts": outline.counts, "sum": _checksum(packed)}
        )
        self._shelf.keep_file(key, FileRow(day, head, packed.body, packed.facts, packed.places))


def _checksum(packed: Packed) -> str:
    return digest(packed.body, packed.facts, packed.places).hex()


def _packed(path: str, row: "FileRow") -> Packed | None:
    """What a row holds; None when it is not what was written."""
    try:
        head = json.loads(row.head)
        counts = {str(name): int(number) for name, number in head["counts"].items()}
        outline = FileOutline(path, str(head["audience"]), counts)
        packed = Packed(row.body, row.facts, row.places, (), outline)
        return packed if head["sum"] == _checksum(packed) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
