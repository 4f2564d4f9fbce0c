"""The texts of the tool in one language; everything a writer reads goes through here.

The catalogues are YAML, held to one form: ``key: "text"``, one pair a line, comments on
lines of their own. That form is read without a YAML library, which keeps start-up short;
a test holds it against a real YAML reader.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from klarsprak.core.errors import ConfigError
from klarsprak.core.finding import FileLocation, Finding, PageLocation
from klarsprak.core.report import Notice
from klarsprak.core.rule import RuleMeta
from klarsprak.messages.template import fill
from klarsprak.messages.visible import visible

LANGUAGES = ("nb", "nn", "en")
MAX_QUOTE = 120
MAX_SUGGESTIONS = 4

_DECIMAL = re.compile(r"-?\d+\.\d+")
_MARKUP = ("<", "!", "[", "{")
_FALLBACKS = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


def one_line(text: str) -> str:
    """`text` with every stretch of white space made one space, trimmed."""
    return " ".join(text.split())


def shorten(text: str, limit: int = MAX_QUOTE) -> str:
    """`text` cut at a word so that it has at most `limit` characters, ``…`` included."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 2]
    head, space, _ = cut.rpartition(" ")
    return f"{head if space and len(head) > limit // 2 else cut} …"


def flagged(finding: Finding) -> str:
    """The flagged part as a reader sees it, on one line."""
    seen = finding.excerpt.text[finding.excerpt.start : finding.excerpt.end]
    return one_line(seen) or one_line(finding.text)


def is_whole_text(finding: Finding) -> bool:
    """True for a finding about the text as a whole, such as its LIX.

    It points at the first heading only because it must point somewhere; what it points at
    is not what is wrong.
    """
    in_file = isinstance(finding.location, FileLocation)
    return in_file and not finding.block and not finding.text.lstrip().startswith(_MARKUP)


