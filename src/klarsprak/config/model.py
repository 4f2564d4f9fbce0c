"""What may be set, of which type, and with what default."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FAIL_LEVELS = ("feil", "advarsel", "forslag", "aldri")


@dataclass(frozen=True, slots=True)
class Place:
    """A `[[sted]]`: settings for the files that match `sti`."""

    sti: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ExemptionRow:
    """An `[[unntak]]`: findings to let be, with the reason."""

    regel: str
    grunn: str
    sti: str = ""
    tekst: str = ""
    til: str = ""


@dataclass(frozen=True, slots=True)
class PromiseLimit:
    """What a project asks of a promise: the least score, and the most findings; None: any."""

    minst: int | None = None
    maks_funn: int | None = None


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force for one folder; `origins` says where each came from.

    Keys are Bokmål, as in the project file.
    """

    malgruppe: str = ""
    dokumenttype: str = ""
    velg: tuple[str, ...] = ()
    ignorer: tuple[str, ...] = ()
    utvid: tuple[str, ...] = ()
    feil_ved: str = "feil"
    maks_advarsler: int | None = None
    sprak: str = "nb"
    ordliste: str = ""
    modell: str = ""
    regelsett: str = ""
    utelat: tuple[str, ...] = ()
    grunnlinje: str = ""
    streng_grunnlinje: bool = False
    lix_tak: float | None = None
    lofter: Mapping[str, PromiseLimit] = field(default_factory=dict)
    grenser: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Limits by audience: a part of PLACE_KEYS, see LIMIT_KEYS."""
    sted: tuple[Place, ...] = ()
    unntak: tuple[ExemptionRow, ...] = ()
    file: Path | None = None
    origins: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """What relative paths in the settings are relative to."""
        return self.file.parent if self.file else Path.cwd()


SIMPLE_KEYS: Mapping[str, type] = {
    "malgruppe": str,
    "dokumenttype": str,
    "velg": list,
    "ignorer": list,
    "utvid": list,
    "feil_ved": str,
    "maks_advarsler": int,
    "sprak": str,
    "ordliste": str,
    "modell": str,
    "regelsett": str,
    "utelat": list,
    "grunnlinje": str,
    "streng_grunnlinje": bool,
    "lix_tak": float,
}
"""Keys of the project file; a hyphen may stand for the underscore."""

LIMIT_KEYS = frozenset({"feil_ved", "lix_tak", "lofter"})
"""What a `[grenser.MÅLGRUPPE]` may set."""

PLACE_KEYS = LIMIT_KEYS | {"malgruppe", "dokumenttype", "velg", "ignorer", "maks_advarsler"}
"""What a `[[sted]]` may set."""
