"""Find and read the project file: `klarsprak.toml`, or `[tool.klarsprak]` of pyproject."""

from collections.abc import Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from klarsprak.config.model import (
    FAIL_LEVELS,
    PLACE_KEYS,
    SIMPLE_KEYS,
    Config,
    ExemptionRow,
    Place,
)
from klarsprak.core.errors import ConfigError

NAME = "klarsprak.toml"
_LANGUAGES = ("nb", "nn", "en")


def find_config(start: Path) -> Path | None:
    """The nearest project file at or above the folder `start`; the first found wins."""
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        own = candidate / NAME
        if own.is_file():
            return own
        project = candidate / "pyproject.toml"
        if project.is_file() and "[tool.klarsprak" in _text(project):
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
    known = {*SIMPLE_KEYS, "sted", "unntak"}
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = key.replace("-", "_")
        if name not in known:
            raise _unknown(path, key, known)
        if name == "sted":
            values["sted"] = tuple(_place(row, path) for row in _rows(value, key, path))
        elif name == "unntak":
            values["unntak"] = tuple(_exemption(row, path) for row in _rows(value, key, path))
        else:
            values[name] = _typed(name, value, path)
    _check_choices(values, path)
    origins = dict.fromkeys(values, str(path))
    return Config(**values, file=path, origins=origins)


def _unknown(path: Path, key: str, known: set[str] | frozenset[str]) -> ConfigError:
    near = get_close_matches(key, sorted(known), 1, 0.5)
    return ConfigError("config-key-unknown", path=path, key=key, near=near[0] if near else "")


def _rows(value: Any, key: str, path: Path) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise ConfigError("config-type", path=path, key=key, wanted=f"[[{key}]]")
    return value


def _typed(name: str, value: Any, path: Path) -> Any:
    wanted = SIMPLE_KEYS[name]
    if wanted is list:
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
    elif wanted is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    elif isinstance(value, wanted) and not isinstance(value, bool):
        return value
    words = {list: "liste av tekst", str: "tekst", int: "heltall", float: "tall"}
    raise ConfigError("config-type", path=path, key=name, wanted=words[wanted])


def _place(row: Mapping[str, Any], path: Path) -> Place:
    values = {}
    for key, value in row.items():
        name = key.replace("-", "_")
        if name == "sti":
            continue
        if name not in PLACE_KEYS:
            raise _unknown(path, f"sted.{key}", PLACE_KEYS | {"sti"})
        values[name] = _typed(name, value, path)
    if not isinstance(row.get("sti"), str):
        raise ConfigError("config-type", path=path, key="sted.sti", wanted="tekst")
    _check_choices(values, path)
    return Place(row["sti"], values)


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
    return ExemptionRow(**{k: v if isinstance(v, str) else v.isoformat() for k, v in row.items()})


def _check_choices(values: Mapping[str, Any], path: Path) -> None:
    for key, allowed in (("feil_ved", FAIL_LEVELS), ("sprak", _LANGUAGES)):
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

    A value that a flag gave stays.
    """
    if not config.sted:
        return config
    from pathspec import GitIgnoreSpec

    try:
        relative = path.resolve().relative_to(config.folder.resolve()).as_posix()
    except ValueError:
        return config
    values: dict[str, Any] = {}
    for place in config.sted:
        if GitIgnoreSpec.from_lines([place.sti]).match_file(relative):
            values.update(place.values)
    values = {k: v for k, v in values.items() if not config.origins.get(k, "").startswith("--")}
    origins = {**config.origins, **dict.fromkeys(values, f"{config.file} [[sted]]")}
    return replace(config, **values, origins=origins)
