import pytest

from klarsprak.lexicon.sure_parts import sure_parts


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("kulturminnedatabase", "nb", 4),
        ("kystsoneplanleggingen", "nb", 4),
        ("valgkampslagord", "nb", 4),
        ("kulturminnedatabasen", "nn", 4),
        ("barnehageplass", "nb", 3),
        ("søknadsfrist", "nb", 2),
        ("billettautomater", "nb", 2),
        ("nasjonalparksentre", "nb", 3),
    ],
)
def test_parts_are_counted(word: str, language: str, expected: int) -> None:
    assert sure_parts(word, language) == expected


@pytest.mark.parametrize(
    ("word", "language"),
    [
        # «sentral», «portrett» and «fastsetting» are one word each.
        ("operasjonssentralen", "nn"),
        ("popstjerneportrett", "nn"),
        ("egenfastsettingen", "nb"),
        ("luftgeværskyting", "nb"),
        ("kystvaktfartøyer", "nb"),
        ("skole", "nb"),
    ],
)
def test_a_doubtful_analysis_counts_as_one(word: str, language: str) -> None:
    assert sure_parts(word, language) == 1
