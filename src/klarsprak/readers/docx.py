"""Word files → Document: the extracted text, its blocks, and where in the file they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from klarsprak.core.document import Block, BlockKind, Document, Format, MarkKind
from klarsprak.core.errors import ReadError
from klarsprak.readers.assembly import Assembly, PendingMark
from klarsprak.readers.docx_body import BodyReader
from klarsprak.readers.docx_paragraphs import DocxParagraph, DocxPiece, DocxRun
from klarsprak.readers.docx_parts import (
    Styles,
    part_name,
    read_properties,
    read_relations,
    read_styles,
    relations_name,
)
from klarsprak.readers.docx_xml import Package
from klarsprak.readers.plain_lines import text_role

_MAX_PARTS = 20_000
_LINE_END = re.compile(r"[\r\n]+")


def read_docx(data: bytes, path: str) -> Document:
    """Read a .docx (or .docm: macros are never looked at).

    `source` is the text as extracted, a line or more per paragraph; every block knows its
    ``part`` and the number of its ``paragraph`` there. Raises ReadError ``broken`` for
    what is no Word file and ``too-large`` for one that unpacks beyond the limit.
    """
    with open_package(data, path) as archive:
        return read_package(Package(archive, path), path)[0]


def open_package(data: bytes, path: str) -> ZipFile:
    """The archive that a Word file is; raises ReadError as `read_docx` does."""
    try:
        archive = ZipFile(BytesIO(data))
    except (BadZipFile, ValueError, OSError) as error:
        raise ReadError("broken", path=path) from error
    if len(archive.namelist()) > _MAX_PARTS:
        raise ReadError("too-large", path=path, limit=_MAX_PARTS)
    return archive


def main_part(package: Package, path: str) -> str:
    """The name of the part that holds the text itself."""
    roots = read_relations(package.part("_rels/.rels"), path)
    return next(
        (part_name("", target) for kind, target in roots.values() if kind == "officeDocument"),
        "word/document.xml",
    )


def read_package(package: Package, path: str) -> tuple[Document, tuple[DocxPiece, ...]]:
    """The document, and its extracted text piece by piece, in order."""
    main = main_part(package, path)
    body = package.part(main)
    if body is None:
        raise ReadError("broken", path=path)
    relations = read_relations(package.part(relations_name(main)), path)
    parts = {
        kind: part_name(main, target)
        for kind, target in relations.values()
        if kind in {"styles", "footnotes", "endnotes"}
    }
    styles = read_styles(package.part(parts.get("styles", "")), path)
    writer = _Writer(styles)
    writer.part(main, body, relations, path)
    for kind in ("footnotes", "endnotes"):
        _side_part(writer, package, parts.get(kind, ""), path, landmark="")
    for kind in ("header", "footer"):
        for target in sorted({t for k, t in relations.values() if k == kind}):
            _side_part(writer, package, part_name(main, target), path, landmark=kind)
    properties = read_properties(package.part("docProps/core.xml"), path)
    document = Document(
        path,
        Format.DOCX,
        writer.source(),
        writer.blocks(),
        declared_language=styles.language,
        metadata=properties,
    )
    return document, tuple(writer.pieces)


def _side_part(writer: "_Writer", package: Package, name: str, path: str, *, landmark: str) -> None:
    data = package.part(name)
    if data is not None:
        relations = read_relations(package.part(relations_name(name)), path)
        writer.part(name, data, relations, path, landmark=landmark)


@dataclass(slots=True)
class _Spec:
    """A block to be: its runs with their offsets in the extracted text."""

    kind: BlockKind
    runs: list[tuple[int, int, DocxRun]]
    level: int = 0
    group: int = 0
    language: str = ""
    href: str = ""
    parent: int | None = None
    links: list[tuple[int, int, str]] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


class _Writer:
    """Gathers the extracted text, then builds the blocks on it."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._lines: list[str] = []
        self._length = 0
        self._specs: list[_Spec] = []
        self._groups = 0
        self._last_list: tuple[str, int] | None = None
        self.pieces: list[DocxPiece] = []

    def part(
        self,
        name: str,
        data: bytes,
        relations: dict[str, tuple[str, str]],
        path: str,
        *,
        landmark: str = "",
    ) -> None:
        """Add the paragraphs of one part."""
        reader = BodyReader(self._styles, relations)
        reader.read(data, path)
        tables = {number: 0 for number, cells in reader.tables.items() if cells > 1}
        for number in tables:
            self._groups += 1
            tables[number] = self._groups
        self._last_list = None
        for paragraph in reader.paragraphs:
            if paragraph.note in {"separator", "continuationSeparator"}:
                continue
            base = {"part": name, "paragraph": str(paragraph.number)}
            if landmark:
                base["landmark"] = landmark
            self._paragraph(paragraph, base, tables)

    def source(self) -> str:
        """The extracted text."""
        return "".join(self._lines)

    def _put(self, text: str) -> tuple[int, int]:
        start = self._length
        self._lines.append(text)
        self._length += len(text)
        return start, self._length

    def _paragraph(
        self, paragraph: DocxParagraph, base: dict[str, str], tables: dict[int, int]
    ) -> None:
        runs = [(*self._put(run.text), run) for run in paragraph.runs]
        self.pieces += [DocxPiece(a, b, base["part"], paragraph, run) for a, b, run in runs]
        if runs:
            self._put("\n")
        spec = _Spec(BlockKind.PARAGRAPH, runs, attributes=dict(base))
        self._classify(spec, paragraph, tables)
        parent = None
        if any(run.text.strip() for run in paragraph.runs):
            spec.language = _main_language(paragraph.runs)
            parent = len(self._specs)
            self._specs.append(spec)
        for link in paragraph.links:
            inside = runs[link.first : link.last]
            if any(run.text.strip() for _, _, run in inside):
                spec.links.append((inside[0][0], inside[-1][1], link.href))
                self._specs.append(
                    _Spec(
                        BlockKind.LINK_TEXT,
                        inside,
                        href=link.href,
                        parent=parent,
                        language=_main_language([run for _, _, run in inside]),
                        attributes={**base, "href": link.href},
                    )
                )
        for alt in paragraph.alts:
            start, end = self._put(_LINE_END.sub(" ", alt.text))
            self._put("\n")
            self.pieces.append(DocxPiece(start, end, base["part"], paragraph, alt))
            attributes = {**base, "element": "img"}
            self._specs.append(
                _Spec(
                    BlockKind.ALT_TEXT,
                    [(start, end, alt)],
                    attributes=attributes,
                    parent=parent,
                )
            )

    def _classify(self, spec: _Spec, paragraph: DocxParagraph, tables: dict[int, int]) -> None:
        style = paragraph.style
        level = self._styles.heading_level(style)
        if paragraph.outline is not None:
            level = paragraph.outline + 1 if paragraph.outline < 9 else 0
        numbering = self._numbering(paragraph)
        if level:
            spec.kind, spec.level = BlockKind.HEADING, level
        elif self._styles.is_named(style, "toc ", "toc1", "innholdsfortegnelse", "innhaldsliste"):
            spec.attributes["landmark"] = "nav"
        elif numbering is not None or self._styles.is_named(style, "list bullet", "punktliste"):
            self._list_item(spec, numbering or ("style", 0))
            return
        elif self._styles.is_named(style, "quote", "sitat", "intense quote", "sterkt sitat"):
            spec.kind = BlockKind.QUOTE
        elif self._styles.is_named(style, "caption", "bildetekst"):
            spec.kind = BlockKind.CAPTION
        elif paragraph.cell is not None and paragraph.cell.table in tables:
            cell = paragraph.cell
            spec.kind, spec.group = BlockKind.TABLE_CELL, tables[cell.table]
            spec.attributes |= {"row": str(cell.row), "column": str(cell.column)}
            if cell.is_header:
                spec.attributes["header"] = "true"
        if paragraph.runs:
            self._last_list = None

    def _numbering(self, paragraph: DocxParagraph) -> tuple[str, int] | None:
        list_id, level = paragraph.list_id, paragraph.list_level
        inherited = self._styles.numbering(paragraph.style)
        if list_id is None and inherited is not None:
            list_id, level = inherited[0], inherited[1] if level is None else level
        if list_id is None or list_id == "0":
            return None
        return list_id, level or 0

    def _list_item(self, spec: _Spec, numbering: tuple[str, int]) -> None:
        list_id, level = numbering
        if self._last_list is None or self._last_list[0] != list_id:
            self._groups += 1
            self._last_list = (list_id, self._groups)
        spec.kind, spec.level, spec.group = BlockKind.LIST_ITEM, level + 1, self._last_list[1]

    def blocks(self) -> tuple[Block, ...]:
        """The blocks on the extracted text, in order."""
        source = self.source()
        built: list[Block] = []
        places: dict[int, int] = {}
        for index, spec in enumerate(self._specs):
            block = _build(source, spec, self._styles.language)
            if block is not None:
                places[index] = len(built)
                parent = places.get(spec.parent) if spec.parent is not None else None
                built.append(replace(block, parent=parent))
        return tuple(built)


