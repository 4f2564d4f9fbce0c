"""Tables whose shape tells more than their markup (WCAG 1.3.1, 1.4.1)."""

from collections.abc import Iterator

from klarsprak.accessibility.checks.tables import grid_of, rows_of
from klarsprak.accessibility.css_values import Colour, parse_colour
from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element
from klarsprak.accessibility.words import folded

_FEW = 2


def _tables(page: Page) -> Iterator[tuple[Element, list[Element]]]:
    for table in page.tree.tagged("table"):
        if page.role(table) == "table" and page.is_exposed(table):
            yield table, rows_of(table)


def headers_in_layers(page: Page) -> Iterator[Problem]:
    """Headers in two or more layers, over several columns, that cells do not point at."""
    for table, rows in _tables(page):
        own = [cell for row in rows for cell in row.elements]
        if any(cell.has("headers") for cell in own):
            continue
        wide = [c for c in own if c.tag == "th" and c.get("colspan").strip() not in {"", "1"}]
        wide = [c for c in wide if c.get("scope").lower() != "colgroup"]
        below = {cell.index for row in rows[1:3] for cell in row.elements if cell.tag == "th"}
        grid = grid_of(table)
        for cell in wide:
            row, column, height, width = grid.places.get(cell.index, (0, 0, 1, 1))
            under = {
                grid.cells[(row + height, place)].index
                for place in range(column, column + width)
                if (row + height, place) in grid.cells
            }
            if width < grid.width and len(under & below) >= _FEW:
                yield review(cell, text=cell.text[:60])
                break


def header_row_inside(page: Page) -> Iterator[Problem]:
    """A row of one header over all columns in the middle of a table."""
    for table, rows in _tables(page):
        grid = grid_of(table)
        for number, row in enumerate(rows[1:-1], start=1):
            cells = row.elements
            if len(cells) != 1 or cells[0].tag != "th" or grid.width < _FEW:
                continue
            over_all = cells[0].get("colspan").strip() == str(grid.width)
            scoped = cells[0].get("scope").lower() in {"rowgroup", "colgroup"}
            data = any(cell.tag == "td" for cell in rows[number + 1].elements)
            if over_all and data and not scoped:
                yield review(cells[0], text=cells[0].text[:60])
                break


def empty_rows(page: Page) -> Iterator[Problem]:
    """Rows without content in a table of data, used for the space they take."""
    for _, rows in _tables(page):
        if len(rows) < _FEW + 1 or page.has_script:
            continue
        for row in rows[1:]:
            cells = [cell for cell in row.elements if cell.tag in {"td", "th"}]
            bare = all(not cell.text.strip("\u00a0 ") and not cell.elements for cell in cells)
            if len(cells) >= _FEW and bare and page.is_visible(row):
                yield review(row)
                break


def lines_in_cells(page: Page) -> Iterator[Problem]:
    """Rows that hold several rows, with line breaks that must be read side by side."""
    for _, rows in _tables(page):
        for row in rows:
            cells = [cell for cell in row.elements if cell.tag == "td"]
            counts = [_short_lines(cell) for cell in cells]
            if len(counts) >= _FEW and min(counts) >= _FEW + 1 and len(set(counts)) == 1:
                yield review(row, size=str(counts[0]))
                break


def _short_lines(cell: Element) -> int:
    """How many lines of a few words a cell is broken into; 0 for running text."""
    lines = [""]
    for child in cell.children:
        if isinstance(child, str):
            lines[-1] += child
        elif child.tag == "br":
            lines.append("")
        else:
            lines[-1] += child.text
    filled = [line.split() for line in lines if line.strip()]
    return len(filled) if all(len(words) <= 4 for words in filled) else 0


def told_by_colour(page: Page) -> Iterator[Problem]:
    """Cells with a background of their own and nothing in them, in two colours or more."""
    for _, rows in _tables(page):
        bare: dict[str, Element] = {}
        for row in rows:
            for cell in row.elements:
                if cell.tag != "td" or cell.text or cell.elements or page.name(cell):
                    continue
                written = cell.get("bgcolor") or page.styles.get(cell, "background-color")
                colour = parse_colour(written) if written else None
                if colour is not None and _is_bright(colour):
                    bare.setdefault(colour.hex, cell)
        if len(bare) >= _FEW:
            yield review(min(bare.values(), key=lambda cell: cell.index))


def _is_bright(colour: Colour) -> bool:
    """True for a colour that is no shade of grey."""
    parts = (colour.red, colour.green, colour.blue)
    return colour.alpha > 0 and max(parts) - min(parts) > 0.2


def built_by_style(page: Page) -> Iterator[Problem]:
    """Boxes that a style sheet lays out as a table of short texts, and no table."""
    for element in page.body.descendants():
        if (
            element.tag == "table"
            or page.styles.display(element) != "table"
            or page.explicit(element)
        ):
            continue
        rows = [e for e in element.elements if page.styles.display(e) == "table-row"]
        cells = [[c for c in r.elements if page.styles.display(c) == "table-cell"] for r in rows]
        even = len(rows) >= _FEW and {len(row) for row in cells} == {len(cells[0])}
        if not even or len(cells[0]) < _FEW or not page.is_visible(element):
            continue
        if all(
            0 < len(cell.text) <= 40 and not cell.find_all("input", "img")
            for row in cells
            for cell in row
        ):
            yield review(element)


def summary_repeats(page: Page) -> Iterator[Problem]:
    """Tables whose summary says the same as their caption."""
    for table, _ in _tables(page):
        captions = [child for child in table.elements if child.tag == "caption"]
        summary = folded(table.get("summary"))
        if captions and summary and summary == folded(captions[0].text):
            yield problem(table, text=table.get("summary")[:60])
