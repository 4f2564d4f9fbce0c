"""Addresses as pages hold them."""

from urllib.parse import urldefrag

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klarsprak.core.address import split_address, without_fragment
from klarsprak.core.report import ToolError
from klarsprak.engine.run import Plan, run


@given(st.text(alphabet="htp:/[]@#?%ab.0\u2100", max_size=20))
def test_any_address_can_be_split(address: str) -> None:
    parts = split_address(address)
    assert parts.hostname is None or isinstance(parts.hostname, str)
    assert without_fragment(address) + address[len(without_fragment(address)) :] == address


def test_without_fragment_is_what_the_library_gives() -> None:
    for address in ("https://a.no/b#c", "#c", "b.html", "b.html#"):
        assert without_fragment(address) == urldefrag(address).url


@pytest.mark.parametrize("address", ["http://[", "//[x", "https://a]b/x.pdf"])
def test_a_page_with_a_broken_address_is_checked(address: str, tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("site")
    for name in ("a", "b", "c"):
        (folder / f"{name}.html").write_text(
            f'<html lang="nb"><title>{name}</title><p><a href="{address}">Les om {name}</a></p>',
            encoding="utf-8",
        )
    report, _ = run([str(folder)], Plan())
    assert not [e for e in report.errors if isinstance(e, ToolError)]
    assert len(report.files) == 3
