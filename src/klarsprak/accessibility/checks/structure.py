"""Lists, ids, tables without headers and other structure (WCAG 1.3.1, 1.3.2, 4.1.1)."""

import re
from collections import Counter
from collections.abc import Iterator

from klarsprak.accessibility.checks.tables import grid_of, rows_of
from klarsprak.accessibility.checks.targets import Purpose, compare_frames
from klarsprak.accessibility.page import Page, Problem, is_templated, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded
from klarsprak.core.finding import Certainty, Severity

_IN_LIST = frozenset({"li", "script", "template"})
_IN_DL = frozenset({"dt", "dd", "div", "script", "template"})
_BULLET = re.compile(r"^\s*(?:[-–—•*·●▪]\s+\S|\d{1,2}[.)]\s+\S|[a-z]\)\s+\S)")
_SPACED = re.compile(r"(?<!\S)(?:[A-ZÆØÅ]\s){4,24}[A-ZÆØÅ](?!\S)(?!\s[A-ZÆØÅ](?!\S))")
_MOVING_ON = re.compile(
    r"(?<![a-z])(?:nav|navig\w*|nav(?:header|footer|bar)|meny|menu)(?![a-z])", re.I
)
_NUMBER = re.compile(r"^[-+]?[\d\s.,]+(?:\s?(?:%|kr|kroner))?$")


def list_children(page: Page) -> Iterator[Problem]:
    """Lists with something else than items directly in them."""
    for element in page.tree.tagged("ul", "ol"):
        if page.role(element) != "list" or not page.is_exposed(element):
            continue
        for child in element.elements:
            if child.index in page.tree.copies:
                continue
            wrong = child.tag not in _IN_LIST and page.exposure.is_exposed(child)
            known = child.is_html and "-" not in child.tag
            if wrong and known and page.role(child) not in {"listitem", "none"}:
                yield problem(child, tag=child.tag, outer=element.tag)


def _holder(page: Page, element: Element) -> Element | None:
    """The nearest ancestor that is written there, not copied there by the parser."""
    return next((up for up in element.ancestors() if up.index not in page.tree.copies), None)


def lone_item(page: Page) -> Iterator[Problem]:
    """List items outside a list."""
    for element in page.tree.tagged("li"):
        parent = _holder(page, element)
        if parent is None or parent.tag in {"ul", "ol", "menu"} or element.has("role"):
            continue
        if page.is_cut_off(element) or page.role(parent) == "list":
            continue
        if page.exposure.is_exposed(element):
            yield problem(element)


def definition_list(page: Page) -> Iterator[Problem]:
    """Terms and definitions outside a dl, and other things directly in one."""
    for element in page.tree.tagged("dt", "dd"):
        parent = _holder(page, element)
        grand = None if parent is None else parent.parent
        in_dl = parent is not None and (
            parent.tag == "dl" or (parent.tag == "div" and grand is not None and grand.tag == "dl")
        )
        if not in_dl and page.exposure.is_exposed(element) and not page.is_cut_off(element):
            yield problem(element, tag=element.tag, outer="dl")
    for element in page.tree.tagged("dl"):
        for child in element.elements:
            if child.index in page.tree.copies:
                continue
            if child.tag not in _IN_DL and page.exposure.is_exposed(child):
                yield problem(child, tag=child.tag, outer="dl")
        parts = [child for child in element.elements if child.tag in {"dt", "dd"}]
        if parts and parts[0].tag == "dd" and page.is_exposed(element):
            yield problem(parts[0], tag="dd", outer="dt")
        if parts and parts[-1].tag == "dt" and page.is_exposed(element):
            yield review(parts[-1], tag="dt", outer="dd")


def doubled_id(page: Page) -> Iterator[Problem]:
    """Two elements with one id that labels or ARIA point at."""
    used = page.referenced_ids
    seen: set[str] = set()
    for element in page.tree.elements:
        if element.index in page.tree.copies:
            continue
        identity = element.get("id")
        if identity and identity in seen and not is_templated(identity):
            kind = problem if identity in used else review
            yield kind(element, id=identity[:60])
        seen.add(identity)


def doubled_attribute(page: Page) -> Iterator[Problem]:
    """Start tags with the same attribute twice; the second is lost."""
    for element in page.tree.elements:
        if element.source is None:
            continue
        counts = Counter(attribute.name for attribute in element.source.attributes)
        for name, times in counts.items():
            if times > 1:
                yield problem(element, attribute=name)


def table_without_headers(page: Page) -> Iterator[Problem]:
    """Tables of data without header cells."""
    for table in page.tree.tagged("table"):
        if page.role(table) != "table" or not page.is_exposed(table):
            continue
        if table.find_all("th", "table") or table.closest("table") is not table:
            continue
        if any(page.role(cell) in {"columnheader", "rowheader"} for cell in table.find_all("td")):
            continue
        if any(node.tag == "table" for node in table.ancestors()):
            continue
        grid = grid_of(table)
        if grid.height < 2 or grid.width < 2 or _is_layout(page, table):
            continue
        named = bool(page.name(table)) or table.has("summary") or bool(table.find_all("thead"))
        kind = problem if named or _has_data(table) else review
        yield kind(table, size=f"{grid.height} × {grid.width}")


