"""The body of a Word part → paragraphs of runs, in reading order."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from klarsprak.core.document import MarkKind
from klarsprak.readers.docx_paragraphs import Cell, DocxLink, DocxParagraph, DocxRun, RunPlace
from klarsprak.readers.docx_parts import Styles, is_on
from klarsprak.readers.docx_xml import Cursor, parse

_FIELD_LINK = re.compile(r"\s*HYPERLINK\s+(?:\\l\s+)?\"([^\"]*)\"", re.IGNORECASE)
_SKIPPED = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:instrText", "w:delText", "w:sectPr"})
_SIGNS = {
    "w:tab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "\u00ad",
}


_RUN_PARENTS = frozenset(
    {
        "w:p",
        "w:hyperlink",
        "w:ins",
        "w:moveTo",
        "w:smartTag",
        "w:customXml",
        "w:sdtContent",
        "w:fldSimple",
        "w:dir",
        "w:bdo",
    }
)
"""Where a run may stand beside other runs, and so may be split in two."""


@dataclass(slots=True)
class _Table:
    number: int
    row: int = 0
    column: int = 0
    header: bool = False


@dataclass(slots=True)
class _Format:
    """The format of the run being read."""

    language: str = ""
    bold: bool = False
    hidden: bool = False


class BodyReader:
    """Collects the paragraphs of one part; text boxes come after their paragraph."""

    def __init__(self, styles: Styles, relations: Mapping[str, tuple[str, str]]) -> None:
        self._styles = styles
        self._relations = relations
        self._open: list[DocxParagraph] = []
        self._tables: list[_Table] = []
        self._boxes = 0
        self._table_count = self._count = 0
        self._skip = 0
        self._text: list[str] | None = None
        self._format = _Format()
        self._in_run_properties = False
        self._placeholders: list[bool] = []
        self._fields: list[list[str | int]] = []
        self._instruction = False
        self._math = self._run_depth = 0
        self._note = ""
        self._cursor = Cursor()
        self._elements: list[str] = []
        self._runs: list[RunPlace | None] = []
        self._text_start = -1
        self._handlers = self._starters()
        self._closers = self._enders()
        self.paragraphs: list[DocxParagraph] = []
        self.tables: dict[int, int] = {}
        """Table number → how many cells it has."""

    def read(self, data: bytes, path: str) -> None:
        """Read a part; raises ReadError as `docx_xml.parse` does."""
        parse(data, path, self._start, self._end, self._characters, self._cursor)
        self.paragraphs.sort(key=lambda paragraph: paragraph.number)

    def _starters(self) -> dict[str, Callable[[Mapping[str, str]], None]]:
        return {
            "w:t": self._begin_text,
            "m:t": self._begin_text,
            "w:p": self._open_paragraph,
            "w:r": self._begin_run,
            "w:rPr": self._begin_run_properties,
            "w:hyperlink": lambda a: self._open_link(self._target(a)),
            "w:fldChar": lambda a: self._field(a.get("w:fldCharType", "")),
            "wp:docPr": self._alt,
            "v:shape": self._alt,
            "v:rect": self._alt,
            "v:imagedata": self._alt,
            "w:sdt": self._begin_control,
            "w:showingPlcHdr": self._show_placeholder,
            "w:txbxContent": self._begin_box,
            "w:footnote": self._begin_note,
            "w:endnote": self._begin_note,
            "m:oMath": self._begin_math,
        }

    def _enders(self) -> dict[str, Callable[[], None]]:
        return {
            "w:t": self._end_text,
            "m:t": self._end_text,
            "w:p": self._close_paragraph,
            "w:r": self._end_run,
            "w:rPr": self._end_run_properties,
            "w:pPr": self._end_properties,
            "w:hyperlink": self._close_link,
            "w:tbl": self._end_table,
            "w:sdt": self._end_control,
            "w:txbxContent": self._end_box,
            "m:oMath": self._end_math,
        }

    @property
    def _run(self) -> RunPlace | None:
        return self._runs[-1] if self._runs else None

    @property
    def _paragraph(self) -> DocxParagraph | None:
        return self._open[-1] if self._open else None

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._elements.append(name)
        if name == "w:instrText":
            self._instruction = True
        if self._skip or name in _SKIPPED:
            self._skip += 1
            return
        if name in _SIGNS:
            if self._run_depth and not self._in_run_properties:
                self._add(_SIGNS[name])
            return
        handler = self._handlers.get(name)
        if handler is not None:
            handler(attributes)
        elif not self._table_start(name):
            self._property(name, attributes.get("w:val", ""), attributes)

    def _begin_text(self, _: Mapping[str, str]) -> None:
        self._text = []
        self._text_start = self._cursor.byte if self._elements[-2:] == ["w:r", "w:t"] else -1

    def _begin_run(self, _: Mapping[str, str]) -> None:
        self._format = _Format()
        self._run_depth += 1
        parents = self._elements[-2:-1]
        place = None
        if parents and parents[0] in _RUN_PARENTS:
            inserted = not {"w:ins", "w:moveTo"}.isdisjoint(self._elements)
            place = RunPlace(self._cursor.byte, is_inserted=inserted)
        self._runs.append(place)

    def _begin_run_properties(self, _: Mapping[str, str]) -> None:
        self._in_run_properties = True
        if self._elements[-2:-1] == ["w:r"] and (place := self._run):
            place.properties = (self._cursor.byte, self._cursor.byte)

    def _begin_control(self, _: Mapping[str, str]) -> None:
        self._placeholders.append(False)

    def _show_placeholder(self, attributes: Mapping[str, str]) -> None:
        if self._placeholders:
            self._placeholders[-1] = is_on(attributes)

    def _begin_box(self, _: Mapping[str, str]) -> None:
        self._boxes += 1

    def _begin_note(self, attributes: Mapping[str, str]) -> None:
        self._note = attributes.get("w:type", "normal")

    def _begin_math(self, _: Mapping[str, str]) -> None:
        self._math += 1

    def _table_start(self, name: str) -> bool:
        if name == "w:tbl":
            self._table_count += 1
            self._tables.append(_Table(self._table_count))
        elif not self._tables:
            return False
        elif name == "w:tr":
            self._tables[-1].row += 1
            self._tables[-1].column = 0
            self._tables[-1].header = False
        elif name == "w:tblHeader":
            self._tables[-1].header = True
        elif name == "w:tc":
            table = self._tables[-1]
            table.column += 1
            self.tables[table.number] = self.tables.get(table.number, 0) + 1
        else:
            return False
        return True

    def _property(self, name: str, value: str, attributes: Mapping[str, str]) -> None:
        paragraph = self._paragraph
        if paragraph is None:
            return
        if name == "w:lang" and self._in_run_properties:
            self._format.language = value
        elif name in {"w:b", "w:i"} and self._in_run_properties:
            self._format.bold = self._format.bold or is_on(attributes)
        elif name == "w:vanish" and self._in_run_properties:
            self._format.hidden = is_on(attributes)
        elif name == "w:rStyle":
            chain = self._styles.chain(value)
            self._format.hidden = self._format.hidden or any(s.hidden for s in chain)
        elif name == "w:pStyle":
            paragraph.style = value
        elif name == "w:numId":
            paragraph.list_id = value
        elif name == "w:ilvl" and value.isdigit():
            paragraph.list_level = int(value)
        elif name == "w:outlineLvl" and value.isdigit():
            paragraph.outline = int(value)

    def _end(self, name: str) -> None:
        self._elements.pop()
        if name == "w:instrText":
            self._instruction = False
        if self._skip:
            self._skip -= 1
            return
        closer = self._closers.get(name)
        if closer is not None:
            closer()

    def _end_text(self) -> None:
        if self._text is not None:
            self._add("".join(self._text), self._text_start)
        self._text = None

    def _end_run(self) -> None:
        self._run_depth -= 1
        if self._runs and (place := self._runs.pop()):
            place.end = self._cursor.byte

    def _end_run_properties(self) -> None:
        self._in_run_properties = False
        if self._elements[-1:] == ["w:r"] and (place := self._run) and place.properties:
            place.properties = (place.properties[0], self._cursor.byte)

    def _end_properties(self) -> None:
        """The format of the paragraph mark is not that of its text."""
        self._format = _Format()

    def _end_table(self) -> None:
        if self._tables:
            self._tables.pop()

    def _end_control(self) -> None:
        if self._placeholders:
            self._placeholders.pop()

    def _end_box(self) -> None:
        self._boxes -= 1

    def _end_math(self) -> None:
        self._math -= 1

    def _characters(self, text: str) -> None:
        if self._instruction and self._fields:
            self._fields[-1][0] = str(self._fields[-1][0]) + text
        elif self._text is not None:
            self._text.append(text)

    def _open_paragraph(self, _: Mapping[str, str]) -> None:
        self._count += 1
        cell = None
        if self._tables and not self._boxes:
            table = self._tables[-1]
            cell = Cell(table.number, table.row, table.column, table.header)
        paragraph = DocxParagraph(self._count, cell=cell, in_box=self._boxes > 0, note=self._note)
        paragraph.start = self._cursor.byte
        self._open.append(paragraph)
        self._format = _Format()

    def _close_paragraph(self) -> None:
        if not self._open:
            return
        paragraph = self._open.pop()
        paragraph.end = self._cursor.byte
        for link in paragraph.links:
            if link.last < 0:
                link.last = len(paragraph.runs)
        self.paragraphs.append(paragraph)

    def _add(self, text: str, start: int = -1) -> None:
        paragraph = self._paragraph
        if paragraph is None or not text:
            return
        marks: list[tuple[MarkKind, str]] = []
        if self._format.bold:
            marks.append((MarkKind.EMPHASIS, ""))
        if self._format.hidden:
            marks.append((MarkKind.HIDDEN, ""))
        if self._math:
            marks.append((MarkKind.CODE, ""))
        if any(self._placeholders):
            marks.append((MarkKind.PLACEHOLDER, ""))
        run = DocxRun(text, self._format.language, tuple(marks), self._run, start)
        run.end = self._cursor.byte if start >= 0 else -1
        paragraph.runs.append(run)

    def _target(self, attributes: Mapping[str, str]) -> str:
        kind, target = self._relations.get(attributes.get("r:id", ""), ("", ""))
        anchor = attributes.get("w:anchor", "")
        return (target if kind == "hyperlink" else "") + (f"#{anchor}" if anchor else "")

    def _open_link(self, href: str) -> None:
        if self._paragraph is not None:
            self._paragraph.links.append(DocxLink(href, len(self._paragraph.runs)))

    def _close_link(self) -> None:
        if self._paragraph is None:
            return
        for link in reversed(self._paragraph.links):
            if link.last < 0:
                link.last = len(self._paragraph.runs)
                return

    def _field(self, kind: str) -> None:
        """Complex fields: only those that are links matter."""
        if kind == "begin":
            self._fields.append(["", 0])
        elif kind == "separate" and self._fields:
            match = _FIELD_LINK.match(str(self._fields[-1][0]))
            if match and self._paragraph is not None:
                self._fields[-1][1] = 1
                self._open_link(match.group(1))
        elif kind == "end" and self._fields and self._fields.pop()[1]:
            self._close_link()

    def _alt(self, attributes: Mapping[str, str]) -> None:
        text = attributes.get("descr") or attributes.get("alt") or ""
        if text.strip() and self._paragraph is not None:
            self._paragraph.alts.append(DocxRun(text, place=self._run))
