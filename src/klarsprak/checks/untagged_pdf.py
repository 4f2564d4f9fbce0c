"""PDF files without tags, title, language or text, and the links that lead to them."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from klarsprak.core.address import split_address
from klarsprak.core.definition import Definition
from klarsprak.core.document import BlockKind, Document
from klarsprak.core.finding import Match, Placed
from klarsprak.core.rule import WHOLE_TEXT, Context, Rule, RuleMeta
from klarsprak.core.spans import Span

KEYS: frozenset[str] = frozenset()
PARTS = {"tagger": "1.3.1", "tittel": "2.4.2", "sprak": "3.1.1", "tekst": "1.1.1"}
"""What a file may lack, and the success criterion of WCAG 2.1 it then fails."""
VALUES = frozenset({*PARTS, "file"})

_PDF = "pdf"
_LINK = "link"


@dataclass(frozen=True, slots=True)
class UntaggedPdf:
    """One match for a PDF file of the run, and one for each link that leads to it.

    A link to a PDF that is not among the files of the run is not judged.
    """

    meta: RuleMeta

    def check_document(self, document: Document, context: Context) -> Iterator[Placed]:
        """Yield a match for a PDF file that lacks something."""
        lacking = document.metadata.get(_PDF, "")
        if document.blocks or not lacking:
            return
        yield Placed(None, Match(WHOLE_TEXT, _values(lacking, "")))

    def extract(self, document: Document, context: Context) -> Sequence[tuple[str, str, Placed]]:
        """What a PDF file lacks, or the PDF files that a page links to."""
        if not document.blocks:
            if _PDF not in document.metadata:
                return ()
            place = Placed(None, Match(WHOLE_TEXT))
            return [(_PDF, document.metadata[_PDF], place)]
        return [
            (_LINK, target, Placed(index, Match(Span(0, len(block.text)))))
            for index, block in enumerate(document.blocks)
            if block.kind is BlockKind.LINK_TEXT
            and block.text
            and not block.hidden
            and (target := _target(document.path, block.attributes.get("href", "")))
        ]

    def compare(
        self, facts: Sequence[tuple[str, str, str]]
    ) -> Iterable[tuple[int, Mapping[str, str]]]:
        """The links that lead to a file that lacks something."""
        files = self._files(facts)
        for number, (_, key, value) in enumerate(facts):
            lacking = files.get(value, "") if key == _LINK else ""
            if lacking:
                yield number, _values(lacking, posixpath.basename(value))

    def not_judged(self, facts: Sequence[tuple[str, str, str]]) -> bool:
        """Whether a page links to a PDF that the run has not looked at."""
        files = self._files(facts)
        return any(key == _LINK and value not in files for _, key, value in facts)

    @staticmethod
    def _files(facts: Sequence[tuple[str, str, str]]) -> Mapping[str, str]:
        return {_path(path): value for path, key, value in facts if key == _PDF}


def _values(lacking: str, file: str) -> Mapping[str, str]:
    named = lacking.split()
    return {"file": file} | {
        part: number if part in named else "" for part, number in PARTS.items()
    }


def _target(path: str, href: str) -> str:
    """The file of the run that a link may lead to, or the address of a PDF elsewhere; ""."""
    parts = split_address(href)
    if not parts.path.lower().endswith(".pdf"):
        return ""
    if parts.scheme or parts.netloc or parts.path.startswith("/"):
        return href
    return _path(posixpath.join(posixpath.dirname(path.replace("\\", "/")), unquote(parts.path)))


def _path(path: str) -> str:
    return posixpath.normpath(path.replace("\\", "/"))


def build(definition: Definition) -> Rule:
    """Make the rule."""
    return UntaggedPdf(definition.meta)