def _is_layout(page: Page, table: Element) -> bool:
    cells = table.find_all("td")
    blocks = table.find_all("input", "button", "form", "nav", "h1", "h2", "h3")
    long = sum(len(cell.text) > 300 for cell in cells)
    written = sum(len(cell.text) for cell in cells)
    linked = sum(len(link.text) for link in table.find_all("a"))
    if linked * 5 > written * 4 or _is_for_moving_on(table):
        return True
    return bool(blocks) or long * 2 > len(cells) or not any(cell.text for cell in cells)


def _is_for_moving_on(table: Element) -> bool:
    """True for tables of links to other pages with their titles: a menu, not data."""
    near = [table, *list(table.ancestors())[:2]]
    if any(_MOVING_ON.search(f"{n.get('class')} {n.get('id')} {n.get('summary')}") for n in near):
        return bool(table.find_all("a"))
    return False


def _has_data(table: Element) -> bool:
    """True when a column below the first row is all numbers: that is data."""
    rows = [[cell.text for cell in row.elements if cell.tag == "td"] for row in rows_of(table)]
    if len(rows) < 3:
        return False
    width = min(len(row) for row in rows)
    return any(
        all(_NUMBER.match(row[column]) for row in rows[1:]) and not _NUMBER.match(rows[0][column])
        for column in range(width)
    )


def header_cell_empty(page: Page) -> Iterator[Problem]:
    """Header cells of data tables without text, the corner left out."""
    for table in page.tree.tagged("table"):
        if page.role(table) != "table" or _is_for_moving_on(table):
            continue
        for number, row in enumerate(rows_of(table)):
            for place, cell in enumerate(row.elements):
                corner = number == 0 and place == 0
                if cell.tag != "th" or corner or not page.is_exposed(cell):
                    continue
                if not page.name(cell):
                    yield review(cell)


def caption_in_cell(page: Page) -> Iterator[Problem]:
    """Tables whose heading is a cell over all columns instead of a caption."""
    for table in page.tree.tagged("table"):
        rows = rows_of(table)
        if len(rows) < 3 or page.role(table) != "table" or table.find_all("caption"):
            continue
        grid = grid_of(table)
        first = rows[0].elements
        if len(first) != 1 or grid.width < 2 or not page.is_exposed(table):
            continue
        if first[0].get("colspan") == str(grid.width) and first[0].text:
            yield review(first[0], text=first[0].text[:60])


def layout_table(page: Page) -> Iterator[Problem]:
    """Tables marked as layout that still hold the markup of data."""
    for table in page.tree.tagged("table"):
        if page.explicit(table) in {"none", "presentation"}:
            parts = [p for p in table.find_all("th", "caption") if p.closest("table") is table]
            if parts or table.has("summary"):
                yield problem(table)


def typed_list(page: Page) -> Iterator[Problem]:
    """Paragraphs or lines that are typed as a list."""
    for holder in (page.body, *page.body.descendants()):
        children = holder.elements
        for place, element in enumerate(children):
            if not _holds_lines(element) or not page.is_visible(element):
                continue
            lines = _lines(element)
            marked = [line for line in lines if _BULLET.match(line)]
            before = children[place - 1] if place else None
            after = children[place + 1] if place + 1 < len(children) else None
            several = len(marked) >= 2 and len(marked) >= len(lines) - 1
            if several or (len(lines) == 1 and marked and _begins_run(before, after)):
                yield problem(element, text=marked[0].strip()[:60])


_HOLDS_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "dl", "table", "form", "section", "nav", "h1", "h2", "h3", "pre"}
)
_DOT = re.compile(r"(?:bullet|punkt|prikk|dot|pil|arrow|kule)[^/]*\.(?:gif|png|svg|jpe?g)$", re.I)


def _holds_lines(element: Element) -> bool:
    """True for a paragraph, or a div that is used as one."""
    if element.tag == "p":
        return True
    return element.tag == "div" and not any(e.tag in _HOLDS_BLOCKS for e in element.elements)


def _lines(element: Element) -> list[str]:
    lines = [""]
    for child in element.children:
        if isinstance(child, str):
            lines[-1] += child
        elif child.tag == "br":
            lines.append("")
        elif child.tag == "img":
            lines[-1] += "• " if _DOT.search(child.get("src")) else child.get("alt")
        else:
            lines[-1] += child.text
    return [line for line in lines if line.strip()]