def _main_language(runs: list[DocxRun]) -> str:
    """The language that most of the text is marked with; "" for the file's own."""
    lengths: dict[str, int] = {}
    for run in runs:
        lengths[run.language] = lengths.get(run.language, 0) + len(run.text.strip())
    return max(lengths, key=lambda key: lengths[key], default="")


def _build(source: str, spec: _Spec, default_language: str) -> Block | None:
    assembly = Assembly()
    marks = list(_marks(source, spec, assembly, default_language))
    built = assembly.finish(_merged(marks))
    if built is None:
        return None
    attributes = dict(spec.attributes)
    if spec.kind is BlockKind.PARAGRAPH and (role := text_role(built.text)):
        attributes["role"] = role
    hidden = any(m.kind is MarkKind.HIDDEN and len(m.span) == len(built.text) for m in built.marks)
    return Block(
        spec.kind,
        built.text,
        built.source_map,
        level=spec.level,
        group=spec.group,
        declared_language=spec.language or default_language,
        hidden=hidden,
        marks=built.marks,
        attributes=attributes,
    )


def _marks(
    source: str, spec: _Spec, assembly: Assembly, default_language: str
) -> Iterator[PendingMark]:
    """Add the runs to `assembly`, yielding the marks of each."""
    own = _primary(spec.language or default_language)
    opened: dict[int, int] = {}
    closed: dict[int, int] = {}
    for start, end, run in spec.runs:
        before = assembly.length
        opened[start] = before
        _add_run(assembly, source, start, end)
        closed[end] = assembly.length
        for kind, value in run.marks:
            yield PendingMark(kind, before, assembly.length, value)
        if run.language and _primary(run.language) != own:
            yield PendingMark(MarkKind.LANGUAGE, before, assembly.length, run.language)
    for start, end, href in spec.links:
        yield PendingMark(MarkKind.LINK, opened[start], closed[end], href)


def _add_run(assembly: Assembly, source: str, start: int, end: int) -> None:
    at = start
    for match in _LINE_END.finditer(source, start, end):
        assembly.add_slice(source, at, match.start())
        assembly.add_line_end(match.start(), match.end())
        at = match.end()
    assembly.add_slice(source, at, end)


def _merged(marks: list[PendingMark]) -> list[PendingMark]:
    """Join marks of a kind that touch: Word splits runs anywhere."""
    out: list[PendingMark] = []
    latest: dict[tuple[MarkKind, str], int] = {}
    for mark in marks:
        key = (mark.kind, mark.value)
        index = latest.get(key)
        if index is not None and mark.kind is not MarkKind.LINK and out[index].end == mark.start:
            out[index] = out[index]._replace(end=mark.end)
        else:
            latest[key] = len(out)
            out.append(mark)
    return out


def _primary(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]
