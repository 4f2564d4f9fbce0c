"""Language tags as BCP 47 writes them; the subtags are those of the IANA registry."""

import re
from functools import cache
from pathlib import Path

_TAG = re.compile(r"^[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*$")


@cache
def primary_subtags() -> frozenset[str]:
    """Every registered primary language subtag, private use (qaa to qtz) included."""
    text = Path(__file__).with_name("language_subtags.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    found: set[str] = set()
    for start, ends in rows:
        found.update(ends.split() if start == "two" else (start + end for end in ends))
    found.update(f"q{second}{third}" for second in "abcdefghijklmnopqrst" for third in LETTERS)
    return frozenset(found)


LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_known_tag(tag: str) -> bool:
    """True when `tag` begins with a registered language; the rest is only form-checked."""
    if _TAG.match(tag) is None:
        return False
    return tag.partition("-")[0].lower() in primary_subtags()


def primary(tag: str) -> str:
    """The primary subtag in lower case; `no` and three-letter Norwegian as nb and nn."""
    found = tag.strip().lower().replace("_", "-").partition("-")[0]
    return {"no": "nb", "nob": "nb", "nor": "nb", "nno": "nn", "eng": "en"}.get(found, found)
