"""What makes two findings the same one, wherever the text has moved."""

from klarsprak.engine.fingerprint import with_fingerprints
from tests.engine.findings import finding, meta, metas, moved


def prints(*found: object) -> list[str]:
    return [item.fingerprint for item in with_fingerprints(found)]  # type: ignore[arg-type]


def test_a_move_changes_nothing() -> None:
    one = finding(start=3, end=7, text="samt")
    assert prints(one) == prints(moved(one, 400))


def test_white_space_and_capitals_change_nothing() -> None:
    one = finding(text="samt", sentence="Vi  sender\nsamt skriver.")
    two = finding(text="Samt", sentence="Vi sender samt skriver.")
    assert prints(one) == prints(two)


def test_rule_words_and_sentence_each_count() -> None:
    base = finding(text="samt", sentence="Vi sender samt skriver.")
    others = [
        finding("ord/y", text="samt", sentence="Vi sender samt skriver."),
        finding(text="dog", sentence="Vi sender samt skriver."),
        finding(text="samt", sentence="De sender samt skriver."),
    ]
    assert len({*prints(base), *(p for other in others for p in prints(other))}) == 4


def test_a_new_copy_of_an_old_fault_is_new() -> None:
    one = finding(text="samt")
    first, second = prints(one, moved(one, 80))
    assert first != second
    assert prints(one) == [first]


def test_a_finding_about_the_whole_text_does_not_hang_on_where_it_points() -> None:
    one = finding("lesbarhet/lix", text="Om søknaden", sentence="Om søknaden", block="")
    two = finding("lesbarhet/lix", text="Frister", sentence="Frister", block="")
    assert prints(one) == prints(two)
    image = finding("bilde/x", text="<img src=a>", sentence="<img src=a>", block="")
    assert prints(image) != prints(finding("bilde/x", text="<img>", sentence="<img>", block=""))


def test_a_first_use_is_the_word_wherever_it_comes_first() -> None:
    rules = metas(meta("ord/x", first_use=True))
    one = finding(text="vedtak", sentence="Et vedtak er gjort.")
    two = finding(text="Vedtak", sentence="Vedtak kommer senere.")
    first, second = (with_fingerprints([item], rules)[0].fingerprint for item in (one, two))
    assert first == second
    assert prints(one) != prints(two)
