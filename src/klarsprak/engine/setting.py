"""Audience, document type and traits of a text: told by the user, or found in it."""

from collections.abc import Mapping
from datetime import date

from klarsprak.core.audience import Audience, Setting
from klarsprak.core.document import Document
from klarsprak.core.errors import ConfigError
from klarsprak.engine.genre import DOCUMENT_TYPES, guess_document_type, type_to_hold_to
from klarsprak.engine.scoring import BUDGET
from klarsprak.engine.traits import find_traits
from klarsprak.rulebook.profiles import DEFAULT_AUDIENCE


def make_setting(
    document: Document,
    audiences: Mapping[str, Audience],
    *,
    today: date,
    audience: str = "",
    document_type: str = "",
) -> Setting:
    """The setting of one document.

    The argument goes before the front matter (``malgruppe``, ``dokumenttype``), which goes
    before what the text looks like. Raises ConfigError for an unknown name.
    """
    chosen = audience or document.metadata.get("malgruppe", "")
    if chosen and chosen not in audiences:
        raise ConfigError("audience-unknown", name=chosen, near="", known=", ".join(audiences))
    kind = document_type or document.metadata.get("dokumenttype", "")
    if kind and kind not in DOCUMENT_TYPES:
        raise ConfigError("document-type-unknown", name=kind, known=", ".join(DOCUMENT_TYPES))
    declared, kind = bool(kind), kind or guess_document_type(document)
    return Setting(
        audience=audiences[chosen or DEFAULT_AUDIENCE],
        document_type=kind,
        today=today,
        traits=find_traits(document, kind, declared=declared),
        explicit=bool(chosen),
        measured_as=type_to_hold_to(document, kind, BUDGET) if declared else kind,
    )
