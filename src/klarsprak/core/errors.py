"""The exception tree of klarsprak.

KlarsprakError
├── ConfigError      a setting, a flag or a project file is wrong
├── RuleError        a rule file or dictionary is wrong; names file and line
├── ReadError        a text could not be read
├── AnalysisError    language analysis was asked for and cannot be had
└── BrowserError     the browser engine could not do its work

Messages are keys into the catalogues plus values, so that the command line can show them
in the writer's language; `str()` gives a plain English form for developers.
"""

from collections.abc import Mapping


class KlarsprakError(Exception):
    """An error that the user can do something about.

    `code` is the message key (``error.<code>`` in the catalogues), `values` fill its
    placeholders.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.values: Mapping[str, str] = {k: str(v) for k, v in values.items()}
        details = ", ".join(f"{k}={v}" for k, v in self.values.items())
        super().__init__(f"{code}: {details}" if details else code)

    def __reduce__(self) -> tuple[object, ...]:
        """Survive pickling between worker processes."""
        return (_rebuild, (type(self), self.code, dict(self.values)))


def _rebuild(cls: type[KlarsprakError], code: str, values: dict[str, str]) -> KlarsprakError:
    error = cls.__new__(cls)
    KlarsprakError.__init__(error, code, **values)
    return error


class ConfigError(KlarsprakError):
    """A setting, a flag or a project file is wrong."""


class RuleError(KlarsprakError):
    """A rule file or dictionary is wrong; `values` hold ``path`` and ``line``."""


class ReadError(KlarsprakError):
    """A text could not be read; `values` hold ``path``."""


class AnalysisError(KlarsprakError):
    """Language analysis was asked for and cannot be had."""


class BrowserError(KlarsprakError):
    """The browser engine could not do its work."""
