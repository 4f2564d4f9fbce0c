"""A Word file that was read, and the same file with notes in its margin."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from klarsprak.core.document import Document
from klarsprak.core.errors import ReadError
from klarsprak.core.finding import Edit
from klarsprak.core.margin import MarginNote
from klarsprak.core.spans import Span
from klarsprak.readers.docx import main_part, open_package, read_package
from klarsprak.readers.docx_paragraphs import DocxPiece
from klarsprak.readers.docx_parts import part_name, read_relations, relations_name
from klarsprak.readers.docx_xml import Package
from klarsprak.word import package as archive
from klarsprak.word.markup import Dialect, Signature
from klarsprak.word.splicing import Splicer


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file; `pieces` are those of the part that holds the text, ``main``."""

    path: str
    data: bytes
    document: Document
    main: str
    body: bytes
    pieces: tuple[DocxPiece, ...]

    @classmethod
    def read(cls, data: bytes, path: str) -> "WordFile":
        """Read a .docx; ReadError as `readers.docx.read_docx`, and ``docx-encoding``."""
        with open_package(data, path) as opened:
            document, pieces = read_package(Package(opened, path), path)
            package = Package(opened, path)
            main = main_part(package, path)
            body = package.part(main) or b""
            if archive.CONTENT_TYPES not in opened.namelist():
                raise ReadError("broken", path=path)
        if not archive.is_utf8(body):
            raise ReadError("docx-encoding", path=path)
        return cls(path, data, document, main, body, tuple(p for p in pieces if p.part == main))

    def holds(self, span: Span) -> bool:
        """True when a comment can stand at `span` of the extracted text.

        Word has no comments in headers, footers, notes and text boxes.
        """
        at = bisect_left(self.pieces, span.start, key=lambda piece: piece.end)
        while at < len(self.pieces) and self.pieces[at].start < span.end:
            piece = self.pieces[at]
            is_here = piece.end > span.start and piece.start < piece.end
            if is_here and piece.run.place is not None and not piece.paragraph.in_box:
                return True
            at += 1
        return False

    def opening_span(self) -> Span | None:
        """Where a note about the document as such can stand: its first paragraph."""
        held = [
            piece
            for piece in self.pieces
            if piece.run.start >= 0 and self.holds(Span(piece.start, piece.end))
        ]
        if not held:
            return None
        first = held[0].paragraph.number
        same = [piece for piece in held if piece.paragraph.number == first]
        return Span(same[0].start, same[-1].end)

    def with_notes(
        self,
        notes: Sequence[MarginNote],
        signature: Signature,
        changes: Sequence[Sequence[Edit]] = (),
    ) -> bytes:
        """The file with a comment for each of `notes`, and `changes` tracked.

        A note without a span stands at the first paragraph. A note whose span does not
        hold one is an error of the caller: ValueError. A change that cannot be tracked
        (see `Splicer.change`) is left out. Raises ReadError ``too-large`` or
        ``docx-empty``, the latter where there is no text to put a comment at.
        """
        parts = self._parts()
        comments = parts[parts.comments]
        numbers = self._free_numbers(comments)
        signed = Dialect.of(self.body, b"w:")
        dialect = archive.comments_dialect(comments, signed.uri)
        splicer = Splicer(self.body, self.pieces, signature)
        written = []
        for note in notes:
            span = note.span or self.opening_span()
            if span is None:
                raise ReadError("docx-empty", path=self.path)
            if not self.holds(span):
                raise ValueError(f"no comment can stand at {span}")
            number = next(numbers)
            splicer.comment(number, span)
            written.append(dialect.comment(number, note.lines, signature))
        for edits in changes:
            splicer.change(numbers, edits)
        changed = {self.main: splicer.result()}
        if written:
            changed |= parts.changed("".join(written), signed.uri)
        return archive.rewritten(self.data, changed, self.path)

    def _free_numbers(self, comments: bytes | None) -> Iterator[int]:
        used = archive.used_ids(self.body, comments)
        return (number for number in count(1) if number not in used)

    def _parts(self) -> "_Parts":
        with open_package(self.data, self.path) as opened:
            package = Package(opened, self.path)
            relations = relations_name(self.main)
            held = package.part(relations)
            targets = read_relations(held, self.path).values()
            named = [part_name(self.main, t) for kind, t in targets if kind == "comments"]
            names = frozenset(opened.namelist())
            comments = next((name for name in named if name in names), "")
            is_new = not comments
            comments = comments or archive.new_comments_name(self.main, names)
            held_comments = None if is_new else package.part(comments)
            types = package.part(archive.CONTENT_TYPES)
        for part in (held, held_comments, types):
            if part is not None and not archive.is_utf8(part):
                raise ReadError("docx-encoding", path=self.path)
        contents = {relations: held, comments: held_comments, archive.CONTENT_TYPES: types}
        return _Parts(self.main, relations, comments, contents)


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts beside the text that comments concern, by name."""

    main: str
    relations: str
    comments: str
    contents: dict[str, bytes | None]

    def __getitem__(self, name: str) -> bytes | None:
        return self.contents[name]

    def changed(self, comments: str, uri: str) -> dict[str, bytes]:
        """The parts that change when `comments` are added."""
        old = self.contents[self.comments]
        found = {self.comments: archive.with_comments(old, comments, uri)}
        if old is None:
            held = self.contents[self.relations]
            types = self.contents[archive.CONTENT_TYPES] or b""
            found[self.relations] = archive.with_relation(held, self.main, self.comments, uri)
            found[archive.CONTENT_TYPES] = archive.with_content_type(types, self.comments)
        return found
