"""The archive that a Word file is: which part is what, and parts exchanged for others."""

import posixpath
import re
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

from klarsprak.core.errors import ReadError
from klarsprak.readers.docx_parts import part_name, relations_name
from klarsprak.word.markup import STRICT, TRANSITIONAL, Dialect, is_empty_tag, prefix_at, tag_end

MAX_UNPACKED = 500_000_000
"""Bytes that all parts together may unpack to; pictures are why it is more than for text."""

CONTENT_TYPES = "[Content_Types].xml"

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES_URI = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS_URI = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION_KIND = {
    TRANSITIONAL: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    STRICT: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
}
_DECLARED = re.compile(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)[\"']", re.IGNORECASE)
_ROOT = re.compile(rb"<(?![?!])")
_ID = re.compile(rb"\bid=[\"'](-?\d+)[\"']")


def is_utf8(data: bytes) -> bool:
    """True for a part in UTF-8, which Word and all others write."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\x00" in data[:4]:
        return False
    found = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf")[:200])
    return found is None or found.group(1).lower() in {b"utf-8", b"utf8", b"us-ascii"}


def rewritten(data: bytes, changed: Mapping[str, bytes], path: str) -> bytes:
    """The archive with the parts in `changed` exchanged or, if new, added at the end.

    Every other part, its name, date and place in order, stays. Raises ReadError
    ``too-large`` for an archive that unpacks beyond the limit.
    """
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        if sum(info.file_size for info in old.infolist()) > MAX_UNPACKED:
            raise ReadError("too-large", path=path, limit=MAX_UNPACKED // 1_000_000)
        new.comment = old.comment
        for info in old.infolist():
            content = changed.get(info.filename)
            new.writestr(info, old.read(info) if content is None else content)
        model = old.getinfo(CONTENT_TYPES)
        for name in changed.keys() - set(old.namelist()):
            info = type(model)(name, model.date_time)
            info.compress_type, info.external_attr = model.compress_type, model.external_attr
            new.writestr(info, changed[name])
    return out.getvalue()


def used_ids(*parts: bytes | None) -> set[int]:
    """The numbers that comments and changes in these parts have."""
    return {int(found) for part in parts if part for found in _ID.findall(part)}


def root_at(data: bytes) -> int:
    """Where the tag of the outermost element begins."""
    found = _ROOT.search(data)
    return found.start() if found else 0


def with_comments(part: bytes | None, comments: str, uri: str) -> bytes:
    """The part of comments with more at its end; a new one where there was none."""
    if part is None:
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<w:comments xmlns:w="{uri}">{comments}</w:comments>'.encode()
    return _before_end(part, comments.encode("utf-8"))


def comments_dialect(part: bytes | None, uri: str) -> Dialect:
    """How the comments part names its namespace."""
    return Dialect.of(part, prefix_at(part, root_at(part))) if part else Dialect(uri)


def with_relation(part: bytes | None, main: str, target: str, uri: str) -> bytes:
    """The relations of the part `main`, with one to the comments part `target`."""
    if part is None:
        part = f'<Relationships xmlns="{_RELATIONS_URI}"></Relationships>'.encode()
    number = 1
    while f'"rIdKlarsprak{number}"'.encode() in part:
        number += 1
    relative = posixpath.relpath(target, posixpath.dirname(main) or ".")
    relation = (
        f'<Relationship xmlns="{_RELATIONS_URI}" Id="rIdKlarsprak{number}" '
        f'Type="{_RELATION_KIND[uri]}" Target="{relative}"/>'
    )
    return _before_end(part, relation.encode())


def with_content_type(part: bytes, target: str) -> bytes:
    """The content types with that of the comments part `target`."""
    entry = f'<Override xmlns="{_TYPES_URI}" PartName="/{target}" ContentType="{_COMMENTS_TYPE}"/>'
    return _before_end(part, entry.encode())


def new_comments_name(main: str, names: frozenset[str]) -> str:
    """A free name for a comments part beside the part `main`."""
    folder = posixpath.dirname(main)
    number = 0
    while True:
        name = part_name(main, f"comments{number or ''}.xml")
        if name not in names and relations_name(name) not in names:
            return name if folder else posixpath.basename(name)
        number += 1


def _before_end(part: bytes, addition: bytes) -> bytes:
    """`part` with `addition` as the last thing in its outermost element."""
    start = root_at(part)
    if is_empty_tag(part, start):
        end = tag_end(part, start)
        name = re.match(rb"<([^\s/>]+)", part[start:end])
        closing = b"</" + (name.group(1) if name else b"") + b">"
        return part[: end - 2] + b">" + addition + closing + part[end:]
    at = part.rindex(b"</")
    return part[:at] + addition + part[at:]
