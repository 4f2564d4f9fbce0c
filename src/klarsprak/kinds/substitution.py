"""`kind: substitution`: phrases with something better to write; see `kinds.phrase`."""

from klarsprak.kinds.phrase import KEYS, VALUES, PhraseRule, build

__all__ = ["KEYS", "VALUES", "PhraseRule", "build"]