def _begins_run(before: Element | None, after: Element | None) -> bool:
    """True for the first of at least two typed paragraphs in a row."""
    if before is not None and _holds_lines(before) and _BULLET.match(before.text):
        return False
    return after is not None and _holds_lines(after) and bool(_BULLET.match(after.text))


def spaced_letters(page: Page) -> Iterator[Problem]:
    """Words written with blanks between the letters."""
    for element in page.body.descendants():
        if element.tag in {"script", "style", "code", "pre"}:
            continue
        found = _SPACED.search(" ".join(c for c in element.children if isinstance(c, str)))
        if found is not None and page.is_visible(element) and _is_word(found.group()):
            yield problem(element, text=found.group()[:60])


def _is_word(spaced: str) -> bool:
    """True when the letters, put together, make a word of Norwegian or English."""
    from klarsprak.lexicon.frequency import surface_zipf, zipf

    word = "".join(spaced.split()).lower()
    return max(zipf(word, "nb"), zipf(word, "nn"), surface_zipf(word, "en")) > 2.5


def same_frame_name(page: Page) -> Iterator[Problem]:
    """Frames with one name that show different things."""
    seen: dict[str, Element] = {}
    for frame in page.tree.tagged("iframe"):
        name = folded(page.name(frame))
        if not name or not page.exposure.is_exposed(frame):
            continue
        earlier = seen.setdefault(name, frame)
        content = (frame.get("src").rstrip("/"), frame.get("srcdoc"))
        if earlier is frame or content == (earlier.get("src").rstrip("/"), earlier.get("srcdoc")):
            continue
        purpose = compare_frames(page, earlier, frame)
        if purpose is not Purpose.SAME:
            sure = purpose is Purpose.OTHER
            certainty = Certainty.FAULT if sure else Certainty.REVIEW
            yield Problem(frame, (("name", page.name(frame)[:60]),), certainty=certainty)


def empty_list(page: Page) -> Iterator[Problem]:
    """Lists without items."""
    for element in page.tree.tagged("ul", "ol", "dl"):
        if page.role(element) not in {"list", ""} or element.elements or page.has_script:
            continue
        if page.is_exposed(element):
            yield problem(element, tag=element.tag)
    for item in page.tree.tagged("li"):
        bare = not item.elements and not item.text and not page.has_script
        if bare and page.is_exposed(item) and not _is_drawn(page, item):
            yield problem(item, tag=item.tag)


def _is_drawn(page: Page, item: Element) -> bool:
    """True when style or an attribute shows that an empty item is a line or a button."""
    marked = any(item.has(name) for name in ("class", "role", "aria-label", "onclick", "id"))
    return marked or bool(page.styles.declared(item))


def nested_table(page: Page) -> Iterator[Problem]:
    """Tables inside the cells of another table."""
    for table in page.tree.tagged("table"):
        outer = None if table.parent is None else table.parent.closest("table")
        if outer is not None and page.role(table) == "table" and page.role(outer) == "table":
            yield review(table)


_BETWEEN = 40
"""Words that may stand between a heading and the table it is the title of."""
_FAR = 60
"""Elements before a table among which its heading is looked for."""


def table_without_name(page: Page) -> Iterator[Problem]:
    """Tables of data without a caption or another name; below a heading it is a remark only."""
    for table in page.tree.tagged("table"):
        if page.role(table) != "table" or not page.is_exposed(table) or page.name(table):
            continue
        is_data = table.find_all("th") and len(rows_of(table)) > 2 and not table.closest("figure")
        if is_data and _is_below_heading(page, table):
            yield Problem(table, certainty=Certainty.REVIEW, severity=Severity.INFO)
        elif is_data:
            yield problem(table)


def _is_below_heading(page: Page, table: Element) -> bool:
    """Whether a heading stands before the table, with at most a short text between them."""
    words = 0
    for index in range(table.index - 1, max(-1, table.index - _FAR), -1):
        element = page.tree.elements[index]
        if element.tag == "table":
            return False
        if page.role(element) == "heading":
            return True
        if not element.closest("h1", "h2", "h3", "h4", "h5", "h6", "script", "style"):
            words += len(element.own_text.split())
        if words > _BETWEEN:
            return False
    return False


def scope_missing(page: Page) -> Iterator[Problem]:
    """Tables with headers above and beside that do not say which is which."""
    for table in page.tree.tagged("table"):
        rows = rows_of(table)
        if page.role(table) != "table" or len(rows) < 3 or not page.is_exposed(table):
            continue
        headers = [h for h in table.find_all("th") if h.closest("table") is table]
        beside = [r for r in rows[1:] if r.elements and r.elements[0].tag == "th"]
        above = [h for h in rows[0].elements if h.tag == "th"]
        if len(above) < 2 or len(beside) < 2 or any(h.has("scope") for h in headers):
            continue
        if not any(cell.has("headers") for cell in table.find_all("td")):
            yield review(table)
