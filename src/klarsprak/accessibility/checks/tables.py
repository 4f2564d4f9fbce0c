"""Tables and their header cells (WCAG 1.3.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from klarsprak.accessibility.page import Page, Problem, problem, review
from klarsprak.accessibility.tree import Element

_MAX_SPAN = 1000
_MAX_SLOTS = 200_000


@dataclass(slots=True)
class Grid:
    """The slots of a table after the table model of the HTML standard.

    `cells` maps (row, column) to a cell; `places` maps the index of a cell to its first
    row, first column, height and width.
    """

    cells: dict[tuple[int, int], Element] = field(default_factory=dict)
    places: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    height: int = 0
    width: int = 0


@dataclass(slots=True)
class Reach:
    """Where cells without headers of their own end, and where data cells stand."""

    last_in_row: dict[int, int] = field(default_factory=dict)
    last_in_column: dict[int, int] = field(default_factory=dict)
    data_rows: set[int] = field(default_factory=set)
    data_columns: set[int] = field(default_factory=set)


def grid_of(table: Element) -> Grid:
    """Lay the cells of `table` out in rows and columns."""
    grid = Grid()
    for row in rows_of(table):
        column = 0
        for cell in row.elements:
            if cell.tag not in {"td", "th"}:
                continue
            while (grid.height, column) in grid.cells:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if len(grid.cells) + width * height > _MAX_SLOTS:
                return grid
            grid.places[cell.index] = (grid.height, column, height, width)
            for down in range(height):
                for right in range(width):
                    grid.cells.setdefault((grid.height + down, column + right), cell)
            column += width
            grid.width = max(grid.width, column)
        grid.height += 1
    return grid


def rows_of(table: Element) -> list[Element]:
    """The rows of a table itself, those of nested tables left out."""
    rows: list[Element] = []
    for part in table.elements:
        if part.tag == "tr":
            rows.append(part)
        elif part.tag in {"thead", "tbody", "tfoot"}:
            rows += [row for row in part.elements if row.tag == "tr"]
    return rows


def _span(cell: Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,6})", cell.get(name))
    return max(1, min(int(found.group(1)), _MAX_SPAN)) if found else 1


def _is_data_table(page: Page, table: Element) -> bool:
    return page.role(table) in {"table", "grid", "treegrid"} and page.is_exposed(table)


def foreign_headers(page: Page) -> Iterator[Problem]:
    """Cells whose headers attribute points outside the table, or at no header."""
    for cell in page.tree.tagged("td", "th"):
        ids = cell.get("headers").split()
        table = cell.closest("table")
        if not ids or table is None or not _is_data_table(page, table):
            continue
        if not page.is_exposed(cell):
            continue
        for identity in ids:
            target = page.tree.by_id.get(identity)
            if target is None or target is cell or target.closest("table") is not table:
                yield problem(cell, id=identity[:60])
                break
            if target.tag not in {"td", "th"}:
                yield problem(cell, id=identity[:60])
                break


def header_without_cells(page: Page) -> Iterator[Problem]:
    """Header cells that are the header of no cell."""
    for table in page.tree.tagged("table"):
        if not _is_data_table(page, table) or not page.is_visible(table):
            continue
        if page.has_script and not table.find_all("td"):
            continue  # the rows come when the script runs
        grid = grid_of(table)
        reach = _reach(grid)
        referenced = {
            word for cell in table.find_all("td", "th") for word in cell.get("headers").split()
        }
        for header in table.find_all("th"):
            if header.closest("table") is not table or not page.is_exposed(header):
                continue
            if page.role(header) not in {"columnheader", "rowheader"}:
                continue
            if header.get("id") in referenced and header.get("id"):
                continue
            if header.index in grid.places and not _has_cells(reach, grid, header):
                yield problem(header, header=header.text[:60])


def _has_cells(reach: Reach, grid: Grid, header: Element) -> bool:
    """True when a cell, without headers of its own, gets `header` assigned.

    After the HTML standard: a row header serves the cells behind it, a column header
    those below; without scope, the place decides which of them it is.
    """
    row, column, height, width = grid.places[header.index]
    rows, columns = range(row, row + height), range(column, column + width)
    behind = any(reach.last_in_row.get(r, -1) >= column + width for r in rows)
    below = any(reach.last_in_column.get(c, -1) >= row + height for c in columns)
    scope = header.get("scope").strip().lower()
    if scope == "rowgroup":
        return True
    if scope == "row":
        return behind
    if scope in {"col", "colgroup"} or not any(r in reach.data_rows for r in rows):
        return below
    if not any(c in reach.data_columns for c in columns):
        return behind
    return behind or below


def _reach(grid: Grid) -> Reach:
    reach = Reach()
    for (row, column), cell in grid.cells.items():
        if cell.tag == "td":
            reach.data_rows.add(row)
            reach.data_columns.add(column)
        if not cell.get("headers").strip():
            reach.last_in_row[row] = max(column, reach.last_in_row.get(row, -1))
            reach.last_in_column[column] = max(row, reach.last_in_column.get(column, -1))
    return reach


_SCOPES = frozenset({"row", "col", "rowgroup", "colgroup", "auto"})


def unknown_scope(page: Page) -> Iterator[Problem]:
    """Header cells whose scope is a word that no browser knows."""
    for cell in page.tree.tagged("th"):
        scope = cell.get("scope").strip().lower()
        table = cell.closest("table")
        if scope and scope not in _SCOPES and table is not None and _is_data_table(page, table):
            yield problem(cell, value=cell.get("scope")[:20])


def used_for_layout(page: Page) -> Iterator[Problem]:
    """Tables that place parts of the page and do not say so."""
    for table in page.tree.tagged("table"):
        if page.role(table) != "table" or not page.is_exposed(table) or table.find_all("th"):
            continue
        if any(node.tag == "table" for node in table.ancestors()):
            continue
        cells = table.find_all("td")
        parts = table.find_all("nav", "h1", "h2", "h3", "form", "header", "footer", "main")
        first = parts[0].tag if parts else ""
        several = len(parts) > 1 and not table.has("summary")
        several = several or (
            bool(parts) and len(rows_of(table)) == 1 and bool(table.find_all("ul"))
        )
        if len(cells) > 1 and (several or first in {"nav", "form", "main", "h1"}):
            yield review(table)
