"""Who a text is for: limits and severities, as data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Audience:
    """A profile of `rules/_malgrupper.yaml`.

    `limits` holds numbers by the column names of the profile table (``lix_target``,
    ``sent_max_warn``, …). `severities` maps a rule id to the severity word it has for
    this audience, ``off`` among them. `texts` are the descriptive columns.
    """

    id: str
    title: Mapping[str, str]
    limits: Mapping[str, float]
    severities: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def limit(self, name: str) -> float:
        """The number called `name`; KeyError when the profile has none."""
        return self.limits[name]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a rule may know about the occasion: audience, document type, traits, day.

    `document_type` is one of brev, nett, skjema, saksframlegg, rapport, sms. `traits` are
    found in the text: vedtak, avslag, horing, feilmelding, lov, nyhet, kort, … `explicit`
    tells whether the audience was chosen by the user. `today` is the day dates are
    measured against. `measured_as` is the type that scores are measured by, where the text
    does not bear out the declared one; "" means `document_type`.
    """

    audience: Audience
    document_type: str
    today: date
    traits: frozenset[str] = frozenset()
    explicit: bool = False
    measured_as: str = ""
