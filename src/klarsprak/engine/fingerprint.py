"""What makes two findings the same one, wherever the text has moved."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from klarsprak.core.finding import Finding, PageLocation
from klarsprak.core.rule import RuleMeta
from klarsprak.messages.catalogue import is_whole_text

_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=64)
def _normal(text: str) -> str:
    return _SPACE.sub(" ", text).strip().casefold()


def with_fingerprints(
    findings: Iterable[Finding], metas: Mapping[str, RuleMeta] | None = None
) -> tuple[Finding, ...]:
    """Give each finding its fingerprint.

    It is made of the rule, the flagged words and the sentence (or selector) round them;
    not of path, line or offset, so it survives moves and reordering. The second finding
    with the same three gets a number, so that a new copy of an old fault is new. A finding
    about the whole text is made of the rule alone: where it points is not what is wrong. A
    rule that tells of the first of many places (``options.first_use`` in `metas`) has the
    word alone: which sentence comes first changes when paragraphs move.
    """
    seen: Counter[str] = Counter()
    marked = []
    for finding in findings:
        where = finding.excerpt.text
        if isinstance(finding.location, PageLocation):
            where = f"{finding.location.selector}\n{where}"
        key = "\n".join((finding.rule_id, _normal(finding.text), _normal(where)))
        if is_whole_text(finding):
            key = f"{finding.rule_id}\n\n"
        meta = metas.get(finding.rule_id) if metas else None
        if meta and meta.options.get("first_use") is True:
            word = finding.values.get("lemma") or _normal(finding.text)
            key = f"{finding.rule_id}\n{word.casefold()}\n"
        seen[key] += 1
        if seen[key] > 1:
            key = f"{key}\n{seen[key]}"
        digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8)
        marked.append(replace(finding, fingerprint=digest.hexdigest()))
    return tuple(marked)
