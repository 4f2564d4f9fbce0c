"""Find and read the project file: `klarsprak.toml`, or `[tool.klarsprak]` of pyproject."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from klarsprak.config.model import (
    FAIL_LEVELS,
    LIMIT_KEYS,
    PLACE_KEYS,
    SIMPLE_KEYS,
    Config,
    ExemptionRow,
    Place,
    PromiseLimit,
)
from klarsprak.core.errors import ConfigError
from klarsprak.core.near import nearest
from klarsprak.core.seen import is_file

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

NAME = "klarsprak.toml"
PLACE_ORIGIN = "[[sted]]"
"""Ends the origin of a value that a `[[sted]]` set."""

LANGUAGES = ("nb", "nn", "en")


def find_config(start: Path) -> Path | None:
    """The nearest project file at or above the folder `start`; the first found wins."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        own = candidate / NAME
        if is_file(own):
            return own
        project = candidate / "pyproject.toml"
        if is_file(project) and "[tool.klarsprak" in _text(project):
            return project
    return None


def load_config(path: Path | None) -> Config:
    """The settings of `path`; the defaults where it is None.

    Raises ConfigError that names the file and the key.
    """
    if path is None:
        return Config()
    # Most folders have no project file.
    import tomllib

    try:
        data = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError("config-broken", path=path, error=error) from error
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        data = tool.get("klarsprak", {}) if isinstance(tool, dict) else {}
    return _build(data, path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError("config-unreadable", path=path) from error


def _build(data: Mapping[str, Any], path: Path) -> Config:
    known = {*SIMPLE_KEYS, "sted", "unntak", "lofter", "grenser"}
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        if name not in known:
            raise _unknown(path, key, known)
        if name == "sted":
            values["sted"] = tuple(_place(row, path) for row in _rows(value, key, path))
        elif name == "unntak":
            values["unntak"] = tuple(_exemption(row, path) for row in _rows(value, key, path))
        elif name == "grenser":
            values["grenser"] = {
                audience: _limits(row, f"grenser.{audience}", LIMIT_KEYS, path)
                for audience, row in _table(value, key, path).items()
            }
        else:
            values[name] = _value(name, value, path)
    _check_choices(values, path)
    origins = dict.fromkeys(values, str(path))
    return Config(**values, file=path, origins=origins)


def _unknown(path: Path, key: str, known: set[str] | frozenset[str]) -> ConfigError:
    near = nearest(key, sorted(known))
    return ConfigError("config-key-unknown", path=path, key=key, near=near)


def _rows(value: Any, key: str, path: Path) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ConfigError("config-type", path=path, key=key, wanted=f"[[{key}]]")
    return value


def _table(value: Any, key: str, path: Path) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise ConfigError("config-type", path=path, key=key, wanted=f"[{key}]")
    return value


def _value(name: str, value: Any, path: Path) -> Any:
    return _promises(value, path) if name == "lofter" else _typed(name, value, path)


def _promises(value: Any, path: Path) -> Mapping[str, PromiseLimit]:
    """What is asked of each promise: a least score, or a table of `minst` and `maks_funn`."""
    found = {}
    for promise, asked in _table(value, "lofter", path).items():
        key = f"lofter.{promise}"
        row = asked if isinstance(asked, dict) else {"minst": asked}
        names = {field.name for field in fields(PromiseLimit)}
        for name, number in row.items():
            if name not in names:
                raise _unknown(path, f"{key}.{name}", names)
            if isinstance(number, bool) or not isinstance(number, int) or number < 0:
                raise ConfigError("config-type", path=path, key=key, wanted="heltall")
        found[promise] = PromiseLimit(**row)
    return found


def _typed(name: str, value: Any, path: Path) -> Any:
    wanted = SIMPLE_KEYS[name]
    if wanted is list:
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
    elif wanted is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif isinstance(value, wanted) and isinstance(value, bool) is (wanted is bool):
        return value
    words = {
        list: "liste av tekst",
        str: "tekst",
        int: "heltall",
        float: "tall",
        bool: "true eller false",
    }
    raise ConfigError("config-type", path=path, key=name, wanted=words[wanted])


def _place(row: Mapping[str, Any], path: Path) -> Place:
    rest = {key: value for key, value in row.items() if key != "sti"}
    values = _limits(rest, "sted", PLACE_KEYS, path)
    if not isinstance(row.get("sti"), str):
        raise ConfigError("config-type", path=path, key="sted.sti", wanted="tekst")
    return Place(row["sti"], values)


def _limits(row: Any, key: str, allowed: frozenset[str], path: Path) -> Mapping[str, Any]:
    values = {}
    for written, value in _table(row, key, path).items():
        name = written.replace("-", "_")
        if name not in allowed:
            raise _unknown(path, f"{key}.{written}", allowed)
        values[name] = _value(name, value, path)
    _check_choices(values, path)
    return values


def _exemption(row: Mapping[str, Any], path: Path) -> ExemptionRow:
    names = {field.name for field in fields(ExemptionRow)}
    for key, value in row.items():
        if key not in names:
            raise _unknown(path, f"unntak.{key}", names)
        if not isinstance(value, str) and not hasattr(value, "isoformat"):
            raise ConfigError("config-type", path=path, key=f"unntak.{key}", wanted="tekst")
    for required in ("regel", "grunn"):
        if not row.get(required):
            raise ConfigError("exemption-incomplete", path=path, key=required)
    texts = {k: v if isinstance(v, str) else v.isoformat() for k, v in row.items()}
    if texts.get("til") and not _is_date(texts["til"]):
        raise ConfigError(
            "config-value", path=path, key="unntak.til", value=texts["til"], allowed="ÅÅÅÅ-MM-DD"
        )
    return ExemptionRow(**texts)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _check_choices(values: Mapping[str, Any], path: Path) -> None:
    for key, allowed in (("feil_ved", FAIL_LEVELS), ("sprak", LANGUAGES)):
        if key in values and values[key] not in allowed:
            raise ConfigError(
                "config-value", path=path, key=key, value=values[key], allowed=", ".join(allowed)
            )


def with_flags(config: Config, flags: Mapping[str, Any]) -> Config:
    """The settings with those given on the command line on top; None and () mean not given."""
    given = {k: v for k, v in flags.items() if v is not None and v != ()}
    origins = {**config.origins, **{key: f"--{key.replace('_', '-')}" for key in given}}
    return replace(config, **given, origins=origins)


def for_path(config: Config, path: Path) -> Config:
    """The settings with every `[[sted]]` that matches `path` on top, in file order.

    A value that a flag gave stays; what places say of promises is added to what holds for
    the project. Of the `[[unntak]]`, those of other paths are gone, and those that stay hold
    for the whole of this file.
    """
    if not config.sted and not config.unntak:
        return config
    relative = _relative(config, path)
    if relative is None:
        return config
    values: dict[str, Any] = {}
    for place in places_of(config, path):
        values.update(place.values)
        if "lofter" in place.values:
            values["lofter"] = {**config.lofter, **values["lofter"]}
    values = {k: v for k, v in values.items() if not config.origins.get(k, "").startswith("--")}
    origins = {**config.origins, **dict.fromkeys(values, f"{config.file} {PLACE_ORIGIN}")}
    exemptions = tuple(
        replace(row, sti="") if row.sti else row
        for row in config.unntak
        if not row.sti or is_match(row.sti, relative)
    )
    return replace(config, **values, unntak=exemptions, origins=origins)


def places_of(config: Config, path: Path) -> tuple[Place, ...]:
    """Every `[[sted]]` that `path` belongs to, in file order."""
    relative = _relative(config, path) if config.sted else None
    if relative is None:
        return ()
    return tuple(place for place in config.sted if is_match(place.sti, relative))


def is_match(pattern: str, relative: str) -> bool:
    """Whether a path, relative to the project file, is one that a gitignore pattern names."""
    return _spec(pattern).match_file(relative)


@lru_cache(maxsize=256)
def _spec(pattern: str) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines([pattern])


def _relative(config: Config, path: Path) -> str | None:
    """The path from the folder of the settings; None for one outside it."""
    try:
        return path.resolve().relative_to(config.folder.resolve()).as_posix()
    except ValueError:
        return None