class Catalogue:
    """Texts of one language, with its numbers, lists and quotation marks.

    `texts` are templates by key; see `template.fill` for the form.
    """

    __slots__ = ("language", "texts")

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        self.language = language
        self.texts = MappingProxyType(dict(texts))

    def text(self, key: str, **values: object) -> str:
        """The text called `key`, filled with `values`. KeyError for an unknown key."""
        shown = {name: self._shown(value) for name, value in values.items()}
        return fill(self.texts[key], shown.get)

    def has(self, key: str) -> bool:
        """True when the catalogue has a text called `key`."""
        return key in self.texts

    def plural(self, key: str, count: int, **values: object) -> str:
        """The text ``key.one`` or ``key.other``, with `count` as ``{n}``."""
        form = "one" if count == 1 else "other"
        return self.text(f"{key}.{form}", n=count, **values)

    def pick(self, texts: Mapping[str, str]) -> str:
        """The text in this language, or in the nearest one there is; "" for none."""
        return next((texts[code] for code in self._order() if texts.get(code)), "")

    def number(self, value: float, digits: int = 0) -> str:
        """`value` with `digits` decimals, written as the language writes numbers."""
        point, group, least = (".", ",", 4) if self.language == "en" else (",", "\u00a0", 5)
        whole, _, decimals = f"{abs(value):.{digits}f}".partition(".")
        if len(whole) >= least:
            whole = f"{int(whole):,}".replace(",", group)
        negative = value < 0 and any(c not in "0" for c in whole + decimals)
        return ("−" if negative else "") + whole + (point + decimals if decimals else "")

    def quote(self, text: str) -> str:
        """`text` in the quotation marks of the language."""
        return f"“{text}”" if self.language == "en" else f"«{text}»"

    def either(self, items: Iterable[str]) -> str:
        """«a», «b» eller «c»: quoted items as a choice, at most four of them."""
        quoted = [self.quote(item) for item in list(items)[:MAX_SUGGESTIONS]]
        return self._join(quoted, self.texts["word.or"])

    def listing(self, items: Iterable[str]) -> str:
        """A, b og c: items as a list in a sentence."""
        return self._join(list(items), self.texts["word.and"])

    def message(self, finding: Finding, meta: RuleMeta | None) -> str:
        """The message of `finding`, by its rule's template; one line, never empty.

        ``{match}`` is the flagged text, ``{suggestions}`` the replacements as a choice,
        ``{suggestion}`` the first of them, ``{details}`` what a check of axe-core says;
        other names are the values of the finding.
        """
        template = self.pick(meta.message) if meta else ""
        if not template:
            title = self.pick(meta.title) if meta else ""
            return title or finding.rule_id

        def value(name: str) -> str | None:
            if name in finding.values:
                return self._decimal(one_line(finding.values[name]))
            if name == "details":
                return self._details(finding.values)
            if name == "match":
                return shorten(flagged(finding))
            if name == "suggestions":
                return self.either(one_line(s) for s in finding.suggestions if s.strip())
            if name == "suggestion":
                return one_line(finding.suggestions[0]) if finding.suggestions else ""
            return None

        return one_line(fill(template, value)) or finding.rule_id

    def _details(self, values: Mapping[str, str]) -> str:
        """What the check of axe-core named by ``check`` among `values` says; "" for nothing."""
        texts, key = check_texts(self.language), values.get("check", "")
        names = (key, f"{key}.default", key.rpartition(".")[0])
        template = next((texts[name] for name in names if name in texts), "")
        shown = {name: self._decimal(one_line(value)) for name, value in values.items()}
        return fill(template, shown.get)

    def error(self, code: str, values: Mapping[str, str]) -> str:
        """The text of a tool error, harmless on a terminal (see `visible`).

        An unknown code is shown with its values.
        """
        template = self.texts.get(f"error.{code}")
        if template is None:
            details = ", ".join(f"{name}: {value}" for name, value in values.items())
            return visible(f"{code} ({details})" if details else code)
        return visible(fill(template, {**values, **self._reason(values)}.get))

    def _reason(self, values: Mapping[str, str]) -> Mapping[str, str]:
        """What the system said was wrong, in words of our own where we have such."""
        told = values.get("error", "")
        key = told.lower().replace(" ", "-")
        return {"error": self.texts.get(f"reason.{key}", told)} if told else {}

    def gate(self, notice: Notice) -> str:
        """What the gate has to say, on one line, harmless on a terminal."""
        values = {"path": notice.path, **notice.values}
        shown = {name: self._decimal(value) for name, value in values.items()}
        return visible(one_line(fill(self.texts[f"gate.{notice.code}"], shown.get)))

    def note(self, key: str) -> str:
        """The text of a note about the reading; an unknown key is shown as it is."""
        code, _, value = key.partition(":")
        template = self.texts.get(f"note.{code}")
        return key if template is None else fill(template, {"value": value.strip()}.get)

    def place(self, finding: Finding) -> str:
        """Where the finding is, in words."""
        where = finding.location
        if is_whole_text(finding):
            return self.texts["place.whole"]
        if isinstance(where, PageLocation):
            return self.text("place.element", selector=where.selector)
        if where.paragraph is not None:
            return self.text("place.paragraph", paragraph=where.paragraph)
        return self.text("place.line", line=where.line)

    def _order(self) -> tuple[str, ...]:
        return _FALLBACKS[self.language]

    def _shown(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        digits = 0 if float(value).is_integer() else 1
        return self.number(value, digits)

    def _decimal(self, text: str) -> str:
        """A lone decimal number the way the language writes it; other text as it is."""
        is_number = self.language != "en" and _DECIMAL.fullmatch(text)
        return text.replace(".", ",") if is_number else text

    @staticmethod
    def _join(items: list[str], word: str) -> str:
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {word} {items[-1]}"


def read(source: str) -> dict[str, str]:
    """Read a catalogue file. ValueError, with the line, where it leaves the form."""
    texts: dict[str, str] = {}
    for number, line in enumerate(source.split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        key, colon, value = line.partition(": ")
        if not colon or not value.startswith('"') or key in texts:
            raise ValueError(f"catalogue line {number}: {line!r}")
        texts[key] = json.loads(value)
    return texts


@lru_cache(maxsize=len(LANGUAGES))
def load(language: str) -> Catalogue:
    """The catalogue of `language`: nb, nn or en; ConfigError for any other."""
    if language not in LANGUAGES:
        raise ConfigError("unknown-language", language=language)
    path = Path(__file__).with_name(f"{language}.yaml")
    return Catalogue(language, read(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=len(LANGUAGES))
def check_texts(language: str) -> Mapping[str, str]:
    """What the checks of axe-core mean, by check, outcome and variant."""
    path = Path(__file__).with_name(f"axe.{language}.yaml")
    return MappingProxyType(read(path.read_text(encoding="utf-8")))
