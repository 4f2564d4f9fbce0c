"""Plain text: nothing lost, and the parts of a letter told apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.document import Block, BlockKind, Format
from klarsprak.readers.plain_lines import text_role
from klarsprak.readers.registry import read_text
from tests.readers.extraction import squeezed
from tests.readers.mapping import document_faults

LINE = st.one_of(
    st.sampled_from(
        [
            *("", "", "Hei!", "- ett", "* to", "1. tre", "a) fire", "> svar", "====", "----"),
            *("Tittel", "Vi har fått saken din.", "og det går bra", "0151 Oslo", "  innrykk"),
            *("Storgata 1", "Med vennlig hilsen", "Kari Nordmann", "Vår ref: 12/34", "a\tb"),
            *("1. januar starter vi.", "## Mer", "\u00a0", "komm\u00adune a\u030a", "+--+", "|..|"),
            *("Et langt avsnitt uten slutt som bare fortsetter og fortsetter mot høyre kant", "…"),
        ]
    ),
    st.text(alphabet="aB .:-*>1)\t=", max_size=20),
)
TEXTS = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\r\n", "\n"])), max_size=14).map(
    lambda lines: "".join(line + end for line, end in lines)
)
MARKERS = "-*•>=#~_^+\"'"


def blocks(source: str) -> tuple[Block, ...]:
    document = read_text(source, Format.TEXT, "brev.txt")
    assert not document_faults(document)
    return document.blocks


def shown(source: str) -> list[tuple[str, str]]:
    return [(block.attributes.get("role") or block.kind, block.text) for block in blocks(source)]


@given(TEXTS)
def test_every_letter_is_kept_in_order(source: str) -> None:
    """Only markers of lists, quotes and headings may go."""
    kept = iter(squeezed("".join(block.text for block in blocks(source))))
    letters = [char for char in squeezed(source) if char.isalpha() and char not in "aB"]
    assert all(char in kept for char in letters)


def test_a_letter_has_its_parts() -> None:
    source = (
        "Kari Nordmann\nStorgata 1\n0151 Oslo\n\nVår ref.: 2026/12\nDato: 3. mai 2026\n\n"
        "Svar på søknaden din\n\nHei!\nVi har behandlet søknaden din om plass i\n"
        "barnehage. Du får plass fra 1. august.\n\nDette må du gjøre:\n"
        "- svare innen 1. juni\n- ta med\n  helsekort\n\n"
        "Med vennlig hilsen\n\nOla Hansen\nrådgiver\n"
    )
    assert shown(source) == [
        ("address", "Kari Nordmann\nStorgata 1\n0151 Oslo"),
        ("reference", "Vår ref.: 2026/12\nDato: 3. mai 2026"),
        ("heading", "Svar på søknaden din"),
        ("salutation", "Hei!"),
        (
            "paragraph",
            "Vi har behandlet søknaden din om plass i barnehage. Du får plass fra 1. august.",
        ),
        ("paragraph", "Dette må du gjøre:"),
        ("list_item", "svare innen 1. juni"),
        ("list_item", "ta med helsekort"),
        ("signature", "Med vennlig hilsen"),
        ("signature", "Ola Hansen\nrådgiver"),
    ]


def test_a_line_with_a_date_first_is_no_list_item() -> None:
    assert shown("1. januar starter vi.\n2. januar er vi ferdige.")[0] == (
        "paragraph",
        "1. januar starter vi.",
    )


def test_paragraphs_may_stand_one_to_a_line() -> None:
    first = "Dette er et avsnitt som er skrevet på en eneste lang linje, slik mange gjør det. " * 2
    assert [kind for kind, _ in shown(f"{first}\n{first}\n")] == ["paragraph", "paragraph"]


def test_lists_are_grouped_and_nested() -> None:
    found = blocks(
        "Ta med:\n\n1. mat\n   - brød\n   - melk\n2. klær\n\nTekst her.\n\n- ny liste\n- ja"
    )
    items = [block for block in found if block.kind is BlockKind.LIST_ITEM]
    assert [(b.text, b.level, b.group) for b in items] == [
        ("mat", 1, 1),
        ("brød", 2, 1),
        ("melk", 2, 1),
        ("klær", 1, 1),
        ("ny liste", 1, 2),
        ("ja", 1, 2),
    ]


def test_one_line_alone_is_a_paragraph() -> None:
    assert shown("Hvilken adresse bor du på?\n") == [("paragraph", "Hvilken adresse bor du på?")]
    assert shown("Søknad om plass") == [("paragraph", "Søknad om plass")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Karl Johans gate 22", "address"),
        ("Nedre Slottsgate 5 B", "address"),
        ("Postboks 8001 Dep", "address"),
        ("0030 Oslo", "address"),
        ("Storgata 1, 0155 Oslo", "address"),
        ("Reguleringsplan for Storgata 1", ""),
        ("2026 Budsjett", ""),
        ("Oslo, 3. mai 2026", "reference"),
        ("Fra 1. januar 2026", ""),
        ("Vedtaket gjelder fra 1. januar 2026", ""),
        ("Deres ref.: 26/1", "reference"),
        ("Unntatt offentlighet", "reference"),
        ("Kontakt: Du må snarest ringe oss vedrørende saken din", ""),
        ("Kjære Kari Nordmann,", "salutation"),
        ("Hei på deg!", "salutation"),
        ("Heis i bygget er ute av drift", ""),
        ("Med venleg helsing", "signature"),
        ("Hilsen oss i kommunen", "signature"),
        ("Hilsenen er kort. Den er fin.", ""),
    ],
)
def test_roles_of_single_lines(line: str, expected: str) -> None:
    assert text_role(line) == expected
